import Glibc

/// Goes through the frames of a segment file, a megabyte at a time.
struct SegmentScan {
  private static let piece = 1 << 20

  let path: String
  private let descriptor: Int32
  let size: Int64

  init(_ path: String) throws {
    self.path = path
    descriptor = try JournalFile.open(path)
    do { size = try JournalFile.size(descriptor, path) } catch {
      Glibc.close(descriptor)
      throw error
    }
  }

  func close() { Glibc.close(descriptor) }

  /// Visits whole frames from an offset on. Answers where it stopped: at the limit, at the first byte that begins no whole frame, or
  /// behind the frame at which the visitor answered false.
  func frames(
    from start: Int64, to limit: Int64, _ visit: (_ offset: Int64, _ payload: UnsafeRawBufferPointer) throws -> Bool
  ) throws -> Int64 {
    var offset = start
    while offset < limit {
      let bytes = try JournalFile.read(descriptor, at: offset, most: Int(min(Int64(Self.piece), limit - offset)), path)
      var at = 0
      let goesOn = try bytes.withUnsafeBytes { buffer in
        while let payload = JournalFrame.payload(buffer, at: at) {
          let place = offset + Int64(at)
          at += JournalFrame.head + payload.count
          guard try visit(place, payload) else { return false }
        }
        return true
      }
      offset += Int64(at)
      // Nothing whole in a piece that is longer than any frame: the end, or damage.
      guard goesOn, at > 0 else { return offset }
    }
    return offset
  }

  /// Nothing but the zeros that were laid out ahead.
  func isBlank(behind start: Int64) throws -> Bool {
    var offset = start
    while offset < size {
      let bytes = try JournalFile.read(descriptor, at: offset, most: Self.piece, path)
      guard bytes.allSatisfy({ $0 == 0 }) else { return false }
      offset += Int64(bytes.count)
      if bytes.isEmpty { break }
    }
    return true
  }

  /// Whether a mark lies anywhere behind an offset: then everything before that mark was once on the disk.
  func hasMark(behind start: Int64, segment: Int64) throws -> Bool {
    let bytes = try JournalFile.read(descriptor, at: start, most: Int(max(0, size - start)), path)
    return bytes.withUnsafeBytes { buffer in
      guard buffer.count > JournalFrame.markSize else { return false }
      return (1...buffer.count - JournalFrame.markSize).contains { at in
        guard buffer[at] == UInt8(JournalFrame.markPayload), buffer[at + JournalFrame.head] == JournalFrame.mark,
          let payload = JournalFrame.payload(buffer, at: at)
        else { return false }
        return JournalFrame.markPlace(payload) == JournalPosition(segment: segment, offset: start + Int64(at))
      }
    }
  }
}
