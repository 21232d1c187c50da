import Foundation
import Gateway
import Testing

/// Real faults of the kernel's: a full tmpfs where the tests may mount one, and the segment's own descriptor turned into a device that
/// takes nothing (`/dev/full`) or cannot be synced (`/dev/null`).
@Suite(.serialized) struct `With a faulty disk the call journal` {
  private static let next = "000000000002.calls.part"

  /// Puts a device in the place of the open file.
  private static func turn(_ path: String, into device: String) throws {
    let wanted = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let numbers = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
    let number = try #require(
      numbers.first { (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == wanted })
    let other = open(device, O_WRONLY)
    #expect(dup2(other, number) == number)
    close(other)
  }

  /// Refuses from the fault on, heals when it is gone; all numbers are there, each acknowledged call, and each refused one with its 503.
  private static func story(_ place: JournalPlace, fault: () throws -> Void, cure: () throws -> Void) async throws {
    let journal = try place.open()
    var acknowledged: Set<Int64> = []
    var refused: Set<Int64> = []
    for _ in 0..<3 { acknowledged.insert(await journal.admitted().seq) }
    try fault()
    while refused.isEmpty {
      let (seq, durable) = await journal.admitted()
      if durable { acknowledged.insert(seq) } else { refused.insert(seq) }
      #expect(acknowledged.count < 100_000)
    }
    #expect(journal.metrics.broken)
    for _ in 0..<200 { #expect(await journal.admitted() == (0, false)) }
    journal.note(CallOutcome(seq: 1, status: 200, bytes: 1, micros: 1))
    journal.note(CallOutcome(seq: 2, status: 200, bytes: 2, micros: 2))
    try cure()
    var healed = await journal.admitted()
    while !healed.durable { healed = await journal.admitted() }
    #expect(!journal.metrics.broken)
    acknowledged.insert(healed.seq)
    await journal.close()

    let records = try await place.recovered()
    #expect(records.numbers == Array(1...healed.seq))
    #expect(acknowledged.union(refused) == Set(1...healed.seq))
    #expect(Set(records.outcomes.filter { $0.status == 503 }.map(\.seq)) == refused)
    #expect(records.outcomes.filter { $0.status == 200 }.map(\.seq) == [1, 2])
  }

  @Test(arguments: ["/dev/full", "/dev/null"])
  func `refuses after a failed write or sync, and goes on in a new segment`(device: String) async throws {
    try await JournalPlace.with { place in
      // Nothing can be opened under a name that a folder has.
      let hindrance = "\(place.path)/\(Self.next)"
      try await Self.story(
        place,
        fault: {
          try FileManager.default.createDirectory(atPath: hindrance, withIntermediateDirectories: false)
          try Self.turn("\(place.path)/000000000001.calls", into: device)
        }, cure: { try FileManager.default.removeItem(atPath: hindrance) })
      #expect(try place.segments.count == 3)
    }
  }

  @Test func `refuses while the disk is full and heals when there is room`() async throws {
    try await JournalPlace.with { place in
      let ballast = "\(place.path)/ballast"
      let isMounted = mount("tmpfs", place.path, "tmpfs", 0, "size=512k") == 0
      defer { if isMounted { umount2(place.path, Int32(MNT_DETACH)) } }
      try await Self.story(
        place,
        fault: {
          guard isMounted else {
            try FileManager.default.createDirectory(atPath: "\(place.path)/\(Self.next)", withIntermediateDirectories: false)
            return try Self.turn("\(place.path)/000000000001.calls", into: "/dev/full")
          }
          let file = open(ballast, O_WRONLY | O_CREAT, 0o600)
          let page = [UInt8](repeating: 1, count: 4096)
          while write(file, page, page.count) > 0 {}
          #expect(errno == ENOSPC)
          close(file)
        }, cure: { try FileManager.default.removeItem(atPath: isMounted ? ballast : "\(place.path)/\(Self.next)") })
    }
  }
}
