import JSONText
import Postgres
import Seals
import Sharing

/// The statement of a form of call of a table interface. Pure: columns come from the source's catalogue, values go as parameters.
struct TableQuery: Sendable {
  /// What calls have in common that need the same statement.
  struct Form: Sendable, Hashable {
    let items: [String]
    /// Parameters that the call gives, in its order.
    let names: [String]
    /// It goes on after a page.
    let goesOn: Bool
    /// Most rows of an answer; one more is asked for, to know whether there is a next page.
    let rows: Int
  }

  /// What is wrong with a call or with the table.
  enum Flaw: Error, Hashable {
    /// The table has no such column, or there is no table.
    case noColumn(String)
    case badPage
  }

  let sql: String
  let statement: Statement<TableRow, [String]>
  let key: [TableColumn]
  /// The call gives the whole key: there is one row at most.
  let isLookUp: Bool

  init(_ place: TablePlace, _ columns: [TableColumn], _ form: Form) throws(Flaw) {
    func column(_ name: String) throws(Flaw) -> TableColumn {
      guard let found = columns.first(where: { $0.name == name }) else { throw .noColumn(name) }
      return found
    }
    let key = columns.filter { $0.keyPlace > 0 }.sorted { $0.keyPlace < $1.keyPlace }
    var count = 0
    func value(_ type: String) -> String {
      count += 1
      return "($1::pg_catalog.text[])[\(count)]::\(type)"
    }
    var conditions: [String] = []
    for name in form.names {
      let column = try column(name)
      conditions.append("\(Self.quoted(column.name)) = \(value(column.type))")
    }
    if form.goesOn {
      guard !key.isEmpty else { throw .badPage }
      let right = key.map { value($0.type) }
      conditions.append("(\(key.map { Self.quoted($0.name) }.joined(separator: ", "))) > (\(right.joined(separator: ", ")))")
    }
    var names: [String] = []
    for item in form.items { names.append(Self.quoted(try column(item).name)) }
    let order = key.isEmpty ? names : key.map { Self.quoted($0.name) }
    let keyTexts = key.map { "\(Self.quoted($0.name))::pg_catalog.text" }.joined(separator: ", ")
    sql = """
      select (select pg_catalog.row_to_json(answer) from (select \(names.map { "chosen.\($0)" }.joined(separator: ", "))) as answer)::pg_catalog.text,
             array[\(keyTexts)]::pg_catalog.text[]
      from \(Self.quoted(place.schema)).\(Self.quoted(place.table)) as chosen
      where \(conditions.isEmpty ? "true" : conditions.joined(separator: "\n  and "))
      order by \(order.joined(separator: ", "))
      limit \(form.rows + 1)
      """
    statement = Statement("table.\(hex(Array(SM3.hash(Array(sql.utf8)).prefix(12))))", sql)
    self.key = key
    isLookUp = !key.isEmpty && key.allSatisfy { form.names.contains($0.name) }
  }

  /// The values of one call, in the statement's order.
  func values(_ parameters: [CallParameter], after: String?) throws(Flaw) -> [String] {
    let given = parameters.map(\.value)
    guard let after else { return given }
    guard let bytes = Base64URL.decode(after), let last = (try? JSON.parse(bytes))?.strings, last.count == key.count, !key.isEmpty else { throw .badPage }
    return given + last
  }

  /// The token of the page after a row.
  static func next(after key: [String]) -> String { Base64URL.encode(JSON(key).bytes) }

  private static func quoted(_ name: String) -> String {
    var out = "\""
    for scalar in name.unicodeScalars where scalar.value != 0 { out += scalar == "\"" ? "\"\"" : String(scalar) }
    return out + "\""
  }
}
