import API
import Couriers
import Foundation
import Gateway
import JSONText
import Postgres

/// The server's settings: one JSON file, unknown members refused, secrets only by file.
struct Config: Sendable {
  /// What is wrong with the file, in one sentence.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }
  struct Endpoint: Sendable {
    let host: String, port: Int
    /// Nobody comes to it from outside this machine.
    var isLocal: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }
  }
  struct Landing: Sendable { let host: String, port: Int, user: String, password: String, folder: String, prefix: String }
  /// Where the heads of call batches are anchored, and where months of calls go that are no longer online.
  struct Proof: Sendable { let anchors: String, archives: String, stamp: String? }
  struct Demo: Sendable { let login: String, password: String }
  /// The server that takes letters, the domains that they may go to, and where a letter's reader finds the portal.
  struct Mail: Sendable { let server: MailServer, domains: [String], portal: String }

  let database: PostgresSettings
  let api: Endpoint
  let apiTLS: APIServer.TLS?
  let metrics: Endpoint?
  let gateway: Endpoint
  let gatewayTLS: DoorTLS?
  let journal: String
  let leaseSeconds: Int
  let evidence: Proof
  let landing: Landing
  let keys: String
  let egress: [String]
  /// Folders of this machine in which a provider's directory source may lie.
  let directories: [String]
  /// The program that reads and writes XLSX workbooks.
  let workbook: String?
  let rehearsal: Bool
  let demo: Demo?
  let mail: Mail?

  init(file: String) throws {
    guard let data = FileManager.default.contents(atPath: file), data.count < 1 << 20 else { throw Fault(description: "读不到配置文件 \(file)") }
    let json: JSON
    do { json = try JSON.parse(Array(data)) } catch { throw Fault(description: "\(file) 第\(error.offset)字节不是有效的JSON(\(error.reason.rawValue))") }
    var root = try Section(json, "", ["database", "api", "metrics", "gateway", "evidence", "landing", "keys", "egress", "directories", "workbook", "rehearsal", "demo", "mail"])
    let base = try root.section("database", ["host", "port", "name", "user", "passwordFile"])
    database = PostgresSettings(
      host: try base.text("host"), port: try base.port("port"), database: try base.text("name"), user: try base.text("user"),
      password: try base.secret("passwordFile"))
    let api = try root.section("api", ["host", "port", "tls", "proxied"])
    self.api = Endpoint(host: try api.text("host"), port: try api.port("port"))
    apiTLS = try api.inner("tls", ["chain", "key"]).map { APIServer.TLS(chain: try $0.text("chain"), key: try $0.text("key")) }
    // The portal's session is a cookie that browsers keep on encrypted connections alone: without one nobody could log in, and nothing would say why.
    guard self.api.isLocal || apiTLS != nil || api.json["proxied"]?.bool == true else {
      throw Fault(description: "配置项 api.host 不是本机地址:请配置 api.tls(证书链和私钥),或由前面的代理终止 TLS 并写明 api.proxied 为 true;否则浏览器无法登录")
    }
    metrics = try root.optionalSection("metrics", ["host", "port"]).map { Endpoint(host: try $0.text("host"), port: try $0.port("port")) }
    let gateway = try root.section("gateway", ["host", "port", "journal", "lease", "tls"])
    gatewayTLS = try gateway.inner("tls", ["port", "chain", "key", "clients"]).map {
      DoorTLS(port: try $0.port("port"), chain: try $0.text("chain"), key: try $0.text("key"), clients: $0.json["clients"]?.string)
    }
    self.gateway = Endpoint(host: try gateway.text("host"), port: try gateway.port("port"))
    journal = try gateway.text("journal")
    leaseSeconds = try gateway.number("lease", 1...60, usual: 5)
    let evidence = try root.optionalSection("evidence", ["anchors", "archives", "stamp"])
    self.evidence = Proof(
      anchors: try evidence?.text("anchors") ?? "\(journal)-anchors", archives: try evidence?.text("archives") ?? "\(journal)-archives",
      stamp: evidence?.json["stamp"]?.string)
    let landing = try root.section("landing", ["host", "port", "user", "passwordFile", "folder", "prefix"])
    self.landing = Landing(
      host: try landing.text("host"), port: try landing.port("port"), user: try landing.text("user"),
      password: try landing.secret("passwordFile"), folder: try landing.text("folder"), prefix: landing.json["prefix"]?.string ?? "")
    keys = try root.section("keys", ["directory"]).text("directory")
    egress = root.json["egress"]?.strings ?? []
    directories = root.json["directories"]?.strings ?? []
    workbook = root.json["workbook"]?.string
    rehearsal = root.json["rehearsal"]?.bool ?? false
    mail = try root.optionalSection("mail", ["host", "port", "security", "from", "domains", "user", "passwordFile", "portal"]).map(Self.mail)
    demo = try root.optionalSection("demo", ["login", "passwordFile"]).map { Demo(login: try $0.text("login"), password: try $0.secret("passwordFile")) }
  }

  private static func mail(_ section: Section) throws -> Mail {
    guard let security = MailServer.Security(rawValue: section.json["security"]?.string ?? "starttls") else {
      throw Fault(description: "配置项 mail.security 应为 none、starttls 或 tls")
    }
    let (sender, domains) = (try section.text("from"), section.json["domains"]?.strings ?? [])
    guard Letter.isAddress(sender), !domains.isEmpty, domains.allSatisfy({ Letter.isAddress("a@\($0)") && $0 == $0.lowercased() }) else {
      throw Fault(description: "配置项 mail.from 应为邮件地址,mail.domains 应为小写域名的列表")
    }
    let user = section.json["user"]?.string
    let server = MailServer(
      host: try section.text("host"), port: try section.port("port"), security: security, sender: sender, login: user,
      password: try user.map { _ in try section.secret("passwordFile") })
    return Mail(server: server, domains: domains, portal: try section.text("portal"))
  }

  /// One object of the file; says its own name in what it refuses.
  private struct Section {
    let json: JSON
    let name: String

    init(_ json: JSON, _ name: String, _ known: Set<String>) throws {
      guard let object = json.object else { throw Fault(description: "配置项 \(name.isEmpty ? "(全文)" : name) 应为对象") }
      if let strange = object.names.first(where: { !known.contains($0) }) { throw Fault(description: "配置项 \(name)\(name.isEmpty ? "" : ".")\(strange) 不认识") }
      self.json = json
      self.name = name
    }

    mutating func section(_ member: String, _ known: Set<String>) throws -> Section {
      guard let value = json[member] else { throw Fault(description: "缺少配置项 \(member)") }
      return try Section(value, member, known)
    }
    mutating func optionalSection(_ member: String, _ known: Set<String>) throws -> Section? {
      try json[member].map { try Section($0, member, known) }
    }
    func inner(_ member: String, _ known: Set<String>) throws -> Section? {
      try json[member].map { try Section($0, "\(name).\(member)", known) }
    }
    func text(_ member: String) throws -> String {
      guard let value = json[member]?.string, !value.isEmpty else { throw Fault(description: "缺少配置项 \(name).\(member)") }
      return value
    }
    func port(_ member: String) throws -> Int {
      guard let value = json[member]?.int, (1...65535).contains(value) else { throw Fault(description: "配置项 \(name).\(member) 应为端口号") }
      return value
    }
    func number(_ member: String, _ range: ClosedRange<Int>, usual: Int) throws -> Int {
      guard let value = json[member] else { return usual }
      guard let number = value.int, range.contains(number) else {
        throw Fault(description: "配置项 \(name).\(member) 应在\(range.lowerBound)与\(range.upperBound)之间")
      }
      return number
    }
    func secret(_ member: String) throws -> String {
      let file = try text(member)
      guard let data = FileManager.default.contents(atPath: file) else { throw Fault(description: "读不到 \(name).\(member) 指的文件 \(file)") }
      return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
  }
}
