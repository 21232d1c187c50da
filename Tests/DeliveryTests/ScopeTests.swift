import Evidence
import JSONText
import Testing
import Workbench

@testable import Delivery

@Suite struct `A table of which some rows were granted` {
  private static let open = ["id", "name", "seen"]
  private static let ways: [[(String, String)]] = [[], [("way", "digest")], [("way", "column"), ("column", "seen")]]

  private static func landed(_ kit: DeliveryKit) async throws -> [String] {
    try await DeliveryKit.on(kit.login()) { try await $0.ask("select p.id::text from civil_affairs.people p order by p.id") }
  }

  @Test(.clause("EX-11.1a"), arguments: [0, 1, 2]) func `EX-11.1a lands with these alone, whole and by its changes, and no other row ever leaves`(_ way: Int) async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(400)
      try await kit.provider("update civil.people set name = 'CANARY-row' where mood <> 'calm' or not active")
      let grant = try await kit.grant(
        table: "people", DeliveryKit.people, granted: Self.open, way: Self.ways[way], scope: ["mood": ["calm"], "active": true])
      let wanted = (1...400).filter { $0 % 6 == 0 }
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: Int64(wanted.count)))
      #expect(try await Self.landed(kit) == wanted.map(String.init))
      // One comes into the scope, one is changed within it, one leaves it.
      try await kit.provider(
        """
        update civil.people set mood = 'calm', active = true, name = 'in', seen = timestamptz '2026-02-01' where id = 7;
        update civil.people set name = 'other', seen = timestamptz '2026-02-01' where id = 12;
        update civil.people set mood = 'odd "quoted"', name = 'CANARY-left', seen = timestamptz '2026-02-01' where id = 18
        """)
      _ = try await kit.delivery.deliver(grant: grant)
      // A growing column does not see what left; the weekly comparison does.
      if way == 2 {
        try await kit.office("update installation set clock_offset = clock_offset + interval '8 days'")
        _ = try await kit.delivery.deliver(grant: grant)
      }
      #expect(try await Self.landed(kit) == (wanted.filter { $0 != 18 } + [7]).sorted().map(String.init))
      #expect(try await kit.places(of: "CANARY-", in: kit.landingName()).isEmpty)
    }
  }

  @Test(arguments: [
    (["nobody": ["x"]] as JSON, "数据范围"), (["mood": []], nil), (["id": ["1", "2"]], nil), (["name": ["人 \"1\"\\\n", "' or true --"]], nil), (["id": ["x"]], "数据"),
  ] as [(JSON, String?)])
  func `opens nothing by what cannot be understood`(_ scope: JSON, _ fault: String?) async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(20)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: Self.open, scope: scope)
      let outcome = try await kit.delivery.deliver(grant: grant)
      if let fault {
        #expect(outcome.fault?.text.contains(fault) == true, "\(outcome)")
      } else {
        guard case .delivered(_, let rows, _, _) = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(rows == ["{\"id\":[\"1\",\"2\"]}": 2, "{\"mood\":[]}": 0][scope.text] ?? 1)
      }
    }
  }

  @Test func `of a folder is none, and delivers nothing`() async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("a", "a")
      let grant = try await kit.grant(folder: "papers")
      try await kit.office("set session_replication_role = replica; update access_grant set scope = '{\"path\": \"a\"}' where id = \(grant); reset session_replication_role")
      #expect(try await kit.delivery.deliver(grant: grant).fault?.text.contains("整体授权") == true)
    }
  }
}
