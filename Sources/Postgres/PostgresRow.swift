/// A row of an answer, read column by column in the order of the select list.
package protocol PostgresRow: Sendable {
  init(from row: inout RowReader) throws
}

/// For statements that answer no rows.
package struct NoRow: PostgresRow {
  package init(from row: inout RowReader) {}
}

/// Reads one row. In recording mode it hands out samples and remembers which types were asked for.
package struct RowReader {
  private let cell: ((Int) throws -> UnsafeRawBufferPointer?)?
  private var column = 0
  private(set) var asked: [UInt32] = []

  init(_ cell: @escaping (Int) throws -> UnsafeRawBufferPointer?) { self.cell = cell }
  /// Recording.
  init() { cell = nil }

  package mutating func next<Value: PostgresValue>(_ type: Value.Type = Value.self) throws -> Value {
    defer { column += 1 }
    guard let cell else {
      asked.append(Value.oid)
      return Value.sample
    }
    do {
      return try Value(decoding: cell(column))
    } catch let fault as DecodeFault {
      throw PostgresError(.decode, "column \(column + 1): \(fault.why)")
    }
  }
}

extension PostgresRow where Self: PostgresValue {
  package init(from row: inout RowReader) throws { self = try row.next() }
}
extension Bool: PostgresRow {}
extension Int: PostgresRow {}
extension Int64: PostgresRow {}
extension Int32: PostgresRow {}
extension Double: PostgresRow {}
extension String: PostgresRow {}
extension Timestamp: PostgresRow {}
extension CivilDate: PostgresRow {}
extension JSONBytes: PostgresRow {}
extension Array: PostgresRow where Element: PostgresElement {}
extension Optional: PostgresRow where Wrapped: PostgresValue {}
