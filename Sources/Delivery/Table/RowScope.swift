import Sharing

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
    let bounds = ScopeValues.of(due.scope)
    var conditions: [String] = []
    for bound in bounds {
      guard due.items.contains(where: { SQL.isSame($0.name, bound.name) }), let column = found.first(where: { SQL.isSame($0.name, bound.name) }) else {
        throw DeliveryFault(.exchange, "授权的数据范围中有资源没有的数据项:\(bound.name)")
      }
      let values = bound.values.map { SQL.text($0) }.joined(separator: ", ")
      let name = SQL.name(column.name) + (column.landingType == nil ? "::pg_catalog.text" : "")
      conditions.append(values.isEmpty ? "false" : "\(name) = any (array[\(values)]::\(column.landingType ?? "text")[])")
    }
    columns = bounds.map(\.name)
    condition = conditions.isEmpty ? nil : conditions.joined(separator: " and ")
  }
}
