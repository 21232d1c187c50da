import API
import Couriers
import Foundation
import Testing

@testable import exchanged

@Suite struct `The configuration` {
  private func config(api: String, more: String = "") throws -> Config {
    let folder = FileManager.default.temporaryDirectory.appending(path: "config-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try "geheim\n".write(to: folder.appending(path: "secret"), atomically: true, encoding: .utf8)
    let secret = folder.appending(path: "secret").path
    let text = """
      {"database": {"host": "127.0.0.1", "port": 5432, "name": "e", "user": "e", "passwordFile": "\(secret)"}, "api": \(api),
       "gateway": {"host": "127.0.0.1", "port": 8090, "journal": "/j"},
       "landing": {"host": "127.0.0.1", "port": 5432, "user": "l", "passwordFile": "\(secret)", "folder": "/l"}, "keys": {"directory": "/k"}\(more.replacing("SECRET", with: secret))}
      """
    try text.write(to: folder.appending(path: "config.json"), atomically: true, encoding: .utf8)
    return try Config(file: folder.appending(path: "config.json").path)
  }

  @Test func `lets nobody put the portal before others without encryption`() throws {
    #expect(throws: Config.Fault.self) { try config(api: #"{"host": "0.0.0.0", "port": 8080}"#) }
    #expect(throws: Config.Fault.self) { try config(api: #"{"host": "10.1.2.3", "port": 8080, "proxied": false}"#) }
    #expect(try config(api: #"{"host": "127.0.0.1", "port": 8080}"#).apiTLS == nil)
    #expect(try config(api: #"{"host": "10.1.2.3", "port": 8080, "proxied": true}"#).apiTLS == nil)
    #expect(try config(api: #"{"host": "0.0.0.0", "port": 8443, "tls": {"chain": "/c.pem", "key": "/k.pem"}}"#).apiTLS?.chain == "/c.pem")
  }

  @Test(arguments: [
    (#""host": "m", "port": 25, "from": "e@jyg.example", "domains": ["jyg.example"], "portal": "https://p""#, true),
    (#""host": "m", "port": 25, "from": "e", "domains": ["jyg.example"], "portal": "https://p""#, false),
    (#""host": "m", "port": 25, "from": "e@jyg.example", "domains": [], "portal": "https://p""#, false),
    (#""host": "m", "port": 25, "from": "e@jyg.example", "domains": ["JYG.example"], "portal": "https://p""#, false),
    (#""host": "m", "port": 25, "security": "ssl", "from": "e@jyg.example", "domains": ["jyg.example"], "portal": "https://p""#, false),
    (#""host": "m", "port": 25, "from": "e@jyg.example", "domains": ["jyg.example"], "portal": "https://p", "user": "e", "passwordFile": "SECRET""#, true),
    (#""host": "m", "port": 25, "from": "e@jyg.example", "domains": ["jyg.example"], "portal": "https://p", "user": "e""#, false),
  ])
  func `takes a mail server that is whole, and none that is not`(mail: String, isWhole: Bool) throws {
    let api = #"{"host": "127.0.0.1", "port": 8080}"#
    if isWhole {
      let read = try config(api: api, more: ", \"mail\": {\(mail)}").mail
      #expect(read?.server.security == .starttls && read?.domains == ["jyg.example"])
      #expect((read?.server.login == nil) == (read?.server.password == nil))
    } else {
      #expect(throws: Config.Fault.self) { try config(api: api, more: ", \"mail\": {\(mail)}") }
    }
  }
}
