/// A column as a driver's catalogue function tells it.
package struct Column: Sendable, Hashable {
  package let name: String
  /// ODBC's number for the type (`SQL_INTEGER` is 4), and what the server calls it.
  package let type: Int, typeName: String
  /// Characters of a text, digits of a number; digits behind the point.
  package let size: Int, digits: Int
  package let isNullable: Bool
  package let remarks: String

  package init(name: String, type: Int, typeName: String, size: Int = 0, digits: Int = 0, isNullable: Bool = true, remarks: String = "") {
    (self.name, self.type, self.typeName, self.size, self.digits) = (name, type, typeName, size, digits)
    (self.isNullable, self.remarks) = (isNullable, remarks)
  }

  /// - Parameter fields: the first twelve of a row of `SQLColumns`.
  init(_ fields: [String?]) {
    func number(_ place: Int) -> Int { fields[place].flatMap { Int($0) } ?? 0 }
    self.init(
      name: fields[3] ?? "", type: number(4), typeName: fields[5] ?? "", size: number(6), digits: number(8), isNullable: number(10) != 0,
      remarks: fields[11] ?? "")
  }
}
