/// What can be asked of a connection, inside or outside a transaction.
package protocol Queries: Sendable {
  /// Every row.
  func all<Row: PostgresRow, each P: PostgresValue>(_ statement: Statement<Row, repeat each P>, _ parameters: repeat each P) async throws -> [Row]
  /// Rows that the statement changed or answered.
  func run<Row: PostgresRow, each P: PostgresValue>(_ statement: Statement<Row, repeat each P>, _ parameters: repeat each P) async throws -> Int
  /// Several statements in the simple protocol: migrations only.
  func script(_ sql: String) async throws
}

extension Queries {
  /// The first row, if any.
  package func first<Row: PostgresRow, each P: PostgresValue>(_ statement: Statement<Row, repeat each P>, _ parameters: repeat each P) async throws -> Row? {
    try await all(statement, repeat each parameters).first
  }

  /// The row that must be there.
  package func one<Row: PostgresRow, each P: PostgresValue>(_ statement: Statement<Row, repeat each P>, _ parameters: repeat each P) async throws -> Row {
    guard let row = try await all(statement, repeat each parameters).first else {
      throw PostgresError(.noRow, "no row", statement: statement.name)
    }
    return row
  }
}
