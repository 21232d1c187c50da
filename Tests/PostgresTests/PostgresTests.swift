import Postgres
import Testing
import Workbench

private struct Kinds: PostgresRow {
  let b: Bool, i: Int32, l: Int64, d: Double, t: String, y: [UInt8], s: Timestamp, c: CivilDate, j: JSONBytes, a: [String], n: String?
  init(from row: inout RowReader) throws {
    b = try row.next()
    i = try row.next()
    l = try row.next()
    d = try row.next()
    t = try row.next()
    y = try row.next()
    s = try row.next()
    c = try row.next()
    j = try row.next()
    a = try row.next()
    n = try row.next()
  }
}

private enum S {
  static let kinds = Statement<Kinds, Bool, Int32, Int64, Double, String, [UInt8], Timestamp, CivilDate, JSONBytes, [String], String?>(
    "kinds", "select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11")
  static let add = Statement<NoRow, Int64>("add", "insert into t values ($1)")
  static let count = Statement<Int64>("count", "select count(*) from t")
  static let sleep = Statement<NoRow, Double>("sleep", "select from pg_sleep($1)")
  static let pid = Statement<Int32>("pid", "select pg_backend_pid()")
  static let kill = Statement<Bool, Int32>("kill", "select pg_terminate_backend($1)")
  static let lock = Statement<NoRow, Int64>("lock", "select from pg_advisory_xact_lock($1)")
  static let plus = Statement<Int64, Int64>("plus", "select $1 + 1")
}

@Suite struct `The database ground` {
  private func pool(_ size: Int = 4, wait: Duration = .seconds(5)) throws -> Pool { Pool(try TestDatabase.server(), size: size, waitDeadline: wait) }

  @Test func `brings every type there and back`() async throws {
    let row = try await pool().with {
      try await $0.one(
        S.kinds, true, -7, .max, 2.5, "中文 'x'\n", [0, 255, 1], Timestamp(microseconds: 1_795_428_000_123_456), CivilDate(days: 20_780),
        JSONBytes(#"{"a": 1}"#), ["甲", "", "b,\"c"], nil)
    }
    #expect(row.b && row.i == -7 && row.l == .max && row.d == 2.5 && row.t == "中文 'x'\n" && row.y == [0, 255, 1])
    #expect(row.s.microseconds == 1_795_428_000_123_456 && row.c.days == 20_780 && row.j.text == #"{"a": 1}"#)
    #expect(row.a == ["甲", "", "b,\"c"] && row.n == nil)
  }

  @Test func `keeps what the server says about a broken rule, and rolls back`() async throws {
    try await pool().with { connection in
      try await connection.script("create temp table t (n int8 constraint t_positive check (n > 0))")
      let error = await #expect(throws: PostgresError.self) {
        try await connection.transaction { tx in
          _ = try await tx.run(S.add, 1)
          _ = try await tx.run(S.add, -1)
        }
      }
      #expect(error?.constraint == "t_positive" && error?.sqlstate == "23514" && error?.statement == "add")
      #expect(try await connection.one(S.count) == 0)
    }
  }

  @Test func `waits for a connection no longer than the deadline`() async throws {
    let pool = try pool(1, wait: .milliseconds(50))
    try await pool.with { _ in
      let error = await #expect(throws: PostgresError.self) { try await pool.with { _ in } }
      #expect(error?.kind == .timeout)
    }
    #expect(try await pool.with { try await $0.one(S.plus, 41) } == 42)
  }

  @Test func `stops a statement whose task is cancelled, and goes on`() async throws {
    let pool = try pool(1)
    let sleeping = Task { try await pool.with { _ = try await $0.run(S.sleep, 60) } }
    try await Task.sleep(for: .milliseconds(100))
    sleeping.cancel()
    await #expect(throws: (any Error).self) { try await sleeping.value }
    #expect(try await pool.with { try await $0.one(S.plus, 1) } == 2)
  }

  @Test func `heals after its connections were killed`() async throws {
    let pool = try pool(1)
    let victim = try await pool.with { try await $0.one(S.pid) }
    #expect(try await self.pool().with { try await $0.one(S.kill, victim) })
    _ = try? await pool.with { try await $0.one(S.plus, 1) }
    #expect(try await pool.with { try await $0.one(S.plus, 1) } == 2)
  }

  @Test func `does not pass a swallowed fault for a commit`() async throws {
    let pool = try pool()
    let error = await #expect(throws: PostgresError.self) {
      try await pool.transaction { tx in
        _ = try? await tx.script("select 1 / 0")
        return 1
      }
    }
    #expect(error?.sqlstate == "25P02")
    #expect(try await pool.with { try await $0.one(S.plus, 1) } == 2)
  }

  @Test func `streams copies both ways`() async throws {
    try await pool().with { connection in
      try await connection.script("create temp table t (n int8, x text)")
      let rows = try await connection.copyIn("copy t from stdin") { writer in
        for block in 0..<100 {
          let text = (0..<2000).map { "\(block * 2000 + $0)\tx\n" }.joined()
          try await writer.write(Array(text.utf8))
        }
      }
      #expect(rows == 200_000)
      let bytes = Counter()
      #expect(try await connection.copyOut("copy t to stdout") { await bytes.add($0.count) } == 200_000)
      #expect(await bytes.total > 1_000_000)
      await #expect(throws: (any Error).self) {
        _ = try await connection.copyIn("copy t from stdin") { writer in
          try await writer.write(Array("1\tx\n".utf8))
          throw CancellationError()
        }
      }
      #expect(try await connection.one(S.count) == 200_000)
    }
  }

  @Test func `sends many runs at once and keeps their order`() async throws {
    let answers = try await pool().with { try await $0.pipeline(S.plus, (0..<500).map { Int64($0) }) }
    #expect(answers.map(\.first) == (1...500).map { Int64($0) })
  }

  @Test func `lets more statements wait for a lock than the machine has cores`() async throws {
    let pool = try pool(12, wait: .seconds(30))
    let done = try await withThrowingTaskGroup(of: Int64.self) { group in
      for n in 0..<12 {
        group.addTask {
          try await pool.transaction { tx in
            _ = try await tx.run(S.lock, 77)
            // A second statement under the lock: whoever holds it must get a thread while all others wait.
            return try await tx.one(S.plus, Int64(n))
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(done == 78)
  }

  @Test func `hears notifications`() async throws {
    let stream = try await Listener(try TestDatabase.server(), channels: ["authority"]).notifications()
    try await pool().with { try await $0.script("notify authority, 'hello'") }
    var iterator = stream.makeAsyncIterator()
    #expect(try await iterator.next()?.payload == "hello")
  }
}

private actor Counter {
  var total = 0
  func add(_ count: Int) { total += count }
}
