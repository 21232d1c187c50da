import JSONText
import Logging
import Postgres
import Records
import Testing
import Vocabulary
import Workbench

private let key = [UInt8](repeating: 7, count: 32)

@Suite struct `What is recorded` {
  @Test func `chain the audit and find what was changed`() async throws {
    try await TestDatabase.with { database in
      let records = Records(pool: database.pool, auditKey: key)
      for n in 0..<5 { try await records.perform(.system("test")) { work in work.note("a\(n)", "s", ["n": JSON(n)]) } }
      #expect(try await records.audit.verify(database.pool).broken == nil)
      try await database.pool.with {
        try await $0.script("alter table audit_entry disable trigger all; update audit_entry set detail = '{\"n\":9}' where seq = 3")
      }
      #expect(try await records.audit.verify(database.pool).broken?.seq == 3)
    }
  }

  @Test func `refuse to rewrite what is append-only`() async throws {
    try await TestDatabase.with { database in
      let records = Records(pool: database.pool, auditKey: key)
      try await records.perform(.system("test")) { work in work.note("a", "s") }
      for sql in ["update audit_entry set actor = 'x'", "delete from audit_entry", "truncate audit_entry"] {
        let error = await #expect(throws: PostgresError.self) { try await database.pool.with { try await $0.script(sql) } }
        #expect(error?.sqlstate == "42501")
      }
    }
  }

  @Test func `leave no trace of a failed work but its refusal`() async throws {
    try await TestDatabase.with { database in
      let records = Records(pool: database.pool, auditKey: key)
      await #expect(throws: Refused.self) {
        try await records.perform(.system("test")) { work in
          try await work.notify("statistics", about: nil, "x", "text")
          throw Refused(Refusal("E02", .role, "无权", "EX-3"))
        }
      }
      #expect(try await records.notices("statistics", after: 0, limit: 10).isEmpty)
      let lines = try await records.auditLines(after: 0, limit: 10)
      #expect(lines.map(\.action) == ["refused"])
    }
  }

  @Test func `answer a repeated key once and refuse it for another request`() async throws {
    try await TestDatabase.with { database in
      let records = Records(pool: database.pool, auditKey: key)
      try await database.pool.with {
        try await $0.script("insert into account (login, name, department, created_at, filed_at) values ('a.b', 'x', 'statistics', now(), now())")
      }
      let ask: @Sendable (String) async throws -> Answer = { request in
        try await records.once("k", request: Array(request.utf8), .account(1)) { work in
          work.note("act", "s")
          return Answer(201, ["at": .string(work.now.text)])
        }
      }
      let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
        for _ in 0..<4 { group.addTask { try await ask("one") } }
        return try await group.reduce(into: [Answer]()) { $0.append($1) }
      }
      #expect(Set(answers).count == 1)
      #expect(try await records.auditLines(after: 0, limit: 10).count == 1)
      await #expect(throws: Refused(.keyReused)) { try await ask("two") }
    }
  }

  @Test func `keep no secret of an answer, and complete it for who asks again`() async throws {
    try await TestDatabase.with { database in
      let records = Records(pool: database.pool, auditKey: key)
      try await database.pool.with {
        try await $0.script("insert into account (login, name, department, created_at, filed_at) values ('a.b', 'x', 'statistics', now(), now())")
      }
      let ask: @Sendable () async throws -> Answer = {
        try await records.once(
          "k", request: [1], .account(1), keep: { _ in Answer(201, ["id": 5]) }, again: { kept, _ in Answer(kept.status, ["again": kept.body]) }
        ) { _ in Answer(201, ["id": 5, "secret": "s3cret"]) }
      }
      #expect(try await ask().body == ["id": 5, "secret": "s3cret"])
      #expect(try await ask().body == ["again": ["id": 5]])
    }
  }

  @Test func `answer a replay only when the gateways know`() async throws {
    try await TestDatabase.with { database in
      let records = Records(pool: database.pool, auditKey: key)
      try await database.pool.with {
        try await $0.script(
          """
          insert into account (login, name, department, created_at, filed_at) values ('a.b', 'x', 'statistics', now(), now());
          insert into node (name, applied, lease_seconds) values ('gateway', 1000, 60)
          """)
      }
      let ask: @Sendable () async throws -> Answer = {
        try await records.once("k", request: [1], .account(1)) { work in
          _ = try await work.authority()
          return Answer(200, [:])
        }
      }
      _ = try await ask()
      try await database.pool.with { try await $0.script("update node set applied = 0") }
      let answered = Tally()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          _ = try await ask()
          await answered.add(1)
        }
        group.addTask {
          // Long enough for an answer that does not wait: a replay is three statements.
          for _ in 0..<50 { _ = try await records.isRehearsal() }
          #expect(await answered.seen.isEmpty)
          try await database.pool.with { try await $0.script("update node set applied = 1000") }
        }
        try await group.waitForAll()
      }
      #expect(await answered.seen == [1])
    }
  }

  @Test func `begin anew what the database broke off`() async throws {
    try await TestDatabase.with { database in
      let records = Records(pool: database.pool, auditKey: key)
      let tries = Tally()
      try await records.perform(.system("test")) { work in
        await tries.add(1)
        work.note("done", "s")
        if await tries.seen.count < 3 {
          try await work.tx.script("do $$ begin raise exception 'x' using errcode = 'deadlock_detected'; end $$")
        }
      }
      #expect(await tries.seen.count == 3)
      #expect(try await records.auditLines(after: 0, limit: 10).map(\.action) == ["done"])
    }
  }

  @Test func `move the office clock of a rehearsal forward only`() async throws {
    try await TestDatabase.with { database in
      let records = Records(pool: database.pool, auditKey: key)
      let later = try #require(Instant("2030-01-01T00:00:00+08:00"))
      try await records.moveClock(to: later, .system("test"), backward: .keyReused)
      #expect(try await records.read { _, now in now } >= later)
      await #expect(throws: Refused(.keyReused)) { try await records.moveClock(to: Instant(microseconds: 0), .system("test"), backward: .keyReused) }
      let error = await #expect(throws: PostgresError.self) {
        try await database.pool.with { try await $0.script("update installation set rehearsal = false") }
      }
      #expect(error?.constraint == "installation_kind_fixed")
    }
  }
}

