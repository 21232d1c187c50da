import Postgres
import Testing
import Vocabulary

@testable import Delivery

@Suite struct `The end of a right` {
  private static let look = "select count(*)::text from civil_affairs.people"

  private func delivered(_ kit: DeliveryKit) async throws -> Int64 {
    try await kit.people(5)
    let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id"])
    #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 5))
    return grant
  }
  private func refused(_ kit: DeliveryKit, _ grant: Int64, _ login: PostgresSettings, _ code: String, _ words: String) async throws {
    let refused = await #expect(throws: Refused.self) { _ = try await kit.delivery.deliver(grant: grant) }
    #expect(refused?.refusals.first?.code == code)
    let error = await #expect(throws: PostgresError.self) { try await DeliveryKit.on(login) { try await $0.ask(Self.look) } }
    #expect(error?.sqlstate == "42501" && error?.message.contains("E35 \(words)") == true, "\(String(describing: error))")
    #expect(try await kit.office(asking: "select count(*)::text from delivery") == ["1"])
  }

  @Test func `closes the view and stops deliveries while a grant is suspended, and opens both again`() async throws {
    try await DeliveryKit.with { kit in
      let grant = try await delivered(kit)
      let login = try await kit.login()
      try await kit.turn(grant, "suspended")
      try await kit.delivery.settle(grant: grant)
      try await refused(kit, grant, login, "E35", "授权已暂停")
      try await kit.turn(grant, "in-force")
      try await kit.delivery.settle(grant: grant)
      #expect(try await DeliveryKit.on(login) { try await $0.ask(Self.look) } == ["5"])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 5))
    }
  }

  @Test(arguments: [("revoked", "授权已收回"), ("terminated", "授权已终止")]) func `is for good`(_ state: String, _ words: String) async throws {
    try await DeliveryKit.with { kit in
      let grant = try await delivered(kit)
      let login = try await kit.login()
      try await kit.turn(grant, state)
      try await kit.delivery.settleAll()
      try await refused(kit, grant, login, "E35", words)
    }
  }

  @Test func `comes at the instant of expiry, by the landing area's own clock`() async throws {
    try await DeliveryKit.with { kit in
      let grant = try await delivered(kit)
      let login = try await kit.login()
      try await kit.move(grant, before: 60)
      try await kit.delivery.settleAll()
      #expect(try await DeliveryKit.on(login) { try await $0.ask(Self.look) } == ["5"])
      try await kit.move(grant, before: 0)
      try await kit.delivery.settleAll()
      try await refused(kit, grant, login, "E35", "授权已到期")
    }
  }

  /// A transaction that was open keeps its snapshot, and with it the right as it was: it must not go on.
  @Test func `ends also for a transaction that was open before`() async throws {
    try await DeliveryKit.with { kit in
      let grant = try await delivered(kit)
      let reader = try await Connection.open(kit.login())
      try await reader.script("begin isolation level repeatable read")
      #expect(try await reader.ask(Self.look) == ["5"])
      try await kit.turn(grant, "suspended")
      try await kit.delivery.settle(grant: grant)
      await #expect(throws: PostgresError.self) { try await reader.ask(Self.look) }
      await reader.close()
    }
  }

  @Test func `holds back a version that was under way`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(5)
      try await kit.gate()
      let grant = try await kit.grant(table: "gated", [.init("id", "integer", key: true)])
      let outcome = try await kit.atGate({ try await kit.delivery.deliver(grant: grant) }) {
        try await kit.turn(grant, "suspended")
        try await kit.delivery.settle(grant: grant)
      }
      #expect(outcome.fault == DeliveryFault(.consumer, "E35 授权已暂停"))
      for table in ["published", "receipt"] { #expect(try await kit.landing(asking: "select count(*)::text from store.\(table)") == ["0"]) }
    }
  }

  @Test func `is not undone by an attempt that began before the clock was moved`() async throws {
    try await DeliveryKit.with { kit in
      let grant = try await delivered(kit)
      let login = try await kit.login()
      let before = try await kit.delivery.due(grant)
      try await kit.move(grant, before: 0)
      try await kit.delivery.settleAll()
      try await kit.on(kit.landingName()) { try await kit.delivery.settle(before, $0) }
      try await refused(kit, grant, login, "E35", "授权已到期")
    }
  }

  @Test func `is settled for every department, also when one landing area is out of reach`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(5)
      let lost = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id"], department: "emergency", code: "people-1")
      let kept = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id"])
      for grant in [lost, kept] { #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 5)) }
      try await kit.on("postgres") { try await $0.script("drop database \(kit.landingName("emergency")) with (force)") }
      try await kit.turn(kept, "revoked")
      await #expect(throws: PostgresError.self) { try await kit.delivery.settleAll() }
      #expect(try await kit.landing(asking: "select coalesce(stopped, '') from store.entitlement") == ["授权已收回"])
    }
  }

  @Test func `of a resource pauses its deliveries alone`() async throws {
    try await DeliveryKit.with { kit in
      let grant = try await delivered(kit)
      try await kit.office("update case_file set state = 'paused' where id = (select resource from access_grant where id = \(grant))")
      let refused = await #expect(throws: Refused.self) { _ = try await kit.delivery.deliver(grant: grant) }
      #expect(refused?.refusals.first?.code == "E77")
      #expect(try await DeliveryKit.on(kit.login()) { try await $0.ask(Self.look) } == ["5"])
    }
  }
}

extension DeliveryKit {
  /// `civil.gated`: whoever reads it waits until the gate is open.
  func gate() async throws {
    try await provider(
      """
      create function civil.gate() returns boolean language plpgsql as
        'begin perform pg_advisory_lock_shared(7); perform pg_advisory_unlock_shared(7); return true; end';
      create view civil.gated as select id from civil.people where civil.gate()
      """)
  }

  /// Starts something, does something else once the first waits at the gate, and lets it go on.
  func atGate<Output: Sendable>(
    _ first: @escaping @Sendable () async throws -> Output, _ meanwhile: @Sendable () async throws -> Void
  ) async throws -> Output {
    try await on(providerDatabase) { holder in
      try await holder.script("select pg_advisory_lock(7)")
      async let output = first()
      try await holder.until("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
      try await meanwhile()
      try await holder.script("select pg_advisory_unlock(7)")
      return try await output
    }
  }
}
