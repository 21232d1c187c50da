import JSONText
import Seals
import Sharing

/// The statement of one call of a table interface, and its values. Pure: columns come from the source's catalogue, values go as parameters.
struct TableQuery: Sendable, Hashable {
  /// What is wrong with a call or with the table.
  enum Flaw: Error, Hashable {
    /// The table has no such column, or there is no table.
    case noColumn(String)
    case badPage
  }

  let sql: String
  let values: [String]
  let key: [TableColumn]

  /// - Parameter rows: at most so many; one more is asked for, to know whether there is a next page.
  init(_ place: TablePlace, _ columns: [TableColumn], items: [String], parameters: [CallParameter], after: String?, rows: Int) throws(Flaw) {
    func column(_ name: String) throws(Flaw) -> TableColumn {
      guard let found = columns.first(where: { $0.name == name }) else { throw .noColumn(name) }
      return found
    }
    let key = columns.filter { $0.keyPlace > 0 }.sorted { $0.keyPlace < $1.keyPlace }
    var values: [String] = []
    func value(_ text: String, _ type: String) -> String {
      values.append(text)
      return "($1::pg_catalog.text[])[\(values.count)]::\(type)"
    }
    var conditions: [String] = []
    for parameter in parameters {
      let column = try column(parameter.name)
      conditions.append("\(Self.quoted(column.name)) = \(value(parameter.value, column.type))")
    }
    if let after {
      guard let bytes = Base64URL.decode(after), let last = (try? JSON.parse(bytes))?.strings, last.count == key.count, !key.isEmpty else { throw .badPage }
      let left = key.map { Self.quoted($0.name) }.joined(separator: ", ")
      let right = zip(key, last).map { value($1, $0.type) }.joined(separator: ", ")
      conditions.append("(\(left)) > (\(right))")
    }
    var names: [String] = []
    for item in items { names.append(Self.quoted(try column(item).name)) }
    let order = key.isEmpty ? names : key.map { Self.quoted($0.name) }
    let keyTexts = key.map { "\(Self.quoted($0.name))::pg_catalog.text" }.joined(separator: ", ")
    sql = """
      select (select pg_catalog.row_to_json(answer) from (select \(names.map { "chosen.\($0)" }.joined(separator: ", "))) as answer)::pg_catalog.text,
             array[\(keyTexts)]::pg_catalog.text[]
      from \(Self.quoted(place.schema)).\(Self.quoted(place.table)) as chosen
      where \(conditions.isEmpty ? "true" : conditions.joined(separator: "\n  and "))
      order by \(order.joined(separator: ", "))
      limit \(rows + 1)
      """
    self.values = values
    self.key = key
  }

  /// The token of the page after a row.
  static func next(after key: [String]) -> String { Base64URL.encode(JSON(key).bytes) }

  private static func quoted(_ name: String) -> String {
    var out = "\""
    for scalar in name.unicodeScalars where scalar.value != 0 { out += scalar == "\"" ? "\"\"" : String(scalar) }
    return out + "\""
  }
}
