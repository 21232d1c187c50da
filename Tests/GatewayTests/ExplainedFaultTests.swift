import Couriers
import Evidence
import Gateway
import Logging
import Postgres
import Sharing
import Testing
import Workbench

@testable import Registry

/// Faults are made, and the record that each leaves is read as `exchange call explain` reads it: whose duty it is, and what to do now.
@Suite(.serialized) struct `EX-8.2 the record of a call that went wrong` {
  typealias Duty = CallExplanation.Duty

  /// How a call is made that goes wrong; answers its id.
  struct Fault: Sendable {
    /// As the record has it: the code, or the service's status; what a word tells apart behind it is told apart by the duty.
    let kind: String
    let duty: Duty
    let make: @Sendable (GatewayKit) async throws -> String

    init(_ kind: String, _ duty: Duty, _ make: @escaping @Sendable (GatewayKit) async throws -> String) {
      (self.kind, self.duty, self.make) = (kind, duty, make)
    }

    var record: String { String(kind.prefix { $0 != " " }) }

    /// One plain call.
    init(_ kind: String, _ duty: Duty, _ path: String, method: String = "GET", code: String? = "", body: [UInt8] = []) {
      self.init(kind, duty) { kit in
        let answer = try await kit.call("/svc/law\(path)", method: method, code: code, body: body)
        return GatewayKit.header(answer, "x-call-id") ?? ""
      }
    }

    /// One plain call after a change of the rows.
    init(_ kind: String, _ duty: Duty, after sql: String) {
      self.init(kind, duty) { kit in
        try await kit.change(sql)
        return GatewayKit.header(try await kit.call("/svc/law/articles/1"), "x-call-id") ?? ""
      }
    }
  }

  /// A gateway of its own for faults that need one, and the faults.
  struct Scene: Sendable {
    var tuned = GatewayKit.Tuning { _ in }
    var upstreamPort: Int?
    let faults: [Fault]
  }

  private static let scenes = [
    Scene(faults: consumers + answers + grants),
    Scene(tuned: .init { ($0.rate, $0.burst) = (0.001, 1) }, faults: [Fault("200", .nobody, "/articles/1"), Fault("gateway.rate", .consumer, "/articles/1")]),
    Scene(tuned: .init { $0.deadlines.firstByte = 1 }, faults: [Fault("upstream.slow", .provider, "/never")]),
    Scene(tuned: .init { $0.concurrency = 1 }, faults: [fullService]),
    Scene(upstreamPort: 9, faults: (0..<5).map { _ in Fault("upstream.unreachable", .provider, "/articles/1") } + [Fault("upstream.open", .provider, "/articles/1")]),
    Scene(tuned: .init { $0.deadlines.stall = 1 }, faults: [slowBody]),
    Scene(tuned: .init { $0.leaseSeconds = 1 }, faults: [lostLease]),
    Scene(faults: [Fault("E51", .consumer, after: "update case_file set state = 'expired' where id = 4")]),
    Scene(faults: [Fault("E46 offline", .provider, after: "update case_file set state = 'offline' where id = 2")]),
    Scene(faults: places),
  ]

  private static let consumers = [
    Fault("E36", .consumer, "/articles/1", code: nil),
    Fault("E36/query", .consumer) { kit in
      GatewayKit.header(try await kit.call("/svc/law/articles/1?q=\(kit.code.text)"), "x-call-id") ?? ""
    },
    Fault("E47", .consumer, "/private"),
    Fault("path.invalid", .consumer, "/articles/%zz"),
    Fault("request.body", .consumer, "/articles/1", body: [1]),
    Fault("request.large", .consumer, "/echo", method: "POST", body: [UInt8](repeating: 1, count: 11 << 20)),
    Fault("200 hung up", .consumer) { kit in
      id(of: RawSocket.talk(kit.port, "GET /svc/law/trickle HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(kit.code.text)\r\n\r\n", enough: 1))
    },
  ]

  private static let answers = [
    Fault("upstream.unfiltered", .provider, "/text"),
    Fault("upstream.broken", .provider, "/garbage"),
    Fault("404", .nobody, "/missing"),
    Fault("503", .provider, "/fault"),
  ]

