import Gateway
import NIOCore
import NIOPosix
import Synchronization
import Testing

@Suite struct `The call journal` {
  @Test func `reads back what was taken down, in order, field by field`() async throws {
    try await JournalPlace.with { place in
      let journal = try place.open()
      let refused = CallAdmission(
        at: -1, callID: "", method: "POST", path: String(repeating: "市", count: 400), peer: "::1", admitted: false, code: "E36",
        status: 401, faultParty: "consumer")
      let outcome = CallOutcome(seq: 1, status: 200, bytes: 1 << 40, rows: 7, micros: 12, faultParty: "provider")
      let bare = CallOutcome(seq: 1, status: 502, bytes: 0, micros: 0)
      #expect(await journal.admitted(sampleCall()) == (1, true))
      journal.note(outcome)
      journal.note(bare)
      #expect(await journal.admitted(refused) == (2, true))
      var cut = refused
      cut.path = String(repeating: "市", count: 166)
      let wanted: [JournalRecord] = [
        .start(first: 1), .admission(seq: 1, sampleCall()), .outcome(outcome), .outcome(bare), .admission(seq: 2, cut),
      ]
      #expect(try journal.records() == wanted)
      await journal.close()
      #expect(try await place.recovered() == wanted + [.start(first: 3)])
    }
  }

  @Test func `tells every call on its own loop, many with one sync`() async throws {
    try await JournalPlace.with { place in
      let journal = try place.open()
      let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
      let each = 2000
      await withTaskGroup(of: Void.self) { tasks in
        for loop in group.makeIterator() {
          tasks.addTask {
            let told = Atomic<Int>(0)
            await withCheckedContinuation { finished in
              loop.execute {
                for n in 0..<each {
                  journal.admit(sampleCall(n), on: loop) { durable in
                    #expect(durable && loop.inEventLoop)
                    if told.add(1, ordering: .relaxed).newValue == each { finished.resume() }
                  }
                }
              }
            }
          }
        }
      }
      #expect(journal.metrics.durable == 2 * Int64(each))
      #expect(journal.metrics.pending == 0)
      #expect(journal.metrics.batches < Int64(each))
      #expect(try journal.records().numbers == Array(1...2 * Int64(each)))
      await journal.close()
      try await group.shutdownGracefully()
    }
  }

  @Test func `goes on in new segments and counts on`() async throws {
    try await JournalPlace.with { place in
      let journal = try place.open(segmentBytes: 1000)
      for n in 0..<40 { #expect(await journal.admitted(sampleCall(n)) == (Int64(n + 1), true)) }
      await journal.close()
      let count = try place.segments.count
      #expect(count > 5)
      let again = try place.open()
      #expect(again.id == journal.id)
      #expect(try again.records().numbers == Array(1...40))
      #expect(await again.admitted() == (41, true))
      again.rotate()
      #expect(await again.admitted() == (42, true))
      await again.close()
      #expect(try place.segments.count == count + 2)
      #expect(try await place.recovered().numbers == Array(1...42))
    }
  }

  @Test func `keeps a second process out while it is open`() async throws {
    try await JournalPlace.with { place in
      let journal = try place.open()
      let fault = #expect(throws: JournalFault.self) { try place.open() }
      #expect(fault?.description.contains("正由另一个进程使用") == true)
      #expect(await journal.admitted() == (1, true))
      await journal.close()
      #expect(await journal.admitted() == (0, false))
      await journal.close()
      #expect(try await place.recovered().numbers == [1])
    }
  }

  @Test func `never numbers again under the id of a wiped directory`() async throws {
    try await JournalPlace.with { place in
      let journal = try place.open()
      await journal.close()
      #expect(try place.read("journal.id") == journal.id)
      for name in try place.segments { try place.remove(name) }
      let other = try place.open()
      #expect(other.id.count == 16)
      #expect(other.id != journal.id)
      await other.close()
    }
  }
}
