/// Rows in the binary form of `copy … (format binary)`: a head, then for each row its number of fields and each field's length and bytes.
struct CopySheet {
  /// PostgreSQL's own zero, 2000-01-01, in days and microseconds since 1970-01-01.
  private static let zeroDay: Int32 = 10_957, zeroInstant: Int64 = 946_684_800_000_000
  private var bytes: [UInt8] = []

  init(capacity: Int) {
    bytes.reserveCapacity(capacity + 64)
    bytes += Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
  }

  var finished: [UInt8] { bytes + [0xFF, 0xFF] }

  mutating func row(_ fields: Int16) { append(fields) }
  mutating func putNull() { append(Int32(-1)) }

  mutating func put(date day: Int32) { put(day - Self.zeroDay) }
  mutating func put(instant microseconds: Int64) { put(microseconds - Self.zeroInstant) }

  mutating func put<Number: FixedWidthInteger>(_ number: Number?) {
    guard let number else { return putNull() }
    append(Int32(MemoryLayout<Number>.size))
    append(number)
  }

  mutating func put(_ flag: Bool) {
    append(Int32(1))
    bytes.append(flag ? 1 : 0)
  }

  mutating func put(bytes value: [UInt8]) {
    append(Int32(value.count))
    bytes += value
  }

  /// PostgreSQL's texts have no zero byte; a caller who sends one must not stop the log.
  mutating func put(_ text: String?) {
    guard let text else { return putNull() }
    append(Int32(text.utf8.count))
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    for at in start..<bytes.count where bytes[at] == 0 { bytes[at] = UInt8(ascii: "?") }
  }

  private mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
