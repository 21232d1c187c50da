import Couriers
import Foundation
import Synchronization
import Testing
import Workbench

@Suite struct `A courier over SFTP` {
  private let server: ShellServer
  private let courier: Courier
  private var shell: ShellAccess { access(server.hostKey) }
  private func access(_ hostKey: String, key: String? = nil) -> ShellAccess {
    ShellAccess(host: "127.0.0.1", port: server.port, user: server.user, privateKey: key ?? server.key, hostKey: hostKey)
  }

  init() async throws {
    server = try ShellServer()
    courier = Courier(egress: Egress(allowed: ["127.0.0.1:\(server.port)"]))
    // The server needs a moment to listen; asked until it answers.
    for _ in 0..<200 {
      do {
        _ = try await courier.list(access(server.hostKey), folder: server.folder)
        break
      } catch let fault as CourierFault where fault == .connect {
        try await Task.sleep(for: .milliseconds(20))
      }
    }
  }

  @Test func `lists names, kinds and sizes as they are`() async throws {
    let odd = "空 格 'x' #1%.txt"
    try Data("abc".utf8).write(to: URL(fileURLWithPath: "\(server.folder)/\(odd)"))
    try FileManager.default.createDirectory(atPath: "\(server.folder)/inner", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: "\(server.folder)/link", withDestinationPath: "/etc/hostname")
    let entries = try await courier.list(shell, folder: server.folder)
    let found = Dictionary(uniqueKeysWithValues: entries.map { (String(decoding: $0.name, as: UTF8.self), $0) })
    #expect(found[odd]?.kind == .file && found[odd]?.size == 3)
    #expect(found["inner"]?.kind == .directory)
    #expect(found.filter { $0.key.hasPrefix("link") }.values.allSatisfy { $0.kind == .other })
    #expect(found.count == 3)
    let content = Mutex<[UInt8]>([])
    try await courier.read(shell, file: "\(server.folder)/\(odd)", deadline: .seconds(10)) { piece in content.withLock { $0 += piece } }
    #expect(content.withLock { $0 } == Array("abc".utf8))
  }

  @Test func `knows when a file was changed, and reads from the middle`() async throws {
    let path = "\(server.folder)/big"
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1_700_000_123)], ofItemAtPath: path)
    #expect(try await courier.modified(shell, file: path) == 1_700_000_123)
    let tail = Mutex<[UInt8]>([])
    try await courier.read(shell, file: path, from: 1_000_000, deadline: .seconds(10)) { piece in tail.withLock { $0 += piece } }
    #expect(tail.withLock { $0 } == Array(bytes[1_000_000...]))
  }

  @Test func `tells a wrong host key, a wrong login and a missing file apart`() async throws {
    let other = String(server.hostKey.reversed())
    #expect(await #expect(throws: CourierFault.self) { try await courier.list(access(other), folder: server.folder) } == .hostKey)
    #expect(await #expect(throws: CourierFault.self) { try await courier.list(access(""), folder: server.folder) } == .hostKey)
    let stranger = try ShellServer().key
    #expect(await #expect(throws: CourierFault.self) { try await courier.list(access(server.hostKey, key: stranger), folder: server.folder) } == .login)
    #expect(await #expect(throws: CourierFault.self) { try await courier.modified(shell, file: "\(server.folder)/none") } == .missing)
  }
}
