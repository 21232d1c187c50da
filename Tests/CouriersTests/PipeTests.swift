import Foundation
import Synchronization
import Testing

@testable import Couriers

@Suite(.timeLimit(.minutes(2))) struct `A pipe` {
  /// The courier's thread offers while another thread cancels the task that takes: each asks for the task's lock and the pipe's.
  @Test func `is left by its taker at any instant, and neither side waits for ever`() async throws {
    for _ in 0..<3000 {
      let pipe = Couriers.Pipe()
      let taken = Atomic<Int>(0)
      Thread.detachNewThread {
        let bytes = [UInt8](repeating: 1, count: 64)
        while true {
          guard case .abort = bytes.withUnsafeBytes({ pipe.offer($0) }) else { continue }
          return
        }
      }
      let task = Task {
        try await withTaskCancellationHandler {
          while try await pipe.next().bytes != nil { taken.add(1, ordering: .relaxed) }
        } onCancel: {
          pipe.finish(.failure(CancellationError()))
        }
      }
      while taken.load(ordering: .relaxed) < 3 { await Task.yield() }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }
}
