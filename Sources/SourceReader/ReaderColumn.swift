package import JSONText
import ODBC

/// A column of a foreign table: what it holds, and with which type it lands.
package struct ReaderColumn: Sendable, Hashable {
  package let name: String
  /// As an item is declared: integer, number, text, date, timestamp, boolean.
  package let type: String
  /// A type that every PostgreSQL has.
  package let landing: String
  package let isKey: Bool, isRequired: Bool
  package let comment: String?

  init(_ column: Column, isKey: Bool) {
    name = column.name
    (type, landing) = Self.types(column)
    self.isKey = isKey
    isRequired = !column.isNullable
    comment = column.remarks.isEmpty ? nil : column.remarks
  }

  var isBinary: Bool { landing == "bytea" }

  /// By the server's own name where ODBC's number says too little, else by the number.
  private static func types(_ column: Column) -> (String, String) {
    let name = column.typeName.lowercased()
    let isUnsigned = name.contains("unsigned")
    if name.hasPrefix("bit") { return column.size <= 1 ? ("boolean", "boolean") : ("integer", "numeric(20,0)") }
    if name.hasPrefix("year") { return ("integer", "smallint") }
    switch column.type {
    case -7: return ("boolean", "boolean")
    case -6: return ("integer", "smallint")
    case 5: return ("integer", isUnsigned ? "integer" : "smallint")
    case 4: return ("integer", isUnsigned ? "bigint" : "integer")
    case -5: return ("integer", isUnsigned ? "numeric(20,0)" : "bigint")
    case 2, 3: return ("number", column.size > 0 && column.digits <= column.size ? "numeric(\(column.size),\(max(0, column.digits)))" : "numeric")
    case 6, 7, 8: return ("number", "double precision")
    case 9, 91: return ("date", "date")
    case 11, 93: return ("timestamp", name.hasPrefix("timestamp") ? "timestamp with time zone" : "timestamp without time zone")
    case -2, -3, -4: return ("text", "bytea")
    default: return ("text", "text")
    }
  }

  package var json: JSON {
    [
      "name": .string(name), "type": .string(type), "landing": .string(landing), "key": .bool(isKey), "required": .bool(isRequired),
      "comment": JSON(comment),
    ]
  }

  package init?(_ json: JSON) {
    guard let name = json["name"]?.string, let type = json["type"]?.string, let landing = json["landing"]?.string else { return nil }
    (self.name, self.type, self.landing) = (name, type, landing)
    (isKey, isRequired, comment) = (json["key"]?.bool ?? false, json["required"]?.bool ?? false, json["comment"]?.string)
  }
}
