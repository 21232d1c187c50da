import ODBC

/// Reads the granted columns of the granted rows at one instant, writes them out as they come, and lets the server say what there was.
///
/// The driver of MariaDB keeps a whole answer in memory. So a table with a key is read page by page in the key's order; where a page ends
/// stands in variables of the server's session, so that a key which was not granted never leaves it.
struct RowReading {
  private let session: Session, dialect: Dialect, columns: [ReaderColumn]
  private let values: [String], table: String, conditions: [String], bound: [String]
  /// Quoted names of the key's columns; empty where pages are not wanted or not possible.
  private let key: [String]
  private let schema: String, name: String

  /// Bytes that are written at a time, and that a page of rows should come to.
  private static let piece = 1 << 18, page = 1 << 24

  init(
    _ session: Session, _ dialect: Dialect, _ schema: String, _ table: String, _ columns: [ReaderColumn], key: [String], _ bounds: [ReaderRequest.Bound]
  ) {
    (self.session, self.dialect, self.columns, self.schema, self.name) = (session, dialect, columns, schema, table)
    let mark = session.info(.quote).filter { $0 != " " }
    func quoted(_ text: String) -> String { mark.isEmpty ? text : mark + text.replacing(mark, with: mark + mark) + mark }
    values = columns.map { dialect.text($0, quoted($0.name)) }
    conditions = bounds.map { bound in
      bound.values.isEmpty ? "1 = 0" : "\(quoted(bound.column)) in (\(bound.values.map { _ in "?" }.joined(separator: ", ")))"
    }
    self.table = "\(quoted(schema)).\(quoted(table))"
    bound = bounds.flatMap(\.values)
    self.key = dialect == .mysql ? key.map(quoted) : []
  }

  func run() throws(ODBCError) -> ReaderReport {
    for statement in dialect.opening { _ = try session.run(statement) }
    var digest = RowDigest()
    if key.isEmpty { try read([], &digest) } else { try readPages(&digest) }
    let tally = try session.run(dialect.tally(values, from: rows([])), bound)
    guard try tally.next(), let count = try tally.text(1).flatMap({ Int($0) }) else { throw ODBCError(state: "HY000", message: "no tally") }
    let theirs = dialect == .mysql ? try tally.text(2) : nil
    return .read(rows: digest.rows, digest: digest.text, serverRows: count, serverDigest: theirs)
  }

  private func rows(_ more: [String]) -> String {
    let all = conditions + more
    return table + (all.isEmpty ? "" : " where \(all.joined(separator: " and "))")
  }

  private func readPages(_ digest: inout RowDigest) throws(ODBCError) {
    let size = try pageRows()
    let order = key.joined(separator: ", ")
    let (last, next) = (key.indices.map { "@last\($0)" }, key.indices.map { "@next\($0)" })
    var below: [String] = []
    while true {
      _ = try session.run("set \(next.map { "\($0) = null" }.joined(separator: ", "))")
      let from = below.isEmpty ? table : "\(table) where \(below[0])"
      _ = try session.run("select \(order) into \(next.joined(separator: ", ")) from \(from) order by \(order) limit 1 offset \(size - 1)")
      let asked = try session.run("select cast(\(next[0]) is null as char)")
      guard try asked.next(), try asked.text(1) == "0" else { return try read(below, &digest) }
      try read(below + ["not \(dialect.isAfter(key, next))"], &digest)
      _ = try session.run("set \(zip(last, next).map { "\($0) = \($1)" }.joined(separator: ", "))")
      below = [dialect.isAfter(key, last)]
    }
  }

  /// So many rows that they come to about a page, by what the server keeps of their length.
  private func pageRows() throws(ODBCError) -> Int {
    let found = try session.run("select cast(avg_row_length as char) from information_schema.tables where table_schema = ? and table_name = ?", [schema, name])
    let length = try found.next() ? try found.text(1).flatMap { Int($0) } ?? 0 : 0
    return min(50_000, max(50, Self.page / max(64, length)))
  }

  private func read(_ more: [String], _ digest: inout RowDigest) throws(ODBCError) {
    let found = try session.run("select \(values.joined(separator: ", ")) from \(rows(more))", bound)
    var out = CopyText()
    while try found.next() {
      digest.begin()
      for (place, column) in columns.enumerated() {
        let value = try digest.take { bytes throws(ODBCError) in
          if dialect == .mysql { return try found.bytes(place + 1, into: &bytes) }
          guard let text = try found.text(place + 1) else { return false }
          bytes.append(contentsOf: text.utf8)
          return true
        }
        out.add(value, isFirst: place == 0, isBinary: column.isBinary)
      }
      digest.end()
      out.endRow()
      if out.bytes.count >= Self.piece {
        ReaderProgram.write(out.bytes, to: 1)
        out.clear()
      }
    }
    ReaderProgram.write(out.bytes, to: 1)
  }
}
