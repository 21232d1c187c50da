import Postgres
import Synchronization

/// A read-only connection to a provider's database. One batch of look-ups or one query uses it at a time.
final class TableConnection: Sendable {
  let connection: Connection
  private let statements = Mutex<Set<String>>([])

  init(_ connection: Connection) { self.connection = connection }

  /// Notes that a statement stands prepared here; says how many do.
  func prepares(_ statement: String) -> Int { statements.withLock { $0.insert(statement); return $0.count } }

  /// No such column or table, another type, or a plan that no longer fits.
  static func isOfColumns(_ error: any Error) -> Bool {
    if case TableQuery.Flaw.noColumn = error { return true }
    return ["42703", "42P01", "42804", "42883", "0A000"].contains((error as? PostgresError)?.sqlstate ?? "")
  }
}

/// A few connections to one source; who finds none free waits for the next.
struct TableConnections {
  static let most = 8

  private var idle: [TableConnection] = [], open = 0
  private var waiting: [CheckedContinuation<TableConnection?, Never>] = []
  private var isClosed = false

  enum Place { case kept(TableConnection), free, none }

  /// A kept connection, or leave to open one, or neither: then wait.
  mutating func find() -> Place {
    if let kept = idle.popLast() { return .kept(kept) }
    guard open < Self.most else { return .none }
    open += 1
    return .free
  }
  mutating func wait(_ next: CheckedContinuation<TableConnection?, Never>) { waiting.append(next) }

  /// Whether the connection goes on; if not, its owner closes it.
  mutating func put(_ kept: TableConnection) -> Bool {
    guard !isClosed else {
      leave()
      return false
    }
    if waiting.isEmpty { idle.append(kept) } else { waiting.removeFirst().resume(returning: kept) }
    return true
  }

  /// A connection that was taken has ended; whoever waits may open another.
  mutating func leave() { if waiting.isEmpty { open -= 1 } else { waiting.removeFirst().resume(returning: nil) } }

  /// Takes the idle ones out, to be closed.
  mutating func close() -> [TableConnection] {
    isClosed = true
    defer { (open, idle) = (open - idle.count, []) }
    return idle
  }
}
