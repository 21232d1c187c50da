/// How records lie in a segment: length and sum of the payload (4 bytes each, as all numbers little-endian), then the payload, whose first
/// byte is the kind.
///
/// A mark opens every group that is written together and holds its own place. The writer begins a group only when all before it is on
/// the disk, so a mark is proof that nothing before it can be half written: there, damage is damage and not the trace of a power cut.
enum JournalFrame {
  static let admission: UInt8 = 1, outcome: UInt8 = 2, mark: UInt8 = 3
  static let head = 8
  /// Kind, segment, offset.
  static let markPayload = 17
  static let markSize = head + markPayload
  /// A payload has at least a kind and a number, so a run of zero bytes is no frame; eight texts of 500 bytes are the most.
  static let lengths = 9...8192

  /// The whole frame that begins at an offset of the buffer: its payload, nil where there is none.
  static func payload(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UnsafeRawBufferPointer? {
    guard bytes.count - offset >= head else { return nil }
    let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    guard lengths.contains(length), bytes.count - offset - head >= length else { return nil }
    let payload = UnsafeRawBufferPointer(rebasing: bytes[offset + head..<offset + head + length])
    let sum = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self))
    return FrameSum.sum(payload) == sum ? payload : nil
  }

  /// The place that a mark claims, nil for another kind.
  static func markPlace(_ payload: UnsafeRawBufferPointer) -> JournalPosition? {
    guard payload.count == markPayload, payload[0] == mark else { return nil }
    return JournalPosition(
      segment: Int64(littleEndian: payload.loadUnaligned(fromByteOffset: 1, as: Int64.self)),
      offset: Int64(littleEndian: payload.loadUnaligned(fromByteOffset: 9, as: Int64.self)))
  }

  /// The number in an admission or outcome.
  static func seq(_ payload: UnsafeRawBufferPointer) -> Int64 {
    Int64(littleEndian: payload.loadUnaligned(fromByteOffset: 1, as: Int64.self))
  }
}
