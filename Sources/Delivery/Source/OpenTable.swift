import Postgres

/// Where the granted rows of a table are read: in the provider's own PostgreSQL, or aside, where a reader has just brought them.
struct OpenTable: Sendable {
  let connection: Connection
  let place: TableName
  /// The columns as the provider's catalogue has them; nil where `connection` leads to that catalogue.
  var foreign: [SourceColumn]?

  /// Nothing but granted rows is there.
  var isGrantedAlone: Bool { foreign != nil }

  func columns(_ reading: Transaction) async throws -> [SourceColumn] {
    if let foreign { return foreign }
    return try await reading.all(SourceStatements.columns, place.schema, place.table)
  }
}
