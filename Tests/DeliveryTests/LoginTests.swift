import Evidence
import Postgres
import Seals
import Testing

@testable import Delivery

@Suite struct `The login of a department` {
  private func denied(_ reader: Connection, _ sql: String) async {
    let error = await #expect(throws: PostgresError.self, "\(sql)") { try await reader.script(sql) }
    try? await reader.script("rollback")
    #expect(["42501", "3F000", "55000"].contains(error?.sqlstate), "\(sql): \(String(describing: error))")
  }

  @Test func `reads its views and receipts, and can change nothing`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(5)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id"])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 5))
      try await DeliveryKit.on(kit.login()) { (reader) async throws in
        #expect(try await reader.ask("select count(*)::text from civil_affairs.people") == ["5"])
        #expect(try await reader.ask("select count(*)::text from exchange_receipt") == ["1"])
        let acts = [
          "insert into civil_affairs.people values (9)", "delete from civil_affairs.people", "update civil_affairs.people set id = 1",
          "delete from exchange_receipt", "update exchange_receipt set rows = 1", "create table public.mine (n int)", "create schema mine",
          "create table civil_affairs.mine (n int)", "create temp table mine (n int)", "drop view civil_affairs.people",
          "alter view civil_affairs.people rename to other", "create or replace view public.exchange_receipt as select 1",
          "select from store.g\(grant)", "select from store.g\(grant)_v1", "select from store.receipt", "delete from store.receipt",
          "update store.entitlement set stopped = null", "update store.published set version = 0", "select store.in_force(\(grant))",
          "select from civil_affairs.people for update", "begin; lock table civil_affairs.people in share mode", "create role mine",
          "alter role current_user superuser", "alter role current_user connection limit 100", "set role \(kit.tag)_admin",
          "set session_replication_role = replica", "copy civil_affairs.people to program 'cat'", "select pg_read_file('/etc/passwd')",
          "comment on view civil_affairs.people is 'x'", "grant select on civil_affairs.people to public; select 1/0",
        ]
        for act in acts.dropLast() { await denied(reader, act) }
        await #expect(throws: PostgresError.self) { try await reader.script(acts[acts.count - 1]) }
      }
      #expect(try await kit.landing(asking: "select count(*)::text from civil_affairs.people") == ["5"])
      let right = "select has_database_privilege('\(kit.landingName())', '\(kit.landingName())', 'create, temp')::text"
      #expect(try await kit.landing(asking: right) == ["false"])
    }
  }

  @Test(.clause("EX-8.1")) func `EX-8.1 enters no other department's landing area`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.delivery.openLanding(department: "emergency")
      var settings = try await kit.login()
      _ = try await DeliveryKit.on(settings) { try await $0.ask("select 'in'") }
      settings.database = kit.landingName("emergency")
      let error = await #expect(throws: PostgresError.self) { try await Connection.open(settings) }
      #expect(error?.message.contains("permission denied for database") == true)
    }
  }

  @Test func `gets a new password, and the old one opens nothing from then on`() async throws {
    try await DeliveryKit.with { kit in
      let old = try await kit.login()
      let new = try await kit.login()
      #expect(old.password != new.password)
      _ = try await DeliveryKit.on(new) { try await $0.ask("select 'in'") }
      await #expect(throws: PostgresError.self) { try await Connection.open(old) }
      let kept = try await kit.office(asking: "select encode(secret, 'hex') from landing")
      let secret = try kit.sealing.open(Hexadecimal.decode(kept[0]) ?? [], context: "landing/statistics")
      #expect(String(decoding: secret, as: UTF8.self) == new.password)
    }
  }

  @Test func `is made once, also by two deliveries at the same time`() async throws {
    try await DeliveryKit.with { kit in
      for department in ["emergency", "finance", "housing"] {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<3 { group.addTask { try await kit.delivery.openLanding(department: department) } }
          try await group.waitForAll()
        }
        let kept = try await kit.office(asking: "select encode(secret, 'hex') from landing where department = '\(department)'")
        var settings = kit.settings(kit.landingName(department))
        settings.user = kit.landingName(department)
        let secret = try kit.sealing.open(Hexadecimal.decode(kept[0]) ?? [], context: "landing/\(department)")
        settings.password = String(decoding: secret, as: UTF8.self)
        #expect(try await DeliveryKit.on(settings) { try await $0.ask("select 'in'") } == ["in"])
      }
    }
  }
}
