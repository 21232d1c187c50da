import Foundation
import Synchronization

/// One line on a terminal that says how far a transfer is: bytes, rate, time left. Silent where nobody looks.
final class PullProgress: Sendable {
  private struct State { var done: Int64 = 0, shown = ContinuousClock.now }
  private let state = Mutex(State())
  private let bytes: Int64, files: Int, start = ContinuousClock.now
  private let isShown = isatty(STDERR_FILENO) == 1

  init(bytes: Int64, files: Int) { (self.bytes, self.files) = (bytes, files) }

  func add(_ count: Int) {
    let done = state.withLock { state -> Int64? in
      state.done += Int64(count)
      guard ContinuousClock.now - state.shown > .milliseconds(200) else { return nil }
      state.shown = .now
      return state.done
    }
    if let done, isShown { Talk.ask("\r\u{1B}[K" + Self.line(done, of: bytes, after: Double((ContinuousClock.now - start).components.seconds))) }
  }

  func end() { if isShown, files > 0 { Talk.ask("\r\u{1B}[K") } }

  /// `[##########          ] 51% 1.2 GB,84 MB/s,剩余 14 秒`.
  static func line(_ done: Int64, of all: Int64, after seconds: Double) -> String {
    let share = all > 0 ? min(1, Double(done) / Double(all)) : 1
    let filled = Int(share * 20)
    let rate = seconds > 0 ? Double(done) / seconds : 0
    let left = rate > 0 ? ",剩余 \(Int((Double(max(0, all - done)) / rate).rounded(.up))) 秒" : ""
    return "[" + String(repeating: "#", count: filled) + String(repeating: " ", count: 20 - filled)
      + "] \(Int(share * 100))% \(ByteWords.of(done)),\(ByteWords.of(Int64(rate)))/s\(left)"
  }
}

/// Bytes as people read them.
enum ByteWords {
  static func of(_ bytes: Int64) -> String {
    var (value, unit) = (Double(bytes), 0)
    while value >= 1000, unit < 4 { (value, unit) = (value / 1000, unit + 1) }
    return unit == 0 ? "\(bytes) B" : String(format: "%.1f ", value) + ["B", "KB", "MB", "GB", "TB"][unit]
  }
}
