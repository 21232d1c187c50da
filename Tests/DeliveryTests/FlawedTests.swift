import Evidence
import JSONText
import Testing
import Workbench

@testable import Delivery

@Suite struct `A row that cannot land under the key` {
  private static let columns = [DeliveryKit.Column("id", "integer", key: true), .init("name", "text")]

  /// A table whose provider declared a key that its database does not keep.
  private func grant(_ kit: DeliveryKit, _ way: [(String, String)] = []) async throws -> Int64 {
    try await kit.provider(
      """
      create schema civil;
      create table civil.loose (id bigint, name text);
      insert into civil.loose select n, 'name ' || n from generate_series(1, 2000) n;
      insert into civil.loose values (700, 'again'), (700, 'again'), (701, 'once more'), (null, 'nobody')
      """)
    return try await kit.grant(table: "loose", Self.columns, code: "loose", way: way)
  }

  @Test(.clause("EX-8.1")) func `EX-8.1 is named, and the last good version stays`() async throws {
    try await DeliveryKit.with { kit in
      let grant = try await grant(kit)
      let fault = try await kit.delivery.deliver(grant: grant).fault
      #expect(fault?.party == .provider && fault?.text == "有 6 行主键为空或主键重复")
      let kept = try await kit.office(asking: "select fault from delivery")
      #expect(kept == ["有 6 行主键为空或主键重复:主键为空 ()、主键重复 (700)、主键重复 (701)"])
      try await kit.provider("delete from civil.loose where id in (700, 701) or id is null")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 1998))
    }
  }

  @Test(.clause("EX-8.1"), arguments: ["full", "digest"]) func `EX-8.1 is kept apart where the provider wants it so, and both sides add up`(_ way: String) async throws {
    try await DeliveryKit.with { kit in
      let grant = try await grant(kit, [("way", way), ("flawed", "quarantine")])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 1998))
      let body = try JSON.parse(Array(try #require(await kit.landing(asking: "select body from store.receipt").first).utf8))
      #expect(body["quarantined"]?["rows"]?.int == 6 && body["quarantined"]?["shown"]?.strings?.contains("主键重复 (700)") == true)
      let apart = try await kit.landing(asking: "select reason || ' ' || (line->>'name') from store.quarantine order by 1")
      #expect(apart == ["主键为空 nobody", "主键重复 again", "主键重复 again", "主键重复 name 700", "主键重复 name 701", "主键重复 once more"])
      // Nothing is built on a version that lacks rows: once they are mended it is whole again, and then goes by its changes.
      try await kit.provider("delete from civil.loose where name in ('again', 'once more', 'nobody')")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 2000))
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(3, rows: 2000))
      let ways = try await kit.landing(asking: "select (body::jsonb)->>'way' from store.receipt order by version")
      #expect(ways == ["full", "full", way])
    }
  }

  @Test(arguments: ["fail", "quarantine"]) func `that comes with a change is named or kept apart like any other, and is kept no longer than its version`(_ flawed: String) async throws {
    try await DeliveryKit.with { kit in
      try await kit.provider("create schema civil; create table civil.loose (id bigint, name text); insert into civil.loose select n, 'name ' || n from generate_series(1, 2000) n")
      let grant = try await kit.grant(table: "loose", Self.columns, code: "loose", way: [("way", "digest"), ("flawed", flawed)])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 2000))
      try await kit.provider("insert into civil.loose values (700, 'again')")
      let outcome = try await kit.delivery.deliver(grant: grant)
      if flawed == "fail" {
        #expect(outcome.fault?.text == "有 2 行主键重复")
      } else {
        #expect(outcome.isWhole(2, rows: 1999))
        #expect(try await kit.landing(asking: "select count(*)::text from store.quarantine") == ["2"])
      }
      try await kit.provider("delete from civil.loose where name = 'again'")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(3, rows: 2000))
      #expect(try await kit.landing(asking: "select count(*)::text from store.quarantine") == ["0"])
    }
  }
}
