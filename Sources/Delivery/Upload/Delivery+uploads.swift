import Logging
package import Postgres
package import Sharing
import SourceReader
import Vocabulary

extension Delivery {
  /// Tables that a department uploads (上传表) are kept in a database of its own beside the landing areas; from there they are read like any
  /// other provider's table, by a role that sees nothing else.
  func openUploads(_ department: String) async throws -> Connection {
    let name = landing.uploads(department)
    let connection = try await Connection.open(landing.connection(name))
    do {
      try await connection.script("\(TableShape.sessionSettings); set role \(SQL.name(name))")
      return connection
    } catch {
      await connection.close()
      throw error
    }
  }

  /// The columns of an uploaded table as its last version has them; empty where there is none.
  package func uploaded(_ table: String, of department: String) async throws -> [SheetTable.Column] {
    try await makeUploads(department)
    return try await withUploads(department) { try await Self.known($0, table) }
  }

  /// Makes a sheet the table's next version, in one step for whoever reads it: a delivery under way goes on with the version before.
  ///
  /// - Parameter isTrial: only says what would change.
  package func upload(_ sheet: SheetTable, as table: String, of department: String, isTrial: Bool) async throws -> UploadChange {
    try await makeUploads(department)
    return try await withUploads(department) { connection in
      let sql = UploadSQL(table, sheet.columns)
      try await connection.script("begin; \(UploadSQL.lock)")
      do {
        try await connection.script(sql.make)
        guard try await Self.known(connection, table) == sheet.columns else {
          throw Refused(Refusal("upload.overtaken", .state, "这张表刚被另一次上传改变,请重新上传", "EX-7b"))
        }
        try await connection.script(sql.makeComing)
        let bytes = Self.copyText(sheet)
        _ = try await connection.copyIn(sql.takeComing) { writer in
          for start in stride(from: 0, to: bytes.count, by: 1 << 18) { try await writer.write(Array(bytes[start..<min(start + 1 << 18, bytes.count)])) }
        }
        let change = try await connection.one(Statement<UploadChange>("upload.change", sql.change))
        try await connection.script("\(sql.replace); \(isTrial ? "rollback" : "commit")")
        return change
      } catch {
        try? await connection.script("rollback")
        throw error
      }
    }
  }

  private func withUploads<Output: Sendable>(_ department: String, _ body: @Sendable (Connection) async throws -> Output) async throws -> Output {
    let connection = try await openUploads(department)
    do {
      let output = try await body(connection)
      await connection.close()
      return output
    } catch {
      await connection.close()
      throw error
    }
  }

  private static func known(_ connection: Connection, _ table: String) async throws -> [SheetTable.Column] {
    try await connection.all(SourceStatements.columns, "public", table).compactMap { column in
      SheetType(rawValue: column.type).map { SheetTable.Column(column.name, $0, isKey: column.isKey) }
    }
  }

  private static func copyText(_ sheet: SheetTable) -> [UInt8] {
    var text = CopyText()
    for row in sheet.rows {
      for (place, cell) in row.enumerated() { text.add(cell.map { Array($0.utf8)[...] }, isFirst: place == 0, isBinary: false) }
      text.endRow()
    }
    return text.bytes
  }

  private func makeUploads(_ department: String) async throws {
    let name = landing.uploads(department)
    try await onServer { server in
      _ = try await server.run(LandingStatements.lockServer, 7204)
      if try await server.one(LandingStatements.roleExists, name) == false {
        try await server.script("create role \(SQL.name(name)) nologin noinherit; grant \(SQL.name(name)) to current_user")
      }
      guard try await server.one(LandingStatements.databaseExists, name) == false else { return }
      try await server.script("create database \(SQL.name(name)) template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'")
      let database = try await Connection.open(landing.connection(name))
      do {
        try await database.script(
          """
          revoke all on database \(SQL.name(name)) from public;
          grant temporary on database \(SQL.name(name)) to \(SQL.name(name));
          grant usage, create on schema public to \(SQL.name(name))
          """)
        await database.close()
      } catch {
        await database.close()
        throw error
      }
      logger.info("uploads opened", metadata: ["department": "\(department)"])
    }
  }
}

/// What an upload changes. Without a key every row counts as new, and those before as gone.
package struct UploadChange: PostgresRow, Sendable, Hashable {
  package let rows: Int64, inserted: Int64, updated: Int64, deleted: Int64
  package init(from row: inout RowReader) throws {
    rows = try row.next()
    inserted = try row.next()
    updated = try row.next()
    deleted = try row.next()
  }
}
