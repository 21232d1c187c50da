/// What may be an element of an array value. A byte array is `bytea`, not an array of numbers.
package protocol PostgresElement: Sendable {
  static var arrayOID: UInt32 { get }
  static func encode(array: [Self]) -> [UInt8]
  static func decode(array bytes: UnsafeRawBufferPointer) throws -> [Self]
}

extension UInt8: PostgresElement {
  package static var arrayOID: UInt32 { 17 }
  package static func encode(array: [UInt8]) -> [UInt8] { array }
  package static func decode(array bytes: UnsafeRawBufferPointer) throws -> [UInt8] { Array(bytes) }
}

extension PostgresElement where Self: PostgresValue {
  /// Dimensions, has-null flag, element oid, length, lower bound, then each element with its length.
  package static func encode(array: [Self]) -> [UInt8] {
    var bytes = networkOrder(Int32(array.isEmpty ? 0 : 1)) + networkOrder(Int32(0)) + networkOrder(oid)
    guard !array.isEmpty else { return bytes }
    bytes += networkOrder(Int32(array.count)) + networkOrder(Int32(1))
    for element in array {
      let encoded = element.encode() ?? []
      bytes += networkOrder(Int32(encoded.count)) + encoded
    }
    return bytes
  }

  package static func decode(array bytes: UnsafeRawBufferPointer) throws -> [Self] {
    var at = 0
    func take(_ count: Int) throws -> UnsafeRawBufferPointer {
      guard count >= 0, at + count <= bytes.count else { throw DecodeFault(why: "array cut short") }
      defer { at += count }
      return UnsafeRawBufferPointer(rebasing: bytes[at..<at + count])
    }
    let dimensions = try integer(take(4), Int32.self)
    _ = try take(8)
    guard dimensions > 0 else { return [] }
    guard dimensions == 1 else { throw DecodeFault(why: "array of \(dimensions) dimensions") }
    let count = try integer(take(4), Int32.self)
    _ = try take(4)
    return try (0..<count).map { _ in
      let length = try integer(take(4), Int32.self)
      return try Self(decoding: length < 0 ? nil : take(Int(length)))
    }
  }
}

extension String: PostgresElement { package static var arrayOID: UInt32 { 1009 } }
extension Int64: PostgresElement { package static var arrayOID: UInt32 { 1016 } }
extension Int32: PostgresElement { package static var arrayOID: UInt32 { 1007 } }

extension Array: PostgresValue where Element: PostgresElement {
  package static var oid: UInt32 { Element.arrayOID }
  package static var sample: [Element] { [] }
  package func encode() -> [UInt8]? { Element.encode(array: self) }
  package init(decoding bytes: UnsafeRawBufferPointer?) throws {
    guard let bytes else { throw DecodeFault(why: "unexpected null") }
    self = try Element.decode(array: bytes)
  }
}
