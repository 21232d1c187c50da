import Gateway
import Logging
import NIOCore
import NIOPosix
import Postgres
import Testing
import Workbench

private let lines = Statement<String>(
  "test.calls",
  """
  select concat_ws(' ', day, seq, call_id, at at time zone 'UTC', key_id, access_grant, resource, department, method, path, peer, admitted,
                   coalesce(code, '-'), coalesce(status::text, '结果未知'), bytes, rows, micros, fault_party)
  from call_log
  order by journal, seq
  """)
private let numbers = Statement<Int64>("test.numbers", "select seq from call_log order by journal, seq")
private let open = Statement<Int64>("test.open", "select seq from call_log where status is null order by journal, seq")

private let evening: Int64 = 1_790_006_400_000_000 - 1

@Suite struct `The shipper of calls` {
  private static func shipper(_ journal: CallJournal, _ database: TestDatabase, most: Int = 10_000) -> JournalShipper {
    JournalShipper(journal, pool: database.pool, logger: Logger(label: "test"), most: most)
  }

  private static func shipAll(_ shipper: JournalShipper) async throws {
    while try await shipper.ship() > 0 {}
  }

  private static func all<Row: PostgresRow>(_ statement: Statement<Row>, _ database: TestDatabase) async throws -> [Row] {
    try await database.pool.with { try await $0.all(statement) }
  }

  /// Takes calls down without waiting for each; the last is waited for.
  private static func fill(_ journal: CallJournal, _ range: ClosedRange<Int64>, outcomes: Bool) async {
    for n in range.dropLast() {
      let seq = journal.admit(sampleCall(Int(n)), on: MultiThreadedEventLoopGroup.singleton.any()) { #expect($0) }
      if outcomes { journal.note(CallOutcome(seq: seq, status: 200, bytes: n, micros: 1)) }
    }
    let seq = await journal.admitted(sampleCall(Int(range.upperBound))).seq
    if outcomes {
      journal.note(CallOutcome(seq: seq, status: 200, bytes: 1, micros: 1))
      _ = await journal.admitted(sampleCall())
    }
  }

  @Test func `writes each call under its day in Beijing, with its outcome where there is one`() async throws {
    try await TestDatabase.with { database in
      try await JournalPlace.with { place in
        let journal = try place.open()
        var late = sampleCall(2, at: evening + 1)
        late.path = "/svc/a\t\\N\0b"
        let refused = CallAdmission(
          at: evening, callID: "call-3", method: "POST", path: "/svc/x", peer: "::1", admitted: false, code: "E36", status: 401,
          faultParty: "consumer")
        _ = await journal.admitted(sampleCall(1, at: evening))
        journal.note(CallOutcome(seq: 1, status: 200, bytes: 700, rows: 3, micros: 2300))
        journal.note(CallOutcome(seq: 1, status: 503, bytes: 0, micros: 0))
        _ = await journal.admitted(late)
        _ = await journal.admitted(refused)
        let shipper = Self.shipper(journal, database)
        #expect(try await shipper.ship() == 5)
        #expect(
          try await Self.all(lines, database) == [
            "2026-09-21 1 call-1 2026-09-21 15:59:59.999999 AK7Q2M9X 12 34 statistics GET /svc/人口/v1/persons "
              + "10.1.2.3:4567 t - 200 700 3 2300",
            "2026-09-22 2 call-2 2026-09-21 16:00:00 AK7Q2M9X 12 34 statistics GET /svc/a\t\\N?b 10.1.2.3:4567 t - 结果未知",
            "2026-09-21 3 call-3 2026-09-21 15:59:59.999999 POST /svc/x ::1 f E36 401 consumer",
          ])
        #expect(try await shipper.ship() == 0)
        await journal.close()
      }
    }
  }

  @Test func `adds an outcome that comes in a later batch, also after a restart and without its cursor`() async throws {
    try await TestDatabase.with { database in
      try await JournalPlace.with { place in
        let journal = try place.open()
        for n in 1...5 { _ = await journal.admitted(sampleCall(n)) }
        let shipper = Self.shipper(journal, database)
        try await shipper.ship()
        #expect(try await Self.all(open, database) == [1, 2, 3, 4, 5])
        journal.note(CallOutcome(seq: 2, status: 200, bytes: 1, micros: 1))
        _ = await journal.admitted(sampleCall(6))
        try await shipper.ship()
        #expect(try await Self.all(open, database) == [1, 3, 4, 5, 6])
        // Its memory is in the cursor.
        journal.note(CallOutcome(seq: 3, status: 200, bytes: 1, micros: 1))
        journal.note(CallOutcome(seq: 3, status: 500, bytes: 1, micros: 1))
        _ = await journal.admitted(sampleCall(7))
        try await Self.shipper(journal, database).ship()
        #expect(try await Self.all(open, database) == [1, 4, 5, 6, 7])
        #expect(try await Self.all(lines, database)[2].hasSuffix("t - 200 1 1"))
        // The admission's segment is gone and the cursor lost: the database knows the day.
        journal.rotate()
        _ = await journal.admitted(sampleCall(8))
        try await Self.shipper(journal, database).ship()
        #expect(try place.segments == ["000000000002.calls"])
        journal.note(CallOutcome(seq: 4, status: 200, bytes: 1, micros: 1))
        _ = await journal.admitted(sampleCall(9))
        try place.remove("shipped")
        try await Self.shipper(journal, database).ship()
        #expect(try await Self.all(open, database) == [1, 5, 6, 7, 8, 9])
        // Admission and outcome read again in one batch, the admission alone in the database.
        journal.note(CallOutcome(seq: 8, status: 200, bytes: 1, micros: 1))
        _ = await journal.admitted(sampleCall(10))
        try place.remove("shipped")
        try await Self.shipper(journal, database).ship()
        #expect(try await Self.all(open, database) == [1, 5, 6, 7, 9, 10])
        // What never ended stays open.
        await journal.close()
        let again = try place.open()
        try await Self.shipAll(Self.shipper(again, database))
        #expect(try await Self.all(open, database) == [1, 5, 6, 7, 9, 10])
        await again.close()
      }
    }
  }

