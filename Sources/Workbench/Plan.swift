package import Postgres

extension Connection {
  /// How the database would carry out a statement with these values, written as SQL: the lines of `explain` as one text.
  package func explain(_ statement: AnyStatement?, _ values: [String]) async throws -> String {
    guard let statement else { throw PostgresError(.noRow, "no such statement") }
    var types: [String] = []
    for oid in statement.parameterOIDs { types.append(try await one(Self.typeName, Int64(oid))) }
    try await script("prepare plan_of (\(types.joined(separator: ", "))) as \(statement.sql)")
    let sql = "explain (costs off) execute plan_of(\(values.joined(separator: ", ")))"
    // A connection keeps what it prepared by its name.
    let lines = try await all(Statement<String>("plan.\(UInt64.random(in: 0..<UInt64.max))", sql))
    try await script("deallocate plan_of")
    return lines.joined(separator: "\n")
  }

  private static let typeName = Statement<String, Int64>("plan.type", "select format_type($1::oid, null)")
}
