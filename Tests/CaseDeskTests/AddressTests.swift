import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Postgres
import Records
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `The address plan` {
  private struct Scene: Sendable {
    let desk: AddressDesk, keeper: Person, unit: Person, access: Int64, pool: Int64
    func range(_ text: String) throws -> AddressRange { try #require(AddressRange(text)) }
  }

  /// A pool, and a unit whose access is open.
  private func scene(_ office: Office, pool: String = "10.1.0.0/16") async throws -> Scene {
    let keeper = try await office.hire("plan.keeper", "data-bureau", ["bureau.network"]).person
    let unit = try await office.hire("plan.unit", "petition", ["unit.network"]).person
    let access = try await office.database.pool.with { connection in
      try await connection.one(Self.open, unit.id)
    }
    let desk = AddressDesk(office.records)
    let (range, day) = (try #require(AddressRange(pool)), try #require(Day("2026-01-05")))
    let row = try await office.records.perform(.account(keeper.id)) { work in
      try await desk.addPool(range, source: "省大数据中心", document: "甘数函〔2026〕1号", on: day, by: keeper, in: work)
    }
    return Scene(desk: desk, keeper: keeper, unit: unit, access: access, pool: row.id)
  }
  private static let open = Statement<Int64, Int64>(
    "test.access",
    """
    insert into case_file (number, procedure, revision, state, department, opened_by, opened_at, changed_at)
    values ('WJ-T-1', 'extranet.access', 2, 'open', 'petition', $1, now(), now())
    returning id
    """)

  private func allot(_ office: Office, _ scene: Scene, _ range: String, by person: Person? = nil, access: Int64? = nil) async throws -> [String] {
    let wanted = try scene.range(range)
    return try await Office.codes {
      _ = try await office.records.perform(.account(scene.keeper.id)) { work in
        try await scene.desk.allot(wanted, to: access ?? scene.access, purpose: "办公", by: person ?? scene.keeper, in: work)
      }
    }
  }

  @Test(.clause("NET-5.2a")) func `NET-5.2a holds pools of which none overlaps another`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      let day = try #require(Day("2026-02-01"))
      func add(_ text: String) async throws -> [String] {
        let range = try scene.range(text)
        return try await Office.codes {
          _ = try await office.records.perform(.account(scene.keeper.id)) { work in
            try await scene.desk.addPool(range, source: "省大数据中心", document: "2号", on: day, by: scene.keeper, in: work)
          }
        }
      }
      #expect(try await add("10.1.8.0/24") == ["N04"])
      #expect(try await add("10.0.0.0/8") == ["N04"])
      #expect(try await add("10.2.0.0/16") == [])
      #expect(try await add("2001:db8::/48") == [])
      #expect(try await scene.desk.pools(for: scene.keeper).map(\.freeMillionths) == [1_000_000, 1_000_000, 1_000_000])
      #expect(try await scene.desk.pools(for: scene.unit).isEmpty)
    }
  }

  @Test(.clause("NET-5.2b")) func `NET-5.2b gives nothing twice, nothing from outside, and nothing to who may not have it`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      #expect(try await allot(office, scene, "10.1.8.0/24") == [])
      #expect(try await allot(office, scene, "10.1.8.64/26") == ["N06"])
      #expect(try await allot(office, scene, "10.1.0.0/20") == ["N06"], "a larger one that holds it")
      #expect(try await allot(office, scene, "10.9.8.0/24") == ["N05"])
      #expect(try await allot(office, scene, "10.1.9.0/24", by: scene.unit) == ["N07"])
      #expect(try await allot(office, scene, "10.1.9.0/24", access: 999_999) == ["N08"])
      #expect(try await office.count("select count(*) from address_allotment") == 1)
      #expect(try await scene.desk.pools(for: scene.keeper).first?.freeMillionths == 996_093)
      #expect(try await scene.desk.allotments(for: scene.unit, pool: nil, after: 0, limit: 10).map(\.range) == ["10.1.8.0/24"])
    }
  }

  @Test(.clause("NET-5.2b")) func `NET-5.2b lets one of two win who come at the same moment`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      for round in 0..<10 {
        let (one, other) = ("10.1.\(round * 4).0/24", "10.1.\(round * 4).64/26")
        async let first = allot(office, scene, one)
        async let second = allot(office, scene, other)
        let codes = [try await first, try await second]
        #expect(codes.contains([]) && codes.contains(["N06"]), "\(codes)")
      }
      #expect(try await office.count("select count(*) from address_allotment") == 10)
    }
  }

  @Test(.clause("NET-13a")) func `NET-13a takes back what was held, and joins it with what is free beside it`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      for range in ["10.1.8.0/24", "10.1.9.0/25", "10.1.200.7"] { #expect(try await allot(office, scene, range) == []) }
      let held = try await scene.desk.allotments(for: scene.keeper, pool: scene.pool, after: 0, limit: 10)
      let first = try #require(held.first)
      _ = try await office.records.perform(.account(scene.keeper.id)) { work in try await scene.desk.reclaim(first.id, by: scene.keeper, in: work) }
      #expect(try await allot(office, scene, "10.1.8.0/25") == [], "free again")
      let desk = scene.desk, access = scene.access
      _ = try await office.records.perform(.system("test")) { work in try await desk.reclaim(of: access, in: work) }
      #expect(try await office.count("select count(*) from address_free") == 1, "one whole block again")
      #expect(try await office.count("select count(*) from address_allotment where state = 'reclaimed'") == 4)
      #expect(try await scene.desk.pools(for: scene.keeper).first?.freeMillionths == 1_000_000)
    }
  }

  @Test func `proposes the tightest room first, and takes nothing by it`() async throws {
    try await Office.with { office in
      let scene = try await scene(office, pool: "10.1.0.0/24")
      for range in ["10.1.0.0/26", "10.1.0.64/28"] { #expect(try await allot(office, scene, range) == []) }
      #expect(try await scene.desk.propose(length: 28, in: scene.pool).map(\.description) == ["10.1.0.80/28", "10.1.0.96/28", "10.1.0.128/28"])
      #expect(try await scene.desk.propose(length: 26, in: scene.pool).map(\.description) == ["10.1.0.128/26"])
      #expect(try await scene.desk.propose(length: 24, in: scene.pool).isEmpty)
      #expect(try await office.count("select count(*) from address_allotment") == 2)
    }
  }

  @Test func `keeps pieces and holdings in one sum, whatever is taken and given back`() async throws {
    try await Office.with { office in
      let scene = try await scene(office, pool: "10.1.0.0/22")
      var luck: UInt64 = 11
      func next(_ most: UInt64) -> UInt64 {
        luck = luck &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (luck >> 33) % most
      }
      for _ in 0..<80 {
        if next(3) == 0, let row = try await scene.desk.allotments(for: scene.keeper, pool: scene.pool, after: 0, limit: 200).filter({ $0.endedAt == nil }).first {
          _ = try await office.records.perform(.account(scene.keeper.id)) { work in try await scene.desk.reclaim(row.id, by: scene.keeper, in: work) }
        } else {
          let length = Int(24 + next(9))
          let first = try scene.range("10.1.0.0/22").first + ((UInt128(next(1024)) >> UInt128(32 - length)) << UInt128(32 - length))
          if let range = AddressRange(first: first, length: length, isWide: false) { _ = try await allot(office, scene, range.description) }
        }
        let sum = try await office.count(
          """
          select ((select coalesce(sum(2 ^ (32 - length)), 0) from address_free)
            + (select coalesce(sum(2 ^ (32 - masklen(range))), 0) from address_allotment where state = 'allotted'))::bigint
          """)
        #expect(sum == 1024)
      }
      #expect(try await office.count("select count(*) from address_free f join address_allotment a on a.range && f.range and a.state = 'allotted'") == 0)
    }
  }
}
