import Couriers
import Foundation
import Gateway
import JSONText
import Logging
import Postgres
import Seals
import Sharing
import Testing
import Workbench

/// A gateway in this process, before a real service and on a real database, with one grant of the items `no` and `text`.
final class GatewayKit: Sendable {
  static let pepper = [UInt8](repeating: 3, count: 32), caller = [UInt8](repeating: 5, count: 32)

  let database: TestDatabase
  let upstream: UpstreamServer
  let journal: CallJournal
  let port: Int
  let code: AccessCode
  let client: Courier

  /// Limits other than the usual ones.
  struct Tuning: Sendable {
    let apply: @Sendable (inout GatewaySettings) -> Void
    init(_ apply: @escaping @Sendable (inout GatewaySettings) -> Void) { self.apply = apply }
  }

  private init(_ database: TestDatabase, _ upstream: UpstreamServer, _ journal: CallJournal, _ port: Int, _ code: AccessCode) {
    (self.database, self.upstream, self.journal, self.port, self.code) = (database, upstream, journal, port, code)
    client = Courier(egress: Egress(allowed: ["127.0.0.1:\(port)"]))
  }

  /// Runs the body before a serving gateway, then drains it.
  static func with(
    items: [String] = ["no", "text"], upstreamPort: Int? = nil, tuned: Tuning = Tuning { _ in },
    _ body: @escaping @Sendable (GatewayKit) async throws -> Void
  ) async throws {
    try await TestDatabase.with { database in
      let upstream = try UpstreamServer()
      let key = try SealKey([UInt8](repeating: 9, count: 32))
      let code = AccessCode(keyID: "0123456789", secret: Base64URL.encode(RandomBytes.make(32))) { _ in "ABCDEF" }
      let base = "http://127.0.0.1:\(upstreamPort ?? upstream.port)"
      try await database.pool.with { connection in
        try await connection.script(rows(base, items))
        _ = try await connection.run(secret, try key.seal(Array("provider-token".utf8), context: "source/statistics/service"))
        _ = try await connection.run(addCode, code.keyID, HMAC.sm3(key: pepper, Array(code.secret.utf8)))
      }
      let folder = FileManager.default.temporaryDirectory.appending(path: "journal-\(UInt32.random(in: 0..<UInt32.max))").path
      let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      let journal = try CallJournal(directory: folder, logger: logger)
      let port = FreePort.find()
      var settings = GatewaySettings(host: "127.0.0.1", port: port)
      (settings.rate, settings.burst) = (10_000, 10_000)
      tuned.apply(&settings)
      let egress = Egress(allowed: ["127.0.0.1:\(upstream.port)"] + (upstreamPort.map { ["127.0.0.1:\($0)"] } ?? []))
      let gateway = Gateway(
        settings, database: database.settings, pool: database.pool, journal: journal, directory: folder,
        keys: .init(secrets: key, peppers: [1: pepper], caller: caller), courier: Courier(egress: egress),
        admits: { egress.admits($0, $1) }, openTable: { _ in try await Connection.open(database.settings) }, logger: logger)
      let kit = GatewayKit(database, upstream, journal, port, code)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await gateway.run() }
        try await kit.waitUntilServing()
        do {
          try await body(kit)
        } catch {
          group.cancelAll()
          throw error
        }
        group.cancelAll()
        try await group.waitForAll()
      }
      await journal.close()
      try? FileManager.default.removeItem(atPath: folder)
    }
  }

  private func waitUntilServing() async throws {
    for _ in 0..<500 {
      do {
        let answer = try await call("/svc/none/x", code: nil)
        if answer.status == 401 { return }
      } catch is CourierFault {}
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("the gateway did not come up")
  }

  func call(_ path: String, method: String = "GET", code: String? = "", headers: [(String, String)] = [], body: [UInt8] = []) async throws -> WireResponse {
    var request = WireRequest(method: method, url: "http://127.0.0.1:\(port)\(path)")
    request.headers = headers
    if let code { request.headers.append(("Authorization", "Bearer \(code.isEmpty ? self.code.text : code)")) }
    request.body = body
    request.maxBytes = 1 << 30
    return try await client.fetch(request)
  }

  /// The problem's code of an answer.
  static func code(_ answer: WireResponse) -> String { (try? JSON.parse(answer.body))?["code"]?.string ?? "" }
  static func header(_ answer: WireResponse, _ name: String) -> String? { answer.headers.first { $0.0.lowercased() == name }?.1 }

  /// Changes authority as an act does: row, number and notification in one transaction; returns when the gateway has confirmed it.
  func change(_ sql: String) async throws {
    try await database.pool.transaction { tx in
      try await tx.script(
        """
        update authority set n = n + 1;
        \(sql);
        update access_grant set authority_n = (select n from authority);
        update resource set authority_n = (select n from authority);
        notify authority;
        """)
    }
    for _ in 0..<500 {
      if try await database.pool.with({ try await $0.one(Self.behind) }) == 0 { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("the gateway did not confirm")
  }

  private static let behind = Statement<Int64>("kit.behind", "select count(*) from node where stopped_at is null and applied < (select n from authority)")
  private static let secret = Statement<NoRow, [UInt8]>("kit.secret", "update source set secret = $1")
  private static let addCode = Statement<NoRow, String, [UInt8]>(
    "kit.code",
    "insert into access_code (key_id, access_grant, mac, pepper, made_at, shown, authority_n) select $1, 4, $2, 1, now(), true, n from authority")

  private static func rows(_ base: String, _ items: [String]) -> String {
    let operations = ["/articles/{id}", "/cut", "/never", "/fault", "/missing", "/text", "/twice", "/trickle", "/big/{n}", "/garbage", "/both", "/headers", "/upgrade", "/early", "/close", "/drip"]
      .map { #"{"method": "GET", "path": "\#($0)", "manner": "query"}"# } + [#"{"method": "POST", "path": "/echo", "manner": "query"}"#]
    return """
      insert into account (login, name, department, created_at, filed_at) values ('a.b', 'x', 'statistics', now(), now());
      insert into procedure_sheet (procedure, revision, hash, sheet)
      select p, 1, '', '' from unnest(array['exchange.catalogue', 'exchange.resource', 'exchange.application', 'exchange.grant']) as p;
      insert into case_file (number, procedure, revision, state, department, opened_by, opened_at, changed_at)
      values ('1', 'exchange.catalogue', 1, 'published', 'statistics', 1, now(), now()), ('2', 'exchange.resource', 1, 'attached', 'statistics', 1, now(), now()),
             ('3', 'exchange.application', 1, 'granted', 'finance', 1, now(), now()), ('4', 'exchange.grant', 1, 'in-force', 'finance', 1, now(), now());
      insert into catalogue (id, code, provider) values (1, 'c', 'statistics');
      insert into source (department, name, kind, address, created_by, created_at)
      values ('statistics', 'service', 'http', '{"base": "\(base)", "credential": "bearer"}', 1, now());
      insert into resource (id, code, catalogue, provider, kind, title, source, detail, items, attached_at, authority_n)
      values (2, 'law', 1, 'statistics', 'interface', '条文', 1,
        '{"form": "upstream", "operations": [\(operations.joined(separator: ", "))], "optional": ["q"]}',
        '[{"name": "no"}, {"name": "text"}, {"name": "editor"}]', now(), 1);
      insert into access_grant (id, application, resource, department, system, purpose, flow, manner, items, months, granted_at, expires_at, agreement,
        agreement_hash, authority_n)
      values (4, 3, 2, 'finance', 'system', '', '', 'query', array[\(items.map { "'\($0)'" }.joined(separator: ", "))], 12, now(), now() + interval '300 days', 'XY', '', 1);
      """
  }
}
