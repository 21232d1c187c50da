import ODBC

/// What one family of servers does otherwise than the others. Pure.
enum Dialect: Sendable, Hashable {
  /// MariaDB and MySQL: the server itself counts and sums up what it gives.
  case mysql
  /// Any other: the server counts.
  case plain

  init(server: String) {
    let name = server.lowercased()
    self = name.contains("mariadb") || name.contains("mysql") ? .mysql : .plain
  }

  /// What a provider calls the schema: a database of MariaDB, a schema elsewhere.
  func place(_ schema: String) -> (catalogue: String?, schema: String?) {
    switch self {
    case .mysql: (schema, nil)
    case .plain: (nil, schema)
    }
  }

  /// Said before anything is read: one instant for all that is read, and texts and times the same everywhere.
  var opening: [String] {
    switch self {
    case .mysql:
      [
        "set time_zone = '+00:00'", "set net_write_timeout = 3600",
        "set transaction isolation level repeatable read", "start transaction with consistent snapshot, read only",
      ]
    case .plain: []
    }
  }

  /// Whether the link is; what cannot be told counts as not.
  func isEncrypted(_ session: Session) throws(ODBCError) -> Bool {
    guard self == .mysql else { return false }
    let rows = try session.run("show session status like 'Ssl_cipher'")
    guard try rows.next() else { return false }
    _ = try rows.text(1)
    return try rows.text(2)?.isEmpty == false
  }

  /// A value as text, so that what the driver gives and what the server sums up are the same bytes.
  func text(_ column: ReaderColumn, _ name: String) -> String {
    guard self == .mysql else { return name }
    if column.isBinary { return "hex(\(name))" }
    if column.landing == "boolean" || column.landing == "numeric(20,0)" { return "cast(\(name) + 0 as char)" }
    return column.landing == "text" ? "convert(\(name) using utf8mb4)" : "cast(\(name) as char)"
  }

  /// Whether a row's key lies behind another one, column by column.
  func isAfter(_ key: [String], _ other: [String]) -> String {
    let conditions = key.indices.map { last in
      (key[..<last].indices.map { "\(key[$0]) = \(other[$0])" } + ["\(key[last]) > \(other[last])"]).joined(separator: " and ")
    }
    return "(\(conditions.map { "(\($0))" }.joined(separator: " or ")))"
  }

  /// The server's own count and digest of rows, to be held against what was read. The digest is the sum over the rows of the first 60 bits of
  /// SHA-256, each row spelled as `RowDigest` does.
  func tally(_ values: [String], from rows: String) -> String {
    guard self == .mysql else { return "select count(*) from \(rows)" }
    let fields = values.map { "ifnull(concat('=', \($0)), '~')" }.joined(separator: ", ")
    return "select cast(count(*) as char), cast(ifnull(sum(cast(conv(left(sha2(concat_ws(char(31), \(fields)), 256), 15), 16, 10) as unsigned)), 0) as char) from \(rows)"
  }
}
