import JSONText
import Postgres
import Testing
import Workbench

@testable import Delivery

@Suite struct `A delivery that fails` {
  private static let columns = [DeliveryKit.Column("id", "integer", key: true)]

  private func refused(
    _ words: String, host: String? = nil, port: Int? = nil, password: String? = nil, user: String? = nil, allowed: [String]? = nil
  ) async throws {
    try await DeliveryKit.with(allowed: allowed) { kit in
      try await kit.people(5)
      let server = kit.exchange.settings
      let address: JSON = [
        "host": .string(host ?? server.host), "port": JSON(port ?? server.port), "database": .string(kit.providerDatabase),
        "user": .string(user ?? kit.reader),
      ]
      let grant = try await kit.grant(table: "people", Self.columns, address: address, password: password)
      #expect(try await kit.delivery.deliver(grant: grant).fault == DeliveryFault(.provider, words))
      #expect(try await kit.landing(asking: "select count(*)::text from pg_class where relname ~ '^g[0-9]'") == ["0"])
      #expect(try await kit.landing(asking: "select count(*)::text from store.receipt") == ["0"])
    }
  }

  @Test func `by a wrong password says so`() async throws { try await refused("数据来源拒绝登录", password: "wrong") }
  @Test func `by an unknown login says so`() async throws { try await refused("数据来源拒绝登录", user: "nobody_at_all") }
  @Test func `because nobody listens says so`() async throws {
    try await refused("连接不上数据来源,或连接中断", port: 9, allowed: ["127.0.0.1:9"])
  }
  @Test(arguments: ["127.0.0.1", "localhost"]) func `because the address was not admitted connects to nothing`(_ host: String) async throws {
    try await refused("数据来源的地址和端口不在准许名单内", host: host, allowed: ["10.0.0.0/8:5432"])
  }
  @Test func `because its host has no address says so`() async throws {
    try await refused("数据来源的主机名解析不到地址", host: "nowhere.invalid")
  }

