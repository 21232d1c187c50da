import Evidence
import JSONText
import Postgres
import Seals
import Testing

@testable import Delivery

@Suite struct `Data that were shared wrongly` {
  @Test(.clause("EX-8.1"), arguments: ["full", "digest"]) func `EX-8.1 are gone from the landing area, and a receipt says why`(_ way: String) async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(300)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id", "secret"], way: [("way", way)])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 300))
      try await kit.provider("update civil.people set name = 'x', secret = 'CANARY-new' where id = 5")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 300))
      #expect(try await !kit.places(of: "CANARY-", in: kit.landingName()).isEmpty)
      // A reader that is in the middle of it is ended, not waited for.
      let reader = try await Connection.open(kit.login())
      try await reader.script("begin isolation level repeatable read")
      #expect(try await reader.ask("select count(*)::text from civil_affairs.people") == ["300"])

      try await kit.delivery.recall(grant: grant, reason: "多给了一列")
      #expect(try await kit.places(of: "CANARY-", in: kit.landingName()).isEmpty)
      await #expect(throws: PostgresError.self) { try await reader.ask("select count(*)::text from civil_affairs.people") }
      await reader.close()
      try await DeliveryKit.on(kit.login()) { (reader) async throws in
        #expect(try await reader.ask("select count(*)::text from civil_affairs.people") == ["0"])
        #expect(try await reader.ask("select coalesce(body::jsonb ->> 'recalled', '') from public.exchange_receipt order by version") == ["", "", "多给了一列"])
      }
      #expect(try await kit.office(asking: "select (body::jsonb ->> 'recalled') || ' ' || rows from delivery_receipt where body::jsonb ->> 'recalled' is not null") == ["多给了一列 0"])
      #expect(try await kit.office(asking: "select count(*)::text from resource_update") == ["1"])
      // Repeated, it changes nothing; afterwards the table is delivered whole again, chained to the receipt of the recall.
      try await kit.delivery.recall(grant: grant, reason: "多给了一列")
      #expect(try await kit.office(asking: "select count(*)::text from delivery_receipt") == ["3"])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(4, rows: 300))
      #expect(try await kit.office(asking: "select (a.previous = b.hash)::text from delivery_receipt a, delivery_receipt b where a.version = 4 and b.version = 3") == ["true"])
    }
  }

  @Test(.clause("EX-8.1")) func `EX-8.1 are gone also where the grant has ended, and where nothing landed nothing happens`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(20)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id", "secret"])
      try await kit.delivery.recall(grant: grant, reason: "x")
      #expect(try await kit.office(asking: "select count(*)::text from delivery") == ["0"])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 20))
      try await kit.turn(grant, "revoked")
      try await kit.delivery.settle(grant: grant)
      try await kit.delivery.recall(grant: grant, reason: "x")
      #expect(try await kit.places(of: "CANARY-", in: kit.landingName()).isEmpty)
      try await DeliveryKit.on(kit.login()) { (reader) async throws in
        // Where no row is left to be looked at, the view need not ask for the right.
        #expect(try await reader.ask("select count(*)::text from civil_affairs.people") == ["0"])
      }
    }
  }

  /// What a crash between publishing and clearing leaves, and one that kept the receipt from us as well.
  @Test(arguments: [false, true]) func `are cleared to the end after a crash half-way, and taken back once`(_ losesReceipt: Bool) async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(50)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id", "secret"])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 50))
      try await kit.delivery.recall(grant: grant, reason: "x")
      try await kit.landing(
        """
        create table store.g\(grant)_v1 as select 'CANARY-left' as secret;
        insert into store.batch (access_grant, version) values (\(grant), 1)
        """)
      if losesReceipt { try await kit.office("set session_replication_role = replica; delete from delivery_receipt where version = 2; reset session_replication_role") }
      try await kit.delivery.recall(grant: grant, reason: "x")
      #expect(try await kit.places(of: "CANARY-", in: kit.landingName()).isEmpty)
      #expect(try await kit.office(asking: "select count(*)::text from delivery_receipt") == ["2"])
    }
  }

  @Test func `do not come back with a delivery that was admitted before the pause`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(50)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id", "secret"])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 50))
      let admitted = try await kit.delivery.due(grant)
      try await kit.office("update case_file set state = 'paused' where id = (select resource from access_grant where id = \(grant))")
      try await kit.delivery.recall(grant: grant, reason: "x")
      let late = try await TableDelivery(delivery: kit.delivery, due: admitted).run()
      #expect(late.fault == DeliveryFault(.provider, "E77 资源暂停服务"))
      #expect(try await kit.places(of: "CANARY-", in: kit.landingName()).isEmpty)
    }
  }

  @Test(.clause("EX-8.1")) func `EX-8.1 are gone from a folder with all its versions`() async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("a/list.csv", "CANARY-1")
      let grant = try await kit.grant(folder: "papers")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 1))
      try kit.papers.put("b.csv", "CANARY-2")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 2))
      try await kit.delivery.recall(grant: grant, reason: "发错了")
      let area = FolderArea(kit.landed.path, ".")
      let versions = try area.versions()
      #expect(versions == [3])
      #expect(area.manifest(3)?.lines == [])
      let key = try kit.signing.publicKey
      #expect(area.receipt(3, key: key)?.body.contains("发错了") == true)
      #expect(try await kit.delivery.files(grant: grant).isEmpty)
      #expect(try kit.filesHolding("CANARY-", below: kit.landed.path) == [])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(4, rows: 2))
    }
  }
}
