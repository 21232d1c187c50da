import JSONText

/// Which table a table interface asks (EX-9). Names are looked up in the source's own catalogue before they stand in a statement.
struct TablePlace: Sendable, Hashable {
  let schema: String, table: String

  /// - Parameter detail: of `resource`; nil when the interface has another form.
  init?(_ detail: JSON) {
    guard detail["form"]?.string == "query", let schema = detail["schema"]?.string, let table = detail["table"]?.string else { return nil }
    self.schema = schema
    self.table = table
  }
}
