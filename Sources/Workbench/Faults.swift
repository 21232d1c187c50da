import Postgres
import Synchronization

/// Makes one statement of a piece of work fail: the n-th that is sent after it was armed.
package final class Faults: Sendable {
  private struct Kept {
    var left: Int?
    var seen: [String] = []
  }
  private let kept = Mutex(Kept())
  package init() {}

  /// The n-th statement from now on fails, counted from 1.
  package func arm(_ n: Int) {
    kept.withLock { $0 = Kept(left: n) }
  }
  package func disarm() { kept.withLock { $0.left = nil } }
  /// The statements since it was armed.
  package var seen: [String] { kept.withLock { $0.seen } }

  private func hear(_ statement: String) throws {
    let fails = kept.withLock { kept in
      kept.seen.append(statement)
      guard let left = kept.left else { return false }
      kept.left = left > 1 ? left - 1 : nil
      return left == 1
    }
    if fails { throw PostgresError(.server, "made to fail", sqlstate: "XX000", statement: statement) }
  }

  /// The same database, reached through connections that fail as armed.
  package func over(_ database: TestDatabase) -> TestDatabase {
    var settings = database.settings
    settings.onStatement = { [self] in try hear($0) }
    return TestDatabase(settings: settings, pool: Pool(settings, size: 4))
  }
}
