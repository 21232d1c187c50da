package import JSONText

/// One reason why a line of an import cannot stand: which row and column of the sheet, and what to do about it.
package struct SheetFault: Sendable, Hashable {
  /// As spreadsheets count: the heading is row 1.
  package let row: Int
  /// The column's heading; nil for the row as a whole.
  package let column: String?
  package let reason: String

  package init(row: Int, column: String?, reason: String) {
    self.row = row
    self.column = column
    self.reason = reason
  }

  package init(_ json: JSON) {
    row = json["row"]?.int ?? 0
    column = json["column"]?.string
    reason = json["reason"]?.string ?? ""
  }

  package var json: JSON { ["row": JSON(row), "column": JSON(column), "reason": .string(reason)] }
}

/// Why a file cannot be read as a sheet at all.
package struct SheetUnreadable: Error, Hashable {
  package let why: String
  package init(_ why: String) { self.why = why }
}
