import Postgres
import Testing

@testable import Delivery

@Suite struct `A reader of a landing area` {
  private static let look = "select concat_ws(' ', count(*), min(score)::int, max(score)::int) from civil_affairs.people"
  private func fill(_ version: Int) -> String {
    """
    delete from civil.people;
    insert into civil.people (id, score, secret) select n, \(version), '' from generate_series(1, \(100 + version)) n
    """
  }
  private func seen(_ version: Int) -> String { "\(100 + version) \(version) \(version)" }

  @Test func `sees whole versions only, while twenty are published`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(0)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id", "score"])
      try await kit.provider(fill(1))
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 101))
      let login = try await kit.login()
      let whole = Set((1...20).map(seen))
      let polls = try await withThrowingTaskGroup(of: (polls: Int, versions: Int).self) { group in
        for isolation in [Isolation.readCommitted, .repeatableRead, .readCommitted] {
          group.addTask { try await poll(login, isolation, whole) }
        }
        for version in 2...20 {
          try await kit.provider(fill(version))
          #expect(try await kit.delivery.deliver(grant: grant).isWhole(Int64(version), rows: Int64(100 + version)))
        }
        group.cancelAll()
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(polls.allSatisfy { $0.polls > 20 && $0.versions > 5 }, "\(polls)")
    }
  }

  /// Until it is cancelled. Within one REPEATABLE READ transaction two looks see the same.
  private func poll(_ login: PostgresSettings, _ isolation: Isolation, _ whole: Set<String>) async throws -> (Int, Int) {
    let reader = try await Connection.open(login)
    var (polls, versions) = (0, Set<String>())
    while !Task.isCancelled {
      do {
        let looks = try await reader.transaction(readOnly: true, isolation: isolation) { tx in
          try await [tx.one(Statement<String>("look", Self.look)), tx.one(Statement<String>("look", Self.look))]
        }
        #expect(whole.isSuperset(of: looks), "\(looks)")
        if isolation == .repeatableRead { #expect(looks[0] == looks[1]) }
        polls += 1
        versions.formUnion(looks)
      } catch is CancellationError { break }
    }
    await reader.close()
    return (polls, versions.count)
  }

  /// A statement that was planned before a version was attached, and takes its snapshot after it was published, must not find it empty.
  @Test func `sees a whole version also when one is published between planning and reading`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(0)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id", "score"])
      try await kit.provider(fill(1))
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 101))
      // Evaluated by the planner, after the view beside it was planned.
      try await kit.landing(
        """
        create function public.gate() returns int immutable language plpgsql as
          'begin perform pg_advisory_lock_shared(7); perform pg_advisory_unlock_shared(7); return 1; end'
        """)
      let slow = """
        select concat_ws(' ', count(*), min(score)::int, max(score)::int)
        from civil_affairs.people cross join (select n from generate_series(1, 1) n where n = public.gate() offset 0) as later
        """
      let login = try await kit.login()
      try await kit.on(kit.landingName()) { holder in
        try await holder.script("select pg_advisory_lock(7)")
        async let reading = DeliveryKit.on(login) { try await $0.ask(slow) }
        try await holder.until("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
        try await kit.provider(fill(2))
        #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 102))
        try await holder.script("select pg_advisory_unlock(7)")
        #expect([[seen(1)], [seen(2)]].contains(try await reading))
        #expect(try await holder.ask(Self.look) == [seen(2)])
      }
    }
  }

  @Test func `keeps an old version as long as it needs it, and holds nobody up`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(0)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id", "score"])
      try await kit.provider(fill(1))
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 101))
      let login = try await kit.login()
      let partitions = "select inhrelid::regclass::text from pg_inherits where inhparent = 'store.g\(grant)'::regclass order by inhrelid"
      // One that has read the view holds its partitions; one that has not has only its snapshot.
      let quiet = try await Connection.open(login)
      try await quiet.script("begin isolation level repeatable read; select from exchange_receipt")
      try await DeliveryKit.on(login) { old in
        try await old.script("begin isolation level repeatable read")
        #expect(try await old.ask(Self.look) == [seen(1)])
        for version in 2...4 {
          try await kit.provider(fill(version))
          #expect(try await kit.delivery.deliver(grant: grant).isWhole(Int64(version), rows: Int64(100 + version)))
          #expect(try await DeliveryKit.on(login) { try await $0.ask(Self.look) } == [seen(version)])
        }
        #expect(try await old.ask(Self.look) == [seen(1)])
        #expect(try await kit.landing(asking: partitions).first == "store.g\(grant)_v1")
        try await old.script("commit")
        #expect(try await old.ask(Self.look) == [seen(4)])
      }
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(5, rows: 104))
      #expect(try await quiet.ask(Self.look) == [seen(1)])
      try await quiet.script("commit")
      await quiet.close()
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(6, rows: 104))
      #expect(try await kit.landing(asking: partitions) == ["store.g\(grant)_v6"])
    }
  }
}

extension Connection {
  /// Asks again until the answer is yes.
  func until(_ question: String) async throws {
    while try await ask("select (\(question.dropFirst(7)))::text") != ["true"] { try await Task.sleep(for: .milliseconds(10)) }
  }
}
