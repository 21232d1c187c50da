import CCurl
import Synchronization

/// Between the courier's thread, which gets the bytes, and the task that takes them. Holds about a megabyte; beyond that the sender waits.
///
/// A taker is always resumed outside the lock: resuming asks for the lock of its task, which a cancellation holds while it asks for this one.
final class Pipe: Sendable {
  /// Bytes that may wait; libcurl adds one buffer of its own.
  private static let most = 1 << 20

  enum Taken { case all, wait, abort }

  private typealias Taker = CheckedContinuation<Piece, any Error>

  private struct State {
    var bytes: [UInt8] = []
    var isWaiting = false
    var end: Result<Outcome, any Error>?
    var taker: Taker?
  }
  /// `bytes` is nil at the end. `resumes`: the sender was waiting and may go on.
  struct Piece: Sendable {
    let bytes: [UInt8]?, resumes: Bool
  }

  private let state = Mutex(State())

  // On the courier's thread

  func offer(_ bytes: UnsafeRawBufferPointer) -> Taken {
    let (taken, taker): (Taken, Taker?) = state.withLock { state in
      guard state.end == nil else { return (.abort, nil) }
      if let taker = state.taker {
        state.taker = nil
        return (.all, taker)
      }
      guard state.bytes.count < Self.most else {
        state.isWaiting = true
        return (.wait, nil)
      }
      state.bytes.append(contentsOf: bytes)
      return (.all, nil)
    }
    taker?.resume(returning: Piece(bytes: Array(bytes), resumes: false))
    return taken
  }

  /// The first end counts. What still waits after a failure is dropped: half an answer is none.
  func finish(_ end: Result<Outcome, any Error>) {
    let taker: Taker? = state.withLock { state in
      guard state.end == nil else { return nil }
      state.end = end
      if case .failure = end { state.bytes = [] }
      defer { state.taker = nil }
      return state.taker
    }
    taker?.resume(with: end.map { _ in Piece(bytes: nil, resumes: false) })
  }

  var hasEnded: Bool { state.withLock { $0.end != nil } }

  // In the task

  func next() async throws -> Piece {
    try await withCheckedThrowingContinuation { taker in
      let now: Result<Piece, any Error>? = state.withLock { state in
        if !state.bytes.isEmpty {
          let piece = Piece(bytes: state.bytes, resumes: state.isWaiting)
          state.bytes = []
          state.isWaiting = false
          return .success(piece)
        }
        if let end = state.end { return end.map { _ in Piece(bytes: nil, resumes: false) } }
        if state.isWaiting {
          // The sender was stopped just after the last piece was taken.
          state.isWaiting = false
          return .success(Piece(bytes: [], resumes: true))
        }
        state.taker = taker
        return nil
      }
      if let now { taker.resume(with: now) }
    }
  }

  func outcome() throws -> Outcome {
    guard let end = state.withLock({ $0.end }) else { throw CourierFault(.other, "传输没有结束") }
    return try end.get()
  }
}

/// What is known of a transfer when it is over.
struct Outcome: Sendable {
  let status: Int, headers: [(String, String)]
  /// Bytes that came; bytes that were to come and seconds since 1970 of the last change as the owner says, nil where it says nothing.
  let came: Int64, size: Int64?, modified: Int64?
}
