/// A Swift value that travels to and from PostgreSQL in the binary format, under one explicit type oid.
package protocol PostgresValue: Sendable {
  static var oid: UInt32 { get }
  /// Any lawful value; a test reads rows of samples to learn which types a row type asks for.
  static var sample: Self { get }
  /// nil is SQL null.
  func encode() -> [UInt8]?
  init(decoding bytes: UnsafeRawBufferPointer?) throws
}

/// A value that did not have the length or form that its type asks for.
struct DecodeFault: Error {
  let why: String
}

func networkOrder<I: FixedWidthInteger>(_ value: I) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }

func integer<I: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer?, _ type: I.Type = I.self) throws -> I {
  guard let bytes else { throw DecodeFault(why: "unexpected null") }
  guard bytes.count == MemoryLayout<I>.size else { throw DecodeFault(why: "expected \(MemoryLayout<I>.size) bytes, got \(bytes.count)") }
  return I(bigEndian: bytes.loadUnaligned(as: I.self))
}

extension Bool: PostgresValue {
  package static var oid: UInt32 { 16 }
  package static var sample: Bool { true }
  package func encode() -> [UInt8]? { [self ? 1 : 0] }
  package init(decoding bytes: UnsafeRawBufferPointer?) throws { self = try integer(bytes, UInt8.self) != 0 }
}

extension Int16: PostgresValue {
  package static var oid: UInt32 { 21 }
  package static var sample: Int16 { 1 }
  package func encode() -> [UInt8]? { networkOrder(self) }
  package init(decoding bytes: UnsafeRawBufferPointer?) throws { self = try integer(bytes) }
}

extension Int32: PostgresValue {
  package static var oid: UInt32 { 23 }
  package static var sample: Int32 { 1 }
  package func encode() -> [UInt8]? { networkOrder(self) }
  package init(decoding bytes: UnsafeRawBufferPointer?) throws { self = try integer(bytes) }
}

extension Int64: PostgresValue {
  package static var oid: UInt32 { 20 }
  package static var sample: Int64 { 1 }
  package func encode() -> [UInt8]? { networkOrder(self) }
  package init(decoding bytes: UnsafeRawBufferPointer?) throws { self = try integer(bytes) }
}

extension Int: PostgresValue {
  package static var oid: UInt32 { 20 }
  package static var sample: Int { 1 }
  package func encode() -> [UInt8]? { networkOrder(Int64(self)) }
  package init(decoding bytes: UnsafeRawBufferPointer?) throws { self = Int(try integer(bytes, Int64.self)) }
}

extension Double: PostgresValue {
  package static var oid: UInt32 { 701 }
  package static var sample: Double { 1 }
  package func encode() -> [UInt8]? { networkOrder(bitPattern) }
  package init(decoding bytes: UnsafeRawBufferPointer?) throws { self = Double(bitPattern: try integer(bytes, UInt64.self)) }
}

extension String: PostgresValue {
  package static var oid: UInt32 { 25 }
  package static var sample: String { "x" }
  package func encode() -> [UInt8]? { Array(utf8) }
  package init(decoding bytes: UnsafeRawBufferPointer?) throws {
    guard let bytes else { throw DecodeFault(why: "unexpected null") }
    self = String(decoding: bytes, as: UTF8.self)
  }
}

extension Timestamp: PostgresValue {
  /// 2000-01-01, PostgreSQL's own zero.
  private static let epoch: Int64 = 946_684_800_000_000
  package static var oid: UInt32 { 1184 }
  package static var sample: Timestamp { Timestamp(microseconds: 0) }
  package func encode() -> [UInt8]? { networkOrder(microseconds - Self.epoch) }
  package init(decoding bytes: UnsafeRawBufferPointer?) throws { self.init(microseconds: try integer(bytes, Int64.self) + Self.epoch) }
}

extension CivilDate: PostgresValue {
  private static let epoch: Int32 = 10_957
  package static var oid: UInt32 { 1082 }
  package static var sample: CivilDate { CivilDate(days: 0) }
  package func encode() -> [UInt8]? { networkOrder(days - Self.epoch) }
  package init(decoding bytes: UnsafeRawBufferPointer?) throws { self.init(days: try integer(bytes, Int32.self) + Self.epoch) }
}

extension JSONBytes: PostgresValue {
  package static var oid: UInt32 { 3802 }
  package static var sample: JSONBytes { JSONBytes("{}") }
  /// jsonb's binary form is a version byte and the text.
  package func encode() -> [UInt8]? { [1] + Array(text.utf8) }
  package init(decoding bytes: UnsafeRawBufferPointer?) throws {
    guard let bytes, bytes.first == 1 else { throw DecodeFault(why: "not a jsonb value") }
    self.init(String(decoding: bytes.dropFirst(), as: UTF8.self))
  }
}

extension Optional: PostgresValue where Wrapped: PostgresValue {
  package static var oid: UInt32 { Wrapped.oid }
  package static var sample: Wrapped? { Wrapped.sample }
  package func encode() -> [UInt8]? { self?.encode() }
  package init(decoding bytes: UnsafeRawBufferPointer?) throws { self = try bytes.map { try Wrapped(decoding: $0) } }
}

extension PostgresValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  package static var oid: UInt32 { String.oid }
  package static var sample: Self { Array(allCases)[0] }
  package func encode() -> [UInt8]? { Array(rawValue.utf8) }
  package init(decoding bytes: UnsafeRawBufferPointer?) throws {
    let text = try String(decoding: bytes)
    guard let value = Self(rawValue: text) else { throw DecodeFault(why: "unknown code \(text)") }
    self = value
  }
}
