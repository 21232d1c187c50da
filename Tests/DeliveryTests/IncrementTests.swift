import Evidence
import JSONText
import Postgres
import Testing
import Workbench

@testable import Delivery

/// Numbers that come again for the same seed.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

@Suite struct `A table that is delivered by its changes` {
  private static let open = DeliveryKit.people.map(\.name).filter { $0 != "secret" }
  private static let digest = [("way", "digest")], column = [("way", "column"), ("column", "seen")]

  /// What the newest receipt says.
  private static func newest(_ kit: DeliveryKit) async throws -> JSON {
    try JSON.parse(Array(try #require(await kit.landing(asking: "select body from store.receipt order by version desc limit 1").first).utf8))
  }
  private static func change(_ body: JSON) -> [Int?] { ["inserted", "updated", "deleted"].map { body["change"]?[$0]?.int } }

  /// Both sides hold the same rows, and the receipt's digest is the one that a whole delivery would have.
  private static func isSame(_ kit: DeliveryKit, _ grant: Int64) async throws {
    let values = "select row(id, name, born, score, seen, active, mood::text, tags)::text from"
    let wanted = try await kit.on(kit.providerDatabase) { try await $0.ask("\(values) civil.people order by id") }
    let landed = try await DeliveryKit.on(kit.login()) { try await $0.ask("\(values) civil_affairs.people order by id") }
    #expect(landed == wanted)
    let progress = try await kit.landing(asking: "select rows || ' ' || digest from store.progress")
    let base = try #require(try await kit.landing(asking: "select base::text from store.progress").first)
    let hash = "hash_record_extended(row(id, name collate \"C\", born, score, seen, active, mood collate \"C\", tags), 0)"
    #expect(try await kit.landing(asking: "select count(*) || ' ' || coalesce(bit_xor(\(hash)), 0) from store.g\(grant)_v\(base)") == progress)
  }

  @Test(.clause("EX-8.1"), arguments: ["digest", "column"]) func `EX-8.1 brings what is new and what is other, and says how much`(_ way: String) async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(2000)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: Self.open, way: way == "digest" ? Self.digest : Self.column)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 2000))
      try await kit.provider(
        """
        update civil.people set name = 'anew', seen = timestamptz '2026-02-01', secret = 'CANARY-anew' where id <= 5;
        insert into civil.people (id, seen, secret) select n, timestamptz '2026-02-02', 'CANARY-new' from generate_series(5001, 5003) n
        """)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 2003))
      let body = try await Self.newest(kit)
      #expect(Self.change(body) == [3, 5, 0] && body["way"]?.string == way)
      try await Self.isSame(kit, grant)
      #expect(try await kit.places(of: "CANARY-", in: kit.landingName()).isEmpty)
      // Nothing has changed: that is delivered too, and proved.
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(3, rows: 2003))
      #expect(try await Self.change(Self.newest(kit)) == [0, 0, 0])
      // A whole delivery of the same rows has the same digest.
      let before = try await Self.newest(kit)["digest"]?.string
      #expect(try await kit.delivery.deliver(grant: grant, reviewed: true).isWhole(4, rows: 2003))
      let whole = try await Self.newest(kit)
      #expect(whole["digest"]?.string == before && whole["way"]?.string == "full" && whole["change"]?.isNull == true)
      try await kit.provider("delete from civil.people where id between 10 and 19")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(5, rows: way == "digest" ? 1993 : 2003))
    }
  }

  @Test(arguments: [1, 2, 3]) func `is the same as its source after any changes`(_ seed: UInt64) async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(600)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: Self.open, way: Self.digest)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 600))
      var random = Seeded(state: seed)
      for turn in 2...8 {
        let (from, few) = (Int.random(in: 1...600, using: &random), Int.random(in: 1...30, using: &random))
        let span = "between \(from) and \(from + few)"
        let act = [
          "delete from civil.people where id \(span)", "update civil.people set name = null where id \(span)",
          "update civil.people set tags = array['\(turn)'], score = -score where id \(span)", "update civil.people set id = id + 10000 where id \(span)",
          "insert into civil.people (id, name, secret) select 100000 * \(turn) + n, '' , '' from generate_series(1, \(few)) n",
          "update civil.people set mood = case mood when 'calm' then 'odd \"quoted\"'::civil.mood end where id \(span)",
          // A swap of two rows leaves every sum over the table as it was.
          "update civil.people p set name = o.name from civil.people o where p.id in (\(from), \(from + 1)) and o.id in (\(from), \(from + 1)) and o.id <> p.id",
        ]
        for _ in 0..<2 { try await kit.provider(act[Int.random(in: 0..<act.count, using: &random)]) }
        _ = try await kit.delivery.deliver(grant: grant)
        try await Self.isSame(kit, grant)
      }
      #expect(try await Set(kit.landing(asking: "select distinct base from (select base::text from store.progress) p")).count == 1)
    }
  }

  @Test func `changes for readers in one step, and a snapshot keeps what it saw`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(100)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: Self.open, way: Self.digest)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 100))
      let login = try await kit.login()
      try await DeliveryKit.on(login) { reader in
        try await reader.script("begin isolation level repeatable read")
        let count = "select count(*)::text || ' ' || count(name) from civil_affairs.people"
        let before = try await reader.ask(count)
        try await kit.provider("delete from civil.people where id > 95; update civil.people set name = 'all' where id < 30")
        #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 95))
        #expect(try await reader.ask(count) == before)
        try await reader.script("commit")
        #expect(try await reader.ask("select count(*)::text from civil_affairs.people") == ["95"])
        #expect(try await reader.ask("select count(*)::text from civil_affairs.people where name = 'all'") == ["29"])
      }
    }
  }

  @Test func `is compared whole once a week, whatever its way`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(500)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: Self.open, way: Self.column)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 500))
      try await kit.provider("delete from civil.people where id > 490")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 500))
      try await kit.office("update installation set clock_offset = clock_offset + interval '8 days'")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(3, rows: 490))
      let body = try await Self.newest(kit)
      #expect(Self.change(body) == [0, 0, 10] && body["way"]?.string == "digest")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(4, rows: 490))
      #expect(try await Self.newest(kit)["way"]?.string == "column")
    }
  }

  @Test func `by a column is not blinded by a time that lies ahead`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(300)
      try await kit.provider("update civil.people set seen = timestamptz '2099-01-01' where id = 1; update civil.people set seen = 'infinity' where id = 2")
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: Self.open, way: Self.column)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 300))
      try await kit.provider("update civil.people set name = 'anew', seen = timestamptz '2026-02-01' where id = 3")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 300))
      #expect(try await Self.change(Self.newest(kit)) == [0, 1, 0])
      try await Self.isSame(kit, grant)
    }
  }

  /// A landing area that was made before there were increments has no place for where they stand.
  @Test(arguments: [[], [("way", "digest")]] as [[(String, String)]]) func `goes into a landing area that is older than increments`(_ way: [(String, String)]) async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(50)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: Self.open, way: way)
      try await kit.delivery.openLanding(department: DeliveryKit.consumer)
      try await kit.landing("drop table if exists store.progress, store.quarantine")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 50))
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 50))
    }
  }

  @Test func `is delivered whole after most of it changed, or its columns did`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(500)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: Self.open, way: Self.digest)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 500))
      try await kit.provider("update civil.people set name = 'x' || id")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 500))
      #expect(try await Self.newest(kit)["way"]?.string == "full")
      try await kit.provider("update civil.people set name = 'y' where id = 1")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(3, rows: 500))
      #expect(try await Self.newest(kit)["way"]?.string == "digest")
      try await kit.office("update resource set items = (select jsonb_agg(i) from jsonb_array_elements(items) i where i->>'name' <> 'score')")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(4, rows: 500))
      #expect(try await Self.newest(kit)["way"]?.string == "full")
    }
  }

  @Test func `that a stranger changed in the landing area is not built on`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(100)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: Self.open, way: Self.digest)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 100))
      try await kit.landing("update store.g\(grant)_v1 set name = 'forged' where id = 7; delete from store.g\(grant)_v1 where id = 8")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 100))
      let landed = try await kit.landing(asking: "select name from store.g\(grant) where name = 'forged'")
      #expect(landed.isEmpty)
    }
  }
}