@Suite struct `Jobs` {
  @Test func `are done once, tried again, and buried where people see them`() async throws {
    try await TestDatabase.with { database in
      let records = Records(pool: database.pool, auditKey: key)
      try await records.perform(.system("test")) { work in
        try await work.queue("good", key: "g", ["n": 1])
        try await work.queue("good", key: "g", ["n": 2])
        try await work.queue("bad", key: "b", [:])
      }
      let done = Tally()
      let runner = JobRunner(
        database.pool,
        handlers: [
          "good": { payload, _ in await done.add(payload["n"]?.int ?? 0) }, "bad": { _, _ in throw JobRunner.Hopeless("没有地址") },
        ], logger: Logger(label: "test"))
      while try await runner.takeOne() {}
      #expect(await done.seen == [1])
      let dead = try await runner.list(state: "dead", after: 0, limit: 10)
      #expect(dead.map(\.lastError) == ["没有地址"])
  
      #expect(try await records.perform(.system("test")) { work in try await records.retry(job: dead[0].id, in: work) })
      #expect(try await records.auditLines(after: 0, limit: 10).map(\.action) == ["job.retry"])
      #expect(try await runner.takeOne())
    }
  }

  @Test func `that an answer waits for are tried before it, and stay queued`() async throws {
    try await TestDatabase.with { database in
      let done = Tally()
      let records = Records(pool: database.pool, auditKey: key) { await done.add($0.payload["n"]?.int ?? 0) }
      try await records.perform(.system("test")) { work in
        try await work.queue("close", promptly: true, ["n": 7])
        try await work.queue("close", ["n": 8])
      }
      #expect(await done.seen == [7])
      #expect(try await JobRunner(database.pool, handlers: [:], logger: Logger(label: "test")).list(state: "waiting", after: 0, limit: 10).count == 2)
      // A place that does not answer keeps nobody waiting for long.
      let stuck = Records(pool: database.pool, auditKey: key) { _ in try? await Task.sleep(for: .seconds(600)) }
      try await stuck.perform(.system("test")) { work in try await work.queue("close", promptly: true, ["n": 9]) }
    }
  }

  @Test func `of a runner that died are taken over with a higher fence`() async throws {
    try await TestDatabase.with { database in
      let records = Records(pool: database.pool, auditKey: key)
      try await records.perform(.system("test")) { work in try await work.queue("k", [:]) }
      try await database.pool.with {
        try await $0.script("update job set state = 'running', fence = 4, lease_until = clock_timestamp() - interval '1 second'")
      }
      let fences = Tally()
      let runner = JobRunner(database.pool, handlers: ["k": { _, job in await fences.add(Int(job.fence)) }], logger: Logger(label: "test"))
      #expect(try await runner.takeOne())
      #expect(await fences.seen == [5])
    }
  }
}

private actor Tally {
  var seen: [Int] = []
  func add(_ n: Int) { seen.append(n) }
}
