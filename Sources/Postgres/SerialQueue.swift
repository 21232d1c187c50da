import Dispatch

/// An executor of one serial queue, so that libpq's blocking calls hold a thread of their own and never Swift's.
final class SerialQueue: SerialExecutor {
  private let queue: DispatchQueue
  init(_ label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}
