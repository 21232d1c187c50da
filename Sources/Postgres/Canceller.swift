import CLibPQ

/// Asks the server, over a link of its own, to stop what a connection is doing. libpq allows this from any thread.
final class Canceller: @unchecked Sendable {
  private let raw: OpaquePointer
  init(_ raw: OpaquePointer) { self.raw = raw }
  deinit { PQfreeCancel(raw) }

  func cancel() {
    var text = [CChar](repeating: 0, count: 256)
    _ = PQcancel(raw, &text, 256)
  }
}