  /// One after the other on the same grant; the last one ends it.
  private static let grants = [
    Fault("E77", .provider, after: "update case_file set state = 'paused' where id = 2"),
    Fault("E72", .gateway, after: "update case_file set state = 'attached' where id = 2; \(stop)"),
    Fault("E36/address", .consumer, after: "update stop_window set is_off = true; \(moved)"),
    Fault("E46", .consumer, after: "update case_file set state = 'revoked' where id = 4"),
  ]
  private static let stop = """
    insert into procedure_sheet (procedure, revision, hash, sheet) values ('exchange.stop', 1, '', '');
    insert into case_file (number, procedure, revision, state, department, opened_by, opened_at, changed_at)
    values ('5', 'exchange.stop', 1, 'announced', 'data-bureau', 1, now(), now());
    insert into stop_window (id, starts_at, ends_at, title, authority_n)
    select id, now() - interval '1 hour', now() + interval '1 hour', '升级', 1 from case_file where number = '5'
    """
  /// A grant is frozen once it is made; this one is made to name another address.
  private static let moved = """
    alter table access_grant disable trigger access_grant_frozen;
    update access_grant set addresses = array['10.9.0.0/16'];
    alter table access_grant enable trigger access_grant_frozen
    """

  private static let places = [
    Fault("upstream.denied", .provider, after: #"update source set address = '{"base": "http://127.0.0.1:1", "credential": "bearer"}'"#),
    Fault("upstream.unknown", .provider, after: #"update source set address = '{"base": "gopher://x", "credential": "bearer"}'"#),
  ]

  /// A second call while the only place is taken.
  private static let fullService = Fault("upstream.busy", .provider) { kit in
    let first = Task { try await kit.call("/svc/law/never") }
    defer { first.cancel() }
    while try kit.upstream.seen().isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    return GatewayKit.header(try await kit.call("/svc/law/articles/1"), "x-call-id") ?? ""
  }

  /// Nobody can confirm while the node's row is held.
  private static let lostLease = Fault("gateway.lease", .gateway) { kit in
    try await kit.database.pool.transaction { tx in
      try await tx.script("select from node for update")
      for _ in 0..<400 {
        let answer = try await kit.call("/svc/law/articles/1")
        if answer.status == 503 { return GatewayKit.header(answer, "x-call-id") ?? "" }
        try await Task.sleep(for: .milliseconds(10))
      }
      return ""
    }
  }

  /// A body that stops coming.
  private static let slowBody = Fault("request.slow", .consumer) { kit in
    id(
      of: RawSocket.talk(
        kit.port, "POST /svc/law/echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(kit.code.text)\r\nContent-Length: 9\r\n\r\nhalf", silence: 6000))
  }

  private static func id(of answer: String) -> String {
    answer.split(separator: "\r\n").first { $0.hasPrefix("X-Call-Id: ") }.map { String($0.dropFirst(11)) } ?? ""
  }

  /// What the log has of a call once both its beginning and its end have been shipped.
  private static func record(of id: String, _ kit: GatewayKit) async throws -> CallRow {
    let shipper = JournalShipper(kit.journal, pool: kit.database.pool, logger: .init(label: "test"))
    for _ in 0..<500 {
      _ = try await shipper.ship()
      let row = try await kit.database.pool.with { try await $0.first(RegistryStatements.call, id) }
      if let row, row.status != nil || row.faultParty != nil { return row }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw NoRecord(call: id)
  }
  private struct NoRecord: Error {
    let call: String
  }

  @Test(.clause("EX-8.2"), arguments: scenes.indices)
  func `EX-8.2 says whose duty it is and what to do now`(scene: Int) async throws {
    let scene = Self.scenes[scene]
    try await GatewayKit.with(upstreamPort: scene.upstreamPort, tuned: scene.tuned) { kit in
      var made: [(fault: Fault, id: String)] = []
      for fault in scene.faults { made.append((fault, try await fault.make(kit))) }
      for (fault, id) in made {
        let row = try await Self.record(of: id, kit)
        let told = row.explanation
        #expect(row.code ?? row.fault ?? row.status.map(String.init) == fault.record, "\(fault.kind): \(row)")
        #expect(told.duty == fault.duty && !told.sentence.isEmpty && !told.next.contains("调用编号"), "\(fault.kind): \(told)")
      }
    }
  }

  @Test func `is made in at least twenty-five ways`() {
    let kinds = Set(Self.scenes.flatMap(\.faults).map(\.kind)).subtracting(["200"])
    #expect(kinds.count >= 25, "\(kinds.sorted())")
  }
}
