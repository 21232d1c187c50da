/// Writes numbers and texts into memory that its owner has made large enough.
struct JournalPen {
  /// Bytes of a text that are kept.
  static let longest = 500

  private let start: UnsafeMutableRawPointer?
  private(set) var count = 0

  init(_ start: UnsafeMutableRawPointer?) { self.start = start }

  mutating func put<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) {
    start?.storeBytes(of: number.littleEndian, toByteOffset: count, as: Number.self)
    count += MemoryLayout<Number>.size
  }

  /// Length in two bytes, then UTF-8, cut where a character ends.
  mutating func put(_ text: String) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { put(text: $0) }
    if done == nil { Array(text.utf8).withUnsafeBufferPointer { put(text: $0) } }
  }

  private mutating func put(text: UnsafeBufferPointer<UInt8>) {
    var length = min(text.count, Self.longest)
    if length < text.count {
      while length > 0, text[length] & 0xC0 == 0x80 { length -= 1 }
    }
    put(UInt16(length))
    if let start, let from = text.baseAddress { (start + count).copyMemory(from: from, byteCount: length) }
    count += length
  }
}
