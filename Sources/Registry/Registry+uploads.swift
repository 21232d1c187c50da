package import Accounts
package import JSONText
package import Postgres
package import Records
import Seals
package import Vocabulary

extension Registry {
  /// Notes which file became a table's version, and has it delivered to whoever uses the table. The data may be newer than the note when a crash came between: the same upload, repeated, changes
  /// nothing and writes the note.
  package func keepUpload(
    _ table: String, file: String, body: [UInt8], _ change: JSON, into source: SourceRow, by person: Person, in work: Work
  ) async throws {
    func count(_ name: String) -> Int64 { Int64(change[name]?.int ?? 0) }
    let id = try await work.tx.one(
      UploadStatements.keep, source.id, table, file, Int64(body.count), SM3.hash(body), count("rows"), count("inserted"), count("updated"),
      count("deleted"), person.id, work.now.stamp)
    for resource in try await work.tx.all(UploadStatements.resources, source.id, table) { try await deliver(resource: resource, in: work) }
    work.note("source.upload", "source:\(source.id)", ["upload": JSON(id), "table": .string(table), "rows": JSON(count("rows"))])
  }

  /// The newest hundred.
  package func uploads(of source: SourceRow) async throws -> [UploadRow] {
    try await records.pool.with { try await $0.all(UploadStatements.list, source.id) }
  }
}

/// One upload of a table's version.
package struct UploadRow: PostgresRow {
  package let id: Int64, table: String, file: String, bytes: Int64, sm3: String, rows: Int64, inserted: Int64, updated: Int64, deleted: Int64
  package let by: String, at: Instant

  package init(from row: inout RowReader) throws {
    (id, table, file, bytes) = (try row.next(), try row.next(), try row.next(), try row.next())
    (sm3, rows, inserted, updated, deleted) = (try row.next(), try row.next(), try row.next(), try row.next(), try row.next())
    by = try row.next()
    at = Instant(microseconds: try (row.next() as Timestamp).microseconds)
  }
}

/// What the register of uploads is asked.
package enum UploadStatements {
  static let keep = Statement<Int64, Int64, String, String, Int64, [UInt8], Int64, Int64, Int64, Int64, Int64, Timestamp>(
    "upload.keep",
    """
    insert into upload (source, table_name, file, bytes, sm3, rows, inserted, updated, deleted, uploaded_by, uploaded_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    returning id
    """)
  static let resources = Statement<Int64, Int64, String>(
    "upload.resources", "select id from resource where source = $1 and detail ->> 'table' = $2 order by id")
  static let list = Statement<UploadRow, Int64>(
    "upload.list",
    """
    select u.id, u.table_name, u.file, u.bytes, encode(u.sm3, 'hex'), u.rows, u.inserted, u.updated, u.deleted, a.name, u.uploaded_at
    from upload u
    join account a on a.id = u.uploaded_by
    where u.source = $1
    order by u.id desc
    limit 100
    """)

  package static let all: [AnyStatement] = [keep.any, resources.any, list.any]
}
