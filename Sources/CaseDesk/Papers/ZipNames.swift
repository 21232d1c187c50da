/// The names in a zip archive's central directory, read without unpacking anything.
///
/// Strict where programs differ: the archive begins at the file's first byte and ends at its last, lies on one disk, is not encrypted and
/// has no name twice. Zip64 is larger than any paper may be.
struct ZipNames {
  let names: [String]

  private static let endSize = 22, entrySize = 46

  /// nil for what is no whole archive of this kind.
  init?(_ body: [UInt8]) {
    guard let end = Self.end(of: body) else { return nil }
    func short(_ at: Int) -> Int { Int(body[at]) | Int(body[at + 1]) << 8 }
    func long(_ at: Int) -> Int { short(at) | short(at + 2) << 16 }
    let (count, size, start) = (short(end + 10), long(end + 12), long(end + 16))
    guard short(end + 4) == 0, short(end + 6) == 0, short(end + 8) == count, count > 0, start > 0, start + size == end,
      end + Self.endSize + short(end + 20) == body.count
    else { return nil }
    var names: [String] = []
    var seen: Set<String> = []
    var lowest = Int.max
    var at = start
    for _ in 0..<count {
      guard at + Self.entrySize <= end, body[at..<at + 4].elementsEqual([0x50, 0x4B, 0x01, 0x02]), short(at + 8) & 1 == 0 else { return nil }
      let local = long(at + 42)
      let next = at + Self.entrySize + short(at + 28) + short(at + 30) + short(at + 32)
      guard next <= end, local + 30 <= start, body[local..<local + 4].elementsEqual([0x50, 0x4B, 0x03, 0x04]),
        local + 30 + long(at + 20) <= start
      else { return nil }
      let name = String(decoding: body[at + Self.entrySize..<at + Self.entrySize + short(at + 28)], as: UTF8.self)
      guard seen.insert(name).inserted else { return nil }
      names.append(name)
      lowest = min(lowest, local)
      at = next
    }
    guard at == end, lowest == 0 else { return nil }
    self.names = names
  }

  /// Does the file end as an archive does, whatever it begins with?
  static func isArchive(_ body: [UInt8]) -> Bool { end(of: body) != nil }

  /// Where the last end record begins before which a central directory stands.
  private static func end(of body: [UInt8]) -> Int? {
    guard body.count >= endSize else { return nil }
    let first = max(0, body.count - endSize - 0xFFFF)
    return (first...body.count - endSize).reversed().first { at in
      guard body[at] == 0x50, body[at + 1] == 0x4B, body[at + 2] == 0x05, body[at + 3] == 0x06 else { return false }
      let size = (0..<4).reduce(0) { $0 | Int(body[at + 12 + $1]) << (8 * $1) }
      return size >= entrySize && size <= at && body[at - size..<at - size + 4].elementsEqual([0x50, 0x4B, 0x01, 0x02])
    }
  }
}
