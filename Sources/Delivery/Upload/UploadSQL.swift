import Sharing

/// The statements of an upload. Pure. `coming` holds the new version aside until it takes the old one's place.
struct UploadSQL: Sendable {
  let table: String
  let columns: [SheetTable.Column]

  init(_ table: String, _ columns: [SheetTable.Column]) { (self.table, self.columns) = (SQL.name("public", table), columns) }

  private var keys: [String] { columns.filter(\.isKey).map(\.name) }
  private var names: String { SQL.list(columns.map(\.name)) }
  private var definitions: String { columns.map { "\(SQL.name($0.name)) \($0.type.landing)" }.joined(separator: ", ") }
  private var key: String { keys.isEmpty ? "" : ", primary key (\(SQL.list(keys)))" }

  /// One upload of a department at a time.
  static let lock = "select pg_catalog.pg_advisory_xact_lock(7205)"
  var make: String { "create table if not exists \(table) (\(definitions)\(key))" }
  var makeComing: String { "create temp table coming (\(definitions)\(key)) on commit drop" }
  var takeComing: String { "copy pg_temp.coming (\(names)) from stdin" }

  /// Rows; new, other, gone.
  var change: String {
    let same = keys.map { "o.\(SQL.name($0)) = c.\(SQL.name($0))" }.joined(separator: " and ")
    guard !keys.isEmpty else {
      return "select (select count(*) from pg_temp.coming) as rows, (select count(*) from pg_temp.coming), 0::int8, (select count(*) from \(table))"
    }
    let values = columns.map { "\(SQL.name($0.name))" }
    let row = { (alias: String) in "(\(values.map { "\(alias).\($0)" }.joined(separator: ", ")))" }
    let first = SQL.name(keys[0])
    return """
      select count(c.\(first)), count(*) filter (where o.\(first) is null),
             count(*) filter (where o.\(first) is not null and c.\(first) is not null and \(row("o")) is distinct from \(row("c"))),
             count(*) filter (where c.\(first) is null)
      from pg_temp.coming c
      full join \(table) o on \(same)
      """
  }

  /// Rows are deleted and put anew rather than truncated: a snapshot from before still sees them.
  var replace: String { "delete from \(table); insert into \(table) (\(names)) select \(names) from pg_temp.coming" }
}
