/// How far the journal is in the database, and the days of calls that are there without their outcome.
///
/// Kept in a file beside the journal. It may lie behind the database, never before it.
struct ShippingCursor: Sendable, Hashable {
  static let file = "shipped"
  private static let magic = Array("JYGSHIP2".utf8)

  var journal: [UInt8]
  var position = JournalPosition(segment: 0, offset: 0)
  /// The first number of the process whose records are being read.
  var first: Int64 = 0
  /// The highest number read.
  var highest: Int64 = 0
  /// Number and day (days since 1970-01-01) of each open call.
  var open: [Int64: Int32] = [:]

  init(journal: [UInt8]) { self.journal = journal }

  /// Magic, id, segment, offset, first, highest, count, then number and day of each open call, the sum of all that.
  var bytes: [UInt8] {
    var bytes = Self.magic + journal
    func put(_ number: Int64) { bytes += withUnsafeBytes(of: number.littleEndian) { Array($0) } }
    for number in [position.segment, position.offset, first, highest, Int64(open.count)] { put(number) }
    for (seq, day) in open.sorted(by: { $0.key < $1.key }) {
      put(seq)
      put(Int64(day))
    }
    put(Int64(bytes.withUnsafeBytes { FrameSum.sum($0) }))
    return bytes
  }

  /// nil when the bytes are not a cursor.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 72, bytes.count % 8 == 0, Array(bytes[..<8]) == Self.magic else { return nil }
    let numbers = bytes.withUnsafeBytes { buffer in
      stride(from: 24, to: bytes.count, by: 8).map { Int64(littleEndian: buffer.loadUnaligned(fromByteOffset: $0, as: Int64.self)) }
    }
    let sum = bytes.withUnsafeBytes { FrameSum.sum(UnsafeRawBufferPointer(rebasing: $0[..<(bytes.count - 8)])) }
    guard numbers.last == Int64(sum), Int64(numbers.count) == 6 + 2 * numbers[4] else { return nil }
    self.init(journal: Array(bytes[8..<24]))
    position = JournalPosition(segment: numbers[0], offset: numbers[1])
    first = numbers[2]
    highest = numbers[3]
    for at in stride(from: 5, to: numbers.count - 1, by: 2) { open[numbers[at]] = Int32(truncatingIfNeeded: numbers[at + 1]) }
  }
}
