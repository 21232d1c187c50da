import NIOCore

/// The calls of one event loop that wait for the same sync.
struct WaitingCalls: Sendable {
  let loop: any EventLoop
  var done: [@Sendable (Bool) -> Void]
}

/// Records that go to the disk with one write and one sync.
struct JournalGroup: Sendable {
  var buffer: JournalBuffer
  let waiting: [WaitingCalls]
  /// The highest number in the group or before it.
  let last: Int64

  var count: Int { waiting.reduce(0) { $0 + $1.done.count } }

  /// Tells every call, each event loop once.
  func tell(_ isDurable: Bool) {
    for calls in waiting {
      calls.loop.execute { for done in calls.done { done(isDurable) } }
    }
  }
}
