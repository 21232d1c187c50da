/// A transaction that is under way. It ends with the closure it was given to: by commit, or by rollback on a throw.
package struct Transaction: Queries {
  package enum Isolation: String, Sendable {
    case readCommitted = "read committed"
    case repeatableRead = "repeatable read"
    case serializable
  }

  package let connection: Connection

  package func all<Row: PostgresRow, each P: PostgresValue>(_ statement: Statement<Row, repeat each P>, _ parameters: repeat each P) async throws -> [Row] {
    try await connection.all(statement, repeat each parameters)
  }
  package func run<Row: PostgresRow, each P: PostgresValue>(_ statement: Statement<Row, repeat each P>, _ parameters: repeat each P) async throws -> Int {
    try await connection.run(statement, repeat each parameters)
  }
  package func script(_ sql: String) async throws { try await connection.script(sql) }
}

package typealias Isolation = Transaction.Isolation

extension Connection {
  /// Runs the body in a transaction of its own.
  package func transaction<Output: Sendable>(
    readOnly: Bool = false, isolation: Transaction.Isolation = .readCommitted, _ body: @Sendable (Transaction) async throws -> Output
  ) async throws -> Output {
    try await script("begin isolation level \(isolation.rawValue) \(readOnly ? "read only" : "read write")")
    let output: Output
    do {
      output = try await body(Transaction(connection: self))
    } catch {
      // The rollback must reach the server even when this task was cancelled.
      await Task.detached { try? await self.script("rollback") }.value
      throw error
    }
    // COMMIT of a failed transaction is answered with success and undoes everything: a swallowed fault must not pass for done.
    guard !hasFailed else {
      try await script("rollback")
      throw PostgresError(.server, "a statement failed and its fault was not passed on", sqlstate: "25P02")
    }
    do {
      try await script("commit")
    } catch let error as PostgresError where error.kind == .connection {
      throw PostgresError(.commitUnknown, error.message, sqlstate: error.sqlstate)
    }
    return output
  }
}
