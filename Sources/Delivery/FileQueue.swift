import Dispatch

/// Runs blocking work (file calls, name look-ups) off Swift's own threads.
func onFileQueue<Output: Sendable>(_ body: @escaping @Sendable () throws -> Output) async throws -> Output {
  try await withCheckedThrowingContinuation { done in
    FileQueue.queue.async { done.resume(with: Swift.Result(catching: body)) }
  }
}

private enum FileQueue {
  static let queue = DispatchQueue(label: "delivery.files", attributes: .concurrent)
}
