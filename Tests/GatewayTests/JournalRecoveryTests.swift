import Gateway
import NIOCore
import NIOPosix
import Synchronization
import Testing

@Suite struct `After a stop the call journal` {
  /// Three calls, each synced alone; the bytes as a kill at once after the third leaves them, and where the groups begin.
  private static func three() async throws -> (id: [UInt8], bytes: [UInt8], ends: [Int]) {
    try await JournalPlace.with { place in
      let journal = try place.open()
      var ends = [Int(journal.position.offset)]
      for n in 0..<3 {
        #expect(await journal.admitted(sampleCall(n)).durable)
        ends.append(Int(journal.position.offset))
      }
      let bytes = try place.read("000000000001.calls")
      await journal.close()
      // Laid out ahead: zeros.
      #expect(bytes.count > ends[3] && bytes[ends[3]...].allSatisfy { $0 == 0 })
      #expect(try place.read("000000000001.calls").count < ends[3] + 64)
      return (journal.id, Array(bytes[..<ends[3]]), ends)
    }
  }

  private static func with<Output>(_ id: [UInt8], _ bytes: [UInt8], _ body: (JournalPlace) async throws -> Output) async throws -> Output {
    try await JournalPlace.with { place in
      try place.write("journal.id", id)
      try place.write("000000000001.calls", bytes)
      return try await body(place)
    }
  }

  @Test(arguments: [false, true])
  func `cuts a torn tail at every byte of the last record and keeps all before`(hasZeros: Bool) async throws {
    let (id, bytes, ends) = try await Self.three()
    // Zeros behind the cut are what a file system may leave; where only zeros were cut off, they are the record.
    for length in ends[2]..<ends[3] where !hasZeros || !bytes[length...].allSatisfy({ $0 == 0 }) {
      let zeros = [UInt8](repeating: 0, count: hasZeros ? ends[3] - length + 100 : 0)
      try await Self.with(id, Array(bytes[..<length]) + zeros) { place in
        let journal = try place.open()
        #expect(try journal.records().numbers == [1, 2], "cut at \(length)")
        #expect(await journal.admitted() == (3, true))
        await journal.close()
        #expect(try await place.recovered().numbers == [1, 2, 3])
      }
    }
    for ahead in [0, 128 << 10] {
      let whole = try await Self.with(id, bytes + [UInt8](repeating: 0, count: ahead)) { try await $0.recovered() }
      #expect(whole.numbers == [1, 2, 3])
    }
  }

  @Test func `does not start over a flipped byte before the last group`() async throws {
    let (id, bytes, ends) = try await Self.three()
    for at in 0..<ends[2] {
      var flipped = bytes
      flipped[at] ^= 0x10
      // Behind the sum of the head nothing is read.
      if (60..<64).contains(at) { continue }
      try await Self.with(id, flipped) { place in
        let fault = #expect(throws: JournalFault.self, "byte \(at)") { try place.open() }
        #expect(fault?.description.isEmpty == false)
      }
    }
  }

  @Test func `does not start over a flipped byte of a segment that was closed`() async throws {
    try await JournalPlace.with { place in
      let journal = try place.open()
      #expect(await journal.admitted().durable)
      let end = Int(journal.position.offset)
      await journal.close()
      let bytes = try place.read("000000000001.calls")
      for at in stride(from: 64, to: end, by: 7) {
        var flipped = bytes
        flipped[at] ^= 1
        try await Self.with(journal.id, flipped) { place in
          _ = #expect(throws: JournalFault.self, "byte \(at)") { try place.open() }
        }
      }
      // The same damage once the next segment has begun.
      #expect(try await place.recovered().numbers == [1])
      var flipped = bytes
      flipped[end - 1] ^= 1
      try place.write("000000000001.calls", flipped)
      #expect(throws: JournalFault.self) { try place.open() }
    }
  }

  @Test func `does not start with a segment missing, nor with another journal's`() async throws {
    try await JournalPlace.with { place in
      for _ in 0..<3 { #expect(try await place.recovered().isEmpty == false) }
      try await JournalPlace.with { other in
        let stranger = try other.open()
        await stranger.close()
        try other.write("000000000001.calls", place.read("000000000001.calls"))
        #expect(throws: JournalFault.self) { try other.open() }
      }
      try place.remove("000000000002.calls")
      #expect(throws: JournalFault.self) { try place.open() }
    }
  }

  @Test func `has every acknowledged call, at whatever instant it stopped`() async throws {
    try await JournalPlace.with { place in
      let journal = try place.open(segmentBytes: 20_000)
      let tally = Tally()
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        for _ in 0..<4 {
          tasks.addTask {
            let loop = MultiThreadedEventLoopGroup.singleton.next()
            while !tally.isOver.load(ordering: .relaxed) {
              let (seq, durable) = await journal.admitted(on: loop)
              #expect(durable)
              tally.acknowledged.withLock { _ = $0.insert(seq) }
              journal.note(CallOutcome(seq: seq, status: 200, bytes: 1, micros: 1))
            }
          }
        }
        tasks.addTask {
          defer { tally.isOver.store(true, ordering: .relaxed) }
          for _ in 0..<15 {
            let before = tally.acknowledged.withLock(\.self)
            try await JournalPlace.with { copy in
              try place.copy(to: copy)
              let found = try await copy.recovered().numbers
              #expect(before.isSubset(of: Set(found)))
              #expect(found == found.indices.map { Int64($0 + 1) })
              // A second stop right after the start changes nothing.
              #expect(try await copy.recovered().numbers == found)
            }
          }
        }
        try await tasks.waitForAll()
      }
      await journal.close()
      #expect(tally.acknowledged.withLock(\.count) > 100)
      let records = try await place.recovered()
      #expect(records.numbers == Array(1...Int64(tally.acknowledged.withLock(\.count))))
      #expect(records.outcomes.count == records.numbers.count)
    }
  }
}

private final class Tally: Sendable {
  let acknowledged = Mutex<Set<Int64>>([])
  let isOver = Atomic<Bool>(false)
}
