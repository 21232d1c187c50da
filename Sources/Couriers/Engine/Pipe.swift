import CCurl
import Synchronization

/// Between the courier's thread, which gets the bytes, and the task that takes them. Holds about a megabyte; beyond that the sender waits.
final class Pipe: Sendable {
  /// Bytes that may wait; libcurl adds one buffer of its own.
  private static let most = 1 << 20

  enum Taken { case all, wait, abort }

  private struct State {
    var bytes: [UInt8] = []
    var isWaiting = false
    var end: Result<Outcome, any Error>?
    var taker: CheckedContinuation<Piece, any Error>?
  }
  /// `bytes` is nil at the end. `resumes`: the sender was waiting and may go on.
  struct Piece: Sendable {
    let bytes: [UInt8]?, resumes: Bool
  }

  private let state = Mutex(State())

  // On the courier's thread

  func offer(_ bytes: UnsafeRawBufferPointer) -> Taken {
    state.withLock { state in
      guard state.end == nil else { return .abort }
      if let taker = state.taker {
        state.taker = nil
        taker.resume(returning: Piece(bytes: Array(bytes), resumes: false))
        return .all
      }
      guard state.bytes.count < Self.most else {
        state.isWaiting = true
        return .wait
      }
      state.bytes.append(contentsOf: bytes)
      return .all
    }
  }

  /// The first end counts. What still waits after a failure is dropped: half an answer is none.
  func finish(_ end: Result<Outcome, any Error>) {
    state.withLock { state in
      guard state.end == nil else { return }
      state.end = end
      if case .failure = end { state.bytes = [] }
      guard let taker = state.taker else { return }
      state.taker = nil
      switch end {
      case .success: taker.resume(returning: Piece(bytes: nil, resumes: false))
      case .failure(let error): taker.resume(throwing: error)
      }
    }
  }

  var hasEnded: Bool { state.withLock { $0.end != nil } }

  // In the task

  func next() async throws -> Piece {
    try await withCheckedThrowingContinuation { taker in
      state.withLock { state in
        if !state.bytes.isEmpty {
          let piece = Piece(bytes: state.bytes, resumes: state.isWaiting)
          state.bytes = []
          state.isWaiting = false
          taker.resume(returning: piece)
          return
        }
        switch state.end {
        case .success?: taker.resume(returning: Piece(bytes: nil, resumes: false))
        case .failure(let error)?: taker.resume(throwing: error)
        case nil where state.isWaiting:
          // The sender was stopped just after the last piece was taken.
          state.isWaiting = false
          taker.resume(returning: Piece(bytes: [], resumes: true))
        case nil: state.taker = taker
        }
      }
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
