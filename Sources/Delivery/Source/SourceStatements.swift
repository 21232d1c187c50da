package import Postgres

/// What Delivery asks of a provider's database. Names are looked up there as parameters and only then stand, quoted, in other statements.
package enum SourceStatements {
  /// The columns of a table or view, in their order. Domains count as what they are made of.
  static let columns = Statement<SourceColumn, String, String>(
    "source.columns",
    """
    with recursive attribute as (
      select a.attrelid, a.attnum, a.attname, a.attnotnull, a.atttypid as type, a.atttypmod as modifier
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a on a.attrelid = c.oid
      where n.nspname = $1 and c.relname = $2 and c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped
      union all
      select b.attrelid, b.attnum, b.attname, b.attnotnull or t.typnotnull, t.typbasetype,
             case when b.modifier >= 0 then b.modifier else t.typtypmod end
      from attribute b
      join pg_catalog.pg_type t on t.oid = b.type and t.typtype = 'd'
    )
    select b.attname::text,
           case when k.nspname <> 'pg_catalog' then 'text'
                when t.typname in ('int2', 'int4', 'int8') then 'integer'
                when t.typname in ('float4', 'float8', 'numeric') then 'number'
                when t.typname = 'date' then 'date'
                when t.typname in ('timestamp', 'timestamptz') then 'timestamp'
                when t.typname = 'bool' then 'boolean'
                else 'text' end,
           exists (select from pg_catalog.pg_index i where i.indrelid = b.attrelid and i.indisprimary and b.attnum = any (i.indkey)),
           pg_catalog.col_description(b.attrelid, b.attnum),
           b.attnotnull,
           case when k.nspname = 'pg_catalog' and t.typname in (
                  'int2', 'int4', 'int8', 'float4', 'float8', 'numeric', 'bool', 'text', 'varchar', 'bpchar', 'date', 'time', 'timetz', 'timestamp',
                  'timestamptz', 'interval', 'uuid', 'bytea', 'json', 'jsonb', 'inet', 'cidr', 'macaddr', '_text', '_int4', '_int8')
                then pg_catalog.format_type(b.type, b.modifier) end
    from attribute b
    join pg_catalog.pg_type t on t.oid = b.type and t.typtype <> 'd'
    join pg_catalog.pg_namespace k on k.oid = t.typnamespace
    order by b.attnum
    """)

  /// Tables that the login may read, outside the system's own schemas.
  static let readable = Statement<TableName>(
    "source.readable",
    """
    select n.nspname::text, c.relname::text
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f')
      and n.nspname <> 'information_schema'
      and n.nspname !~ '^pg_'
      and pg_catalog.has_schema_privilege(n.oid, 'usage')
      and pg_catalog.has_table_privilege(c.oid, 'select')
    order by n.nspname, c.relname
    limit 1000
    """)

  /// Texts have the same bytes there as with us. Without an encoding of its own a database hands out the bytes as they are.
  static let isUnicode = Statement<Bool>("source.unicode", "select current_setting('server_encoding') in ('UTF8', 'SQL_ASCII')")

  package static let all: [AnyStatement] = [columns.any, readable.any, isUnicode.any, RowHash.knowsRecords.any]
}

/// A table as the source's catalogue names it.
struct TableName: PostgresRow, Hashable {
  let schema: String, table: String
  init(_ schema: String, _ table: String) { (self.schema, self.table) = (schema, table) }
  var quoted: String { SQL.name(schema, table) }
  init(from row: inout RowReader) throws {
    schema = try row.next()
    table = try row.next()
  }
}
