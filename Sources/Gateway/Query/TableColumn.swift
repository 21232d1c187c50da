package import Postgres

/// A column as the source's catalogue has it.
struct TableColumn: PostgresRow, Hashable {
  let name: String
  /// With its modifiers, as it may stand in a cast.
  let type: String
  /// Place in the primary key, from 1; 0 outside it.
  let keyPlace: Int32

  init(name: String, type: String, keyPlace: Int32) {
    self.name = name
    self.type = type
    self.keyPlace = keyPlace
  }
  init(from row: inout RowReader) throws {
    name = try row.next()
    type = try row.next()
    keyPlace = try row.next()
  }
}

/// A row of the answer: its JSON, and the text of its key.
struct TableRow: PostgresRow {
  let json: String, key: [String]
  init(from row: inout RowReader) throws {
    json = try row.next()
    key = try row.next()
  }
}

/// What the gateway asks of a provider's database beyond the declared query itself.
package enum TableStatements {
  static let columns = Statement<TableColumn, String, String>(
    "table.columns",
    """
    select a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod),
           coalesce((select pg_catalog.array_position(i.indkey::pg_catalog.int2[], a.attnum) + 1
                     from pg_catalog.pg_index i where i.indrelid = c.oid and i.indisprimary), 0)::pg_catalog.int4
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid
    where n.nspname = $1 and c.relname = $2 and c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped
    order by a.attnum
    """)

  package static let all: [AnyStatement] = [columns.any]
}