  @Test func `after publishing is recovered, and not made again`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(5)
      let grant = try await kit.grant(table: "people", Self.columns)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 5))
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 5))
      // As if the exchange had stopped between the landing area's commit and its own.
      try await kit.office(
        """
        begin; set local session_replication_role = replica;
        delete from delivery_receipt where version = 2;
        update delivery set ended_at = null, outcome = null, rows_landed = null where version = 2;
        commit
        """)
      try await kit.provider("delete from civil.people")
      guard case .delivered(2, 5, _, recovered: true) = try await kit.delivery.deliver(grant: grant) else {
        Issue.record("not recovered")
        return
      }
      let lines = try await kit.office(asking: "select concat_ws('|', version, outcome, rows_landed) from delivery order by id")
      #expect(lines == ["1|delivered|5", "2|delivered|5"])
      #expect(
        try await kit.office(asking: "select encode(hash, 'hex') from delivery_receipt order by version")
          == kit.landing(asking: "select encode(hash, 'hex') from store.receipt order by version"))
      #expect(try await kit.landing(asking: "select count(*)::text from civil_affairs.people") == ["5"])
      #expect(try await kit.delivery.deliver(grant: grant).fault == nil)
      #expect(try await kit.landing(asking: "select max(version)::text from store.receipt") == ["3"])
    }
  }

  /// The exchange was restored from an older backup: it has forgotten the attempt as well.
  @Test func `and was forgotten is taken from the landing area`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(5)
      let grant = try await kit.grant(table: "people", Self.columns)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 5))
      try await kit.office("begin; set local session_replication_role = replica; delete from delivery_receipt; delete from delivery; commit")
      guard case .delivered(1, 5, _, recovered: true) = try await kit.delivery.deliver(grant: grant) else {
        Issue.record("not recovered")
        return
      }
      #expect(try await kit.office(asking: "select concat_ws('|', version, outcome) from delivery") == ["1|delivered"])
    }
  }

  @Test func `because a newer one began publishes nothing`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(5)
      try await kit.gate()
      let grant = try await kit.grant(table: "gated", Self.columns)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 5))
      let stale = try await kit.atGate({ try await kit.delivery.deliver(grant: grant) }) {
        try await kit.landing("update store.fence set attempt = 100 where access_grant = \(grant)")
      }
      #expect(stale.fault == DeliveryFault(.exchange, "已有更新的一次交付"))
      #expect(try await kit.landing(asking: "select version::text from store.published") == ["1"])
      #expect(try await kit.landing(asking: "select count(*)::text from store.receipt") == ["1"])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(101, rows: 5))
      #expect(try await kit.landing(asking: "select version::text from store.batch order by version") == ["101"])
    }
  }

  @Test func `is blamed on nobody when two begin at once, and every version has one receipt`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(200)
      let grant = try await kit.grant(table: "people", Self.columns)
      try await kit.delivery.openLanding(department: DeliveryKit.consumer)
      let outcomes = try await withThrowingTaskGroup(of: DeliveryOutcome.self) { group in
        for _ in 0..<4 { group.addTask { try await kit.delivery.deliver(grant: grant) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.contains { $0.fault == nil })
      #expect(outcomes.compactMap(\.fault).allSatisfy { $0 == DeliveryFault(.exchange, "已有更新的一次交付") }, "\(outcomes)")
      let versions = "select version::text from"
      #expect(
        try await kit.landing(asking: "\(versions) store.receipt order by version")
          == kit.office(asking: "\(versions) delivery_receipt order by version"))
      #expect(try await kit.landing(asking: "select count(*)::text from civil_affairs.people") == ["200"])
    }
  }

  /// What a superuser of the landing server may have done to it.
  @Test(arguments: [
    "update store.receipt set body = replace(body, '\"rows\":5', '\"rows\":6') where version = 2",
    "update store.receipt set hash = decode(repeat('00', 32), 'hex') where version = 2", "delete from store.receipt where version = 2",
    """
    insert into store.receipt
    select access_grant, 9, resource, landed_at, rows, bytes, digest, replace(body, '"version":2', '"version":9'), previous, hash, signature,
           signer
    from store.receipt where version = 2
    """,
  ]) func `because a receipt was changed is the consumer's fault`(_ change: String) async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(5)
      let grant = try await kit.grant(table: "people", Self.columns)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 5))
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 5))
      try await kit.landing("begin; set local session_replication_role = replica; \(change); commit")
      let fault = try await kit.delivery.deliver(grant: grant).fault
      #expect(fault?.party == .consumer && fault?.text.hasPrefix("前置区的回执与平台签发的不一致") == true, "\(String(describing: fault))")
      #expect(try await kit.landing(asking: "select version::text from store.published") == ["2"])
      // Until a person has looked at it: the chain goes on from the exchange's own copy, above every number that was seen.
      let next = try await kit.delivery.deliver(grant: grant, reviewed: true)
      guard case .delivered(let version, 5, _, recovered: false) = next else {
        Issue.record("not delivered: \(next)")
        return
      }
      let chain = "select encode(previous, 'hex') = (select encode(hash, 'hex') from delivery_receipt where version = 2) from delivery_receipt"
      #expect(try await kit.office(asking: "select (\(chain) where version = \(version))::text") == ["true"])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(version + 1, rows: 5))
    }
  }

  @Test func `because the landing area is gone says whose it is`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(5)
      let grant = try await kit.grant(table: "people", Self.columns)
      try await kit.delivery.openLanding(department: DeliveryKit.consumer)
      try await kit.on("postgres") { try await $0.script("drop database \(kit.landingName())") }
      #expect(try await kit.delivery.deliver(grant: grant).fault == DeliveryFault(.exchange, "连接不上前置区,或连接中断"))
    }
  }

  @Test func `because the source went away in the middle leaves nothing behind`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(5)
      try await kit.gate()
      let grant = try await kit.grant(table: "gated", Self.columns)
      let outcome = try await kit.atGate({ try await kit.delivery.deliver(grant: grant) }) {
        try await kit.on("postgres") {
          try await $0.script("select pg_terminate_backend(pid) from pg_stat_activity where usename = '\(kit.reader)'")
        }
      }
      #expect(outcome.fault == DeliveryFault(.provider, "连接不上数据来源,或连接中断"))
      #expect(try await kit.landing(asking: "select count(*)::text from pg_class where relname ~ '^g[0-9]'") == ["0"])
    }
  }

  @Test func `because the landing area's link broke leaves nothing behind`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(5)
      try await kit.gate()
      let grant = try await kit.grant(table: "gated", Self.columns)
      let outcome = try await kit.atGate({ try await kit.delivery.deliver(grant: grant) }) {
        try await kit.on("postgres") {
          try await $0.script("select pg_terminate_backend(pid) from pg_stat_activity where usename = '\(kit.tag)_admin'")
        }
      }
      #expect(outcome.fault == DeliveryFault(.exchange, "连接不上前置区,或连接中断"))
      #expect(try await kit.landing(asking: "select count(*)::text from pg_class where relname ~ '^g[0-9]'") == ["0"])
      #expect(try await kit.delivery.deliver(grant: grant).fault == nil)
    }
  }
}
