import Synchronization

/// How many answers of each kind since the start. Labels come from a closed set.
package final class RequestCounts: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  package init() {}

  func count(_ status: Int) {
    let label =
      switch status {
      case 200..<300: "ok"
      case 400..<500: "refused"
      case 503: "unready"
      default: "failed"
      }
    counts.withLock { $0[label, default: 0] += 1 }
  }

  /// Prometheus text.
  package var text: String {
    let lines = counts.withLock { $0.sorted { $0.key < $1.key } }.map { "exchange_api_answers_total{kind=\"\($0.key)\"} \($0.value)" }
    return (["# TYPE exchange_api_answers_total counter"] + lines).joined(separator: "\n") + "\n"
  }
}
