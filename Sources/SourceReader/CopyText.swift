/// Rows as PostgreSQL's COPY takes them as text.
package struct CopyText {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// - Parameter value: nil for null. Bytes come as their hexadecimal digits.
  package mutating func add(_ value: ArraySlice<UInt8>?, isFirst: Bool, isBinary: Bool) {
    if !isFirst { bytes.append(0x09) }
    guard let value else { return bytes.append(contentsOf: [0x5C, 0x4E]) }
    if isBinary { bytes.append(contentsOf: [0x5C, 0x5C, 0x78]) }
    guard value.contains(where: { $0 == 0x5C || $0 < 0x20 }) else { return bytes.append(contentsOf: value) }
    for byte in value {
      switch byte {
      case 0x5C: bytes.append(contentsOf: [0x5C, 0x5C])
      case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
      case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
      case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
      default: bytes.append(byte)
      }
    }
  }

  package mutating func endRow() { bytes.append(0x0A) }
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }
}
