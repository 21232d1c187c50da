/// A record of the journal as it is read back.
package enum JournalRecord: Sendable, Hashable {
  case admission(seq: Int64, CallAdmission)
  case outcome(CallOutcome)
  /// A gateway process began here; numbers below `first` are of processes before it. Calls of the one before that have all ended.
  case start(first: Int64)

  /// nil when the payload is of another kind or not what its kind must be.
  init?(_ payload: UnsafeRawBufferPointer) {
    var reader = PayloadReader(payload)
    let record: JournalRecord? =
      switch reader.number(UInt8.self) {
      case JournalFrame.admission: Self.admission(&reader)
      case JournalFrame.outcome: Self.outcome(&reader)
      default: nil
      }
    guard let record, reader.isSound, reader.isAtEnd else { return nil }
    self = record
  }

  private static func admission(_ reader: inout PayloadReader) -> JournalRecord {
    let seq = reader.number(Int64.self)
    let at = reader.number(Int64.self)
    let flags = AdmissionFlags(rawValue: reader.number(UInt16.self))
    let grant = flags.contains(.grant) ? reader.number(Int64.self) : nil
    let resource = flags.contains(.resource) ? reader.number(Int64.self) : nil
    let status = flags.contains(.status) ? reader.number(Int32.self) : nil
    var call = CallAdmission(
      at: at, callID: reader.text(), grant: grant, resource: resource, method: reader.text(), path: reader.text(), peer: reader.text(),
      admitted: flags.contains(.admitted), status: status)
    if flags.contains(.key) { call.keyID = reader.text() }
    if flags.contains(.department) { call.department = reader.text() }
    if flags.contains(.code) { call.code = reader.text() }
    if flags.contains(.party) { call.faultParty = reader.text() }
    return .admission(seq: seq, call)
  }

  private static func outcome(_ reader: inout PayloadReader) -> JournalRecord {
    var outcome = CallOutcome(
      seq: reader.number(Int64.self), status: reader.number(Int32.self), bytes: reader.number(Int64.self),
      micros: reader.number(Int64.self))
    let flags = reader.number(UInt8.self)
    if flags & 1 != 0 { outcome.rows = reader.number(Int64.self) }
    if flags & 2 != 0 { outcome.faultParty = reader.text() }
    if flags & 4 != 0 { outcome.fault = reader.text() }
    return .outcome(outcome)
  }
}

/// Reads a payload from front to back; past its end everything is zero and the reader unsound.
private struct PayloadReader {
  private let bytes: UnsafeRawBufferPointer
  private var at = 0
  private(set) var isSound = true

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type) -> Number {
    guard bytes.count - at >= MemoryLayout<Number>.size else {
      isSound = false
      return 0
    }
    defer { at += MemoryLayout<Number>.size }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: Number.self))
  }

  mutating func text() -> String {
    let length = Int(number(UInt16.self))
    guard bytes.count - at >= length else {
      isSound = false
      return ""
    }
    defer { at += length }
    return String(decoding: bytes[at..<at + length], as: UTF8.self)
  }
}
