package import JSONText
package import Postgres
import SourceReader

/// A column as the source's own catalogue has it.
package struct SourceColumn: PostgresRow, Hashable {
  package let name: String
  /// As an item is declared: integer, number, text, date, timestamp, boolean.
  package let type: String
  package let isKey: Bool
  package let comment: String?
  /// Cannot be null.
  package let isRequired: Bool
  /// The type to land with, when it is one that every PostgreSQL has; nil lands as text.
  let landingType: String?

  package init(from row: inout RowReader) throws {
    name = try row.next()
    type = try row.next()
    isKey = try row.next()
    comment = try row.next()
    isRequired = try row.next()
    landingType = try row.next()
  }

  /// A column of a database that is read through its ODBC driver.
  init(_ column: ReaderColumn) {
    (name, type, isKey, comment) = (column.name, column.type, column.isKey, column.comment)
    (isRequired, landingType) = (column.isRequired, column.landing)
  }

  /// As an item of a catalogue: `{"name", "label", "type", "key", "required"}`.
  package var item: JSON {
    ["name": .string(name), "label": .string(comment ?? name), "type": .string(type), "key": .bool(isKey), "required": .bool(isRequired)]
  }

  /// Whether the column holds what was declared. A number may be whole; anything can be given as text.
  func fits(_ declared: String) -> Bool { declared == type || declared == "text" || declared == "number" && type == "integer" }
}