  @Test func `doubles nothing when it begins again from an old cursor or from none`() async throws {
    try await TestDatabase.with { database in
      try await JournalPlace.with { place in
        let journal = try place.open()
        await Self.fill(journal, 1...50, outcomes: true)
        try await Self.shipper(journal, database, most: 20).ship()
        let old = try place.read("shipped")
        try await Self.shipAll(Self.shipper(journal, database, most: 20))
        let before = try await Self.all(lines, database)
        #expect(before.count == 51)
        for cursor in [old, Array(old.dropLast()), []] {
          try place.write("shipped", cursor)
          try await Self.shipAll(Self.shipper(journal, database, most: 7))
          #expect(try await Self.all(lines, database) == before)
        }
        await journal.close()
      }
    }
  }

  @Test func `loses and doubles nothing when the gateway stops at any instant`() async throws {
    try await TestDatabase.with { database in
      try await JournalPlace.with { place in
        let journal = try place.open(segmentBytes: 5000)
        let shipper = Self.shipper(journal, database, most: 13)
        for round in Int64(0)..<10 {
          await Self.fill(journal, (round * 20 + 1)...(round * 20 + 20), outcomes: false)
          for _ in 0..<round % 4 { try await shipper.ship() }
          // As the machine finds it after a power cut now: the database as it is, the cursor perhaps older.
          try await JournalPlace.with { copy in
            try place.copy(to: copy)
            if round % 3 == 0, try copy.names.contains("shipped") { try copy.remove("shipped") }
            let again = try copy.open()
            try await Self.shipAll(Self.shipper(again, database, most: 13))
            #expect(try await Self.all(numbers, database) == Array(1...(round * 20 + 20)))
            #expect(try copy.segments.count == 1)
            await again.close()
          }
        }
        try await Self.shipAll(shipper)
        #expect(try await Self.all(numbers, database) == Array(1...200))
        await journal.close()
      }
    }
  }

  @Test func `brings a hundred thousand records and takes the full segments away`() async throws {
    try await TestDatabase.with { database in
      try await JournalPlace.with { place in
        let journal = try place.open(segmentBytes: 1 << 20)
        await Self.fill(journal, 1...50_000, outcomes: true)
        #expect(try place.segments.count > 5)
        try await Self.shipAll(Self.shipper(journal, database))
        #expect(try await Self.all(numbers, database) == Array(1...50_001))
        #expect(try await Self.all(open, database) == [50_001])
        #expect(try place.segments.count == 1)
        await journal.close()
      }
    }
  }

  @Test func `prepares its statements where the arrivals have their table`() async throws {
    try await TestDatabase.with { database in
      try await database.pool.transaction { tx in
        _ = try await tx.run(GatewayJournalStatements.stage)
        for statement in GatewayJournalStatements.staged {
          #expect(try await tx.connection.describe(statement).parameters == statement.parameterOIDs, "\(statement.name)")
        }
      }
    }
  }
}

private let settled = Statement<Int64>("test.settled", "select settled from call_journal")
private let highest = Statement<Int64>("test.highest", "select highest from call_journal")

@Suite struct `What the shipper settles` {
  @Test func `is everything below the lowest call that may still end, and never goes back`() async throws {
    try await TestDatabase.with { database in
      try await JournalPlace.with { place in
        func now() async throws -> [Int64] {
          [try await database.pool.with { try await $0.one(settled) }, try await database.pool.with { try await $0.one(highest) }]
        }
        func shipper(_ journal: CallJournal, most: Int = 10_000) -> JournalShipper {
          JournalShipper(journal, pool: database.pool, logger: Logger(label: "test"), most: most)
        }
        let journal = try place.open()
        for n in 1...6 { _ = await journal.admitted(sampleCall(n)) }
        for n in [1, 2, 4, 6] as [Int64] { journal.note(CallOutcome(seq: n, status: 200, bytes: 0, micros: 1)) }
        _ = await journal.admitted(CallAdmission(at: evening, callID: "x", method: "GET", path: "/", peer: "::1", admitted: false, code: "E36", status: 401))
        try await shipper(journal).ship()
        #expect(try await now() == [3, 7])
        let old = try place.read("shipped")
        journal.note(CallOutcome(seq: 3, status: 502, bytes: 0, micros: 1, faultParty: "provider", fault: "upstream.broken"))
        _ = await journal.admitted(sampleCall(8))
        try await shipper(journal).ship()
        #expect(try await now() == [5, 8])
        // From an old cursor and from none the same is read again, and nothing that is open is taken for settled.
        for cursor in [old, []] {
          try place.write("shipped", cursor)
          let again = shipper(journal, most: 2)
          while try await again.ship() > 0 { #expect(try await now() == [5, 8]) }
        }
        #expect(try await now() == [5, 8])
        // The process ends with calls 5 and 8 open. The next one has read all that was left before it counts them as ended.
        await journal.close()
        let next = try place.open()
        try await shipper(next).ship()
        #expect(try await now() == [9, 8])
        _ = await next.admitted(sampleCall(9))
        try await shipper(next).ship()
        #expect(try await now() == [9, 9])
        await next.close()
      }
    }
  }
}
