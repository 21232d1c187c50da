/// One SQL statement with its name and the types of its parameters and rows. Prepared on first use of each connection.
///
///     static let lock = Statement<CaseRow, Int64>("case.lock", "select … from case_file where id = $1 for update")
package struct Statement<Row: PostgresRow, each P: PostgresValue>: Sendable {
  package let name: String
  package let sql: String

  package init(_ name: String, _ sql: String) {
    self.name = name
    self.sql = sql
  }

  package var parameterOIDs: [UInt32] {
    var oids: [UInt32] = []
    repeat oids.append((each P).oid)
    return oids
  }

  func encode(_ parameters: repeat each P) -> [[UInt8]?] {
    var values: [[UInt8]?] = []
    repeat values.append((each parameters).encode())
    return values
  }

  /// For lists of all statements of a room.
  package var any: AnyStatement {
    AnyStatement(name: name, sql: sql, parameterOIDs: parameterOIDs) {
      var reader = RowReader()
      _ = try Row(from: &reader)
      return reader.asked
    }
  }
}

/// A statement without its Swift types: what a test needs to prepare and compare it.
package struct AnyStatement: Sendable {
  package let name: String
  package let sql: String
  package let parameterOIDs: [UInt32]
  /// The column types that the Swift side reads; empty when it reads none.
  package let columnOIDs: @Sendable () throws -> [UInt32]
}
