/// The first 64 bytes of a segment: whose it is, and how much of the one before it counts.
///
/// A segment gets its name only when its head and first records are on the disk, so a head is never half written.
struct SegmentHead: Sendable, Hashable {
  static let size = 64
  private static let magic = Array("JYGCALL1".utf8)

  var journal: [UInt8]
  var number: Int64
  /// The number of the first admission in this segment.
  var first: Int64
  /// Bytes of the segment before that count; what lies behind them was never acknowledged or has been written again here.
  var previousLength: Int64
  /// Whether a process began with this segment.
  var isStart: Bool

  var bytes: [UInt8] {
    var bytes = Self.magic + journal
    for value in [number, first, previousLength, isStart ? 1 : 0] { bytes += withUnsafeBytes(of: value.littleEndian) { Array($0) } }
    bytes += withUnsafeBytes(of: bytes.withUnsafeBytes { FrameSum.sum($0) }.littleEndian) { Array($0) }
    return bytes + [UInt8](repeating: 0, count: Self.size - bytes.count)
  }

  init(journal: [UInt8], number: Int64, first: Int64, previousLength: Int64, isStart: Bool) {
    self.journal = journal
    self.number = number
    self.first = first
    self.previousLength = previousLength
    self.isStart = isStart
  }

  /// nil when these are not the bytes of a head.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.size, Array(bytes[..<8]) == Self.magic else { return nil }
    let numbers = bytes.withUnsafeBytes { buffer in
      stride(from: 24, to: 56, by: 8).map { Int64(littleEndian: buffer.loadUnaligned(fromByteOffset: $0, as: Int64.self)) }
    }
    self.init(journal: Array(bytes[8..<24]), number: numbers[0], first: numbers[1], previousLength: numbers[2], isStart: numbers[3] == 1)
    guard self.bytes == bytes else { return nil }
  }
}
