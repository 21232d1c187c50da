import JSONText

/// Which rows of a table were granted (数据范围): those whose items have one of the granted values. Pure.
///
/// What cannot be understood opens nothing: an item that is not declared, or is not in the table, fails the delivery; an item without values lets
/// no row pass.
struct RowScope: Sendable {
  /// Columns that the condition asks, granted or not.
  let columns: [String]
  /// nil for all rows.
  let condition: String?

  init(_ due: DueRow, _ found: [SourceColumn]) throws {
    let members = due.scope.object?.members ?? []
    var conditions: [String] = []
    for member in members {
      guard due.items.contains(where: { SQL.isSame($0.name, member.name) }), let column = found.first(where: { SQL.isSame($0.name, member.name) }) else {
        throw DeliveryFault(.exchange, "授权的数据范围中有资源没有的数据项:\(member.name)")
      }
      let values = Self.texts(member.value).map { SQL.text($0) }.joined(separator: ", ")
      let name = SQL.name(column.name) + (column.landingType == nil ? "::pg_catalog.text" : "")
      conditions.append(values.isEmpty ? "false" : "\(name) = any (array[\(values)]::\(column.landingType ?? "text")[])")
    }
    columns = members.map(\.name)
    condition = conditions.isEmpty ? nil : conditions.joined(separator: " and ")
  }

  private static func texts(_ value: JSON) -> [String] {
    switch value {
    case .string(let text): [text]
    case .number(let literal): [literal]
    case .bool(let flag): [flag ? "true" : "false"]
    case .array(let values): values.flatMap(texts)
    case .null, .object: []
    }
  }
}
