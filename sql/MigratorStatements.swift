package import Postgres

struct AppliedRow: PostgresRow {
  let name: String, hash: [UInt8]
  init(from row: inout RowReader) throws {
    name = try row.next()
    hash = try row.next()
  }
}

package enum MigratorStatements {
  static let lock = Statement<NoRow>("migration.lock", "select from pg_advisory_lock(7203)")
  static let unlock = Statement<NoRow>("migration.unlock", "select from pg_advisory_unlock(7203)")
  static let applied = Statement<AppliedRow>("migration.applied", "select name, hash from schema_migration order by name")
  static let note = Statement<NoRow, String, [UInt8]>("migration.note", "insert into schema_migration (name, hash) values ($1, $2)")
  static let install = Statement<NoRow, Bool>("installation.make", "insert into installation (rehearsal) values ($1)")
  static let installed = Statement<Bool>("installation.made", "select exists (select from installation)")
  static let setting = Statement<String, String>("setting.server", "select current_setting($1)")
  static let ctype = Statement<String>("database.ctype", "select datctype::text from pg_database where datname = current_database()")

  package static let all: [AnyStatement] = [lock.any, unlock.any, applied.any, note.any, install.any, installed.any, setting.any, ctype.any]
}
