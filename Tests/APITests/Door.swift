import CaseDesk
import Foundation
import FoundationNetworking
import JSONText
import Logging
import Records
import Registry
import ServiceLifecycle
import Vocabulary
import Workbench

@testable import API

/// The API's own listener over a test's office, and a caller on the wire.
struct Door: Sendable {
  let office: Office
  let base: String

  struct Reply: Sendable {
    let status: Int
    let body: JSON
    var code: String { body["code"]?.string ?? "" }
  }

  private static let noLanding = Refusal("landing.none", .state, "本部门还没有前置区", "EX-8.1")

  /// What lies outside the exchange's database is not there: sources cannot be asked, and there is no landing area.
  static func desks(_ office: Office) -> Desks {
    Desks(
      records: office.records, accounts: office.accounts, cases: office.cases, registry: office.registry,
      ledgers: LedgerDesk(office.records), agreements: office.agreements, proofs: office.proofs, statistics: office.statistics,
      jobs: JobRunner(office.database.pool, handlers: [:], logger: Logger(label: "test")),
      newPassword: { _ in throw Refused(noLanding) },
      landed: LandedData(
        rows: { _, _ in throw Refused(noLanding) }, files: { _ in throw Refused(noLanding) }, file: { _, _, _ in throw Refused(noLanding) }), testSource: { _ in [] },
      readColumns: { _, _, _ in [] }, checkInterface: { _, _ in [:] },
      uploads: Uploads(known: { _, _ in [] }, put: { _, _, _, _ in throw Refused(noLanding) }), gateway: "https://gateway.example:8443")
  }

  static func with<Output: Sendable>(_ body: @escaping @Sendable (Door) async throws -> Output) async throws -> Output {
    try await Office.with { office in
      let port = try freePort()
      var logger = Logger(label: "test")
      logger.logLevel = .critical
      let server = try APIServer(desks(office), host: "127.0.0.1", port: port, metrics: RequestCounts(), isReady: { true }, logger: logger)
      let group = ServiceGroup(services: [server], logger: logger)
      let door = Door(office: office, base: "http://127.0.0.1:\(port)")
      return try await withThrowingTaskGroup(of: Output?.self) { tasks in
        tasks.addTask {
          try await group.run()
          return nil
        }
        tasks.addTask {
          try await door.waitUntilOpen()
          return try await body(door)
        }
        defer { tasks.cancelAll() }
        while let output = try await tasks.next() {
          if let output { return output }
        }
        throw CancellationError()
      }
    }
  }

  /// A port that the system has just given out; taken again at once by the listener.
  private static func freePort() throws -> Int {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0 }
    }
    guard bound else { throw POSIXError(.EADDRINUSE) }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private func waitUntilOpen() async throws {
    for _ in 0..<500 {
      if (try? await call("GET", "/healthz/live"))?.status == 200 { return }
      await Task.yield()
    }
    throw POSIXError(.ECONNREFUSED)
  }

  /// The body of an answer as it came, for lists and files.
  func text(_ path: String, token: String) async throws -> String { try await fetch(path, token: token).text }

  /// A document as it comes over the wire.
  struct Fetched: Sendable {
    let status: Int, body: [UInt8], headers: [String: String]
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  func fetch(_ path: String, token: String? = nil) async throws -> Fetched { try await send(request("GET", path, nil, token, [:])) }

  /// Puts a file as it is.
  func upload(_ path: String, _ body: [UInt8], token: String) async throws -> Reply {
    var request = try request("PUT", path, nil, token, [:])
    request.httpBody = Data(body)
    return try Reply(of: await send(request))
  }

  func call(
    _ method: String, _ path: String, _ body: String? = nil, token: String? = nil, headers: [String: String] = [:]
  ) async throws -> Reply {
    try Reply(of: await send(request(method, path, body, token, headers)))
  }

  private func request(_ method: String, _ path: String, _ body: String?, _ token: String?, _ headers: [String: String]) throws -> URLRequest {
    guard let url = URL(string: base + path) else { throw URLError(.badURL) }
    var request = URLRequest(url: url)
    request.httpMethod = method
    if let body {
      request.httpBody = Data(body.utf8)
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    }
    if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    return request
  }

  private func send(_ request: URLRequest) async throws -> Fetched {
    let (data, response) = try await URLSession.shared.data(for: request)
    guard let answer = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
    let headers = answer.allHeaderFields.map { (String(describing: $0.key).lowercased(), String(describing: $0.value)) }
    return Fetched(status: answer.statusCode, body: Array(data), headers: Dictionary(headers) { $1 })
  }
}

extension Door.Reply {
  /// A file that is no JSON counts as its text.
  init(of fetched: Door.Fetched) throws {
    let type = fetched.headers["content-type"] ?? ""
    let isJSON = type.hasPrefix("application/json") || type.hasPrefix("application/problem+json")
    self.init(status: fetched.status, body: fetched.body.isEmpty ? .null : isJSON ? try JSON.parse(fetched.body) : .string(fetched.text))
  }
}
