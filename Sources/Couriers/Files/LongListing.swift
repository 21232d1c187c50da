/// The lines in which SFTP servers of the OpenSSH kind describe entries for people: `-rw-r--r--    1 root     root       13374 Nov  3 10:12 name`.
///
/// Owner and group may contain blanks, so the date is what is looked for; the name is all that follows it after one blank. A line that does not
/// read like this, as a line break within a name makes one, spoils the whole listing: half a folder would look like a whole one.
enum LongListing {
  /// nil when any line cannot be read. `.` and `..` are left out.
  static func parse(_ bytes: [UInt8]) -> [RemoteEntry]? {
    guard bytes.last == UInt8(ascii: "\n") || bytes.isEmpty else { return nil }
    var entries: [RemoteEntry] = []
    var seen: Set<[UInt8]> = []
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
      guard let entry = parse(line: line) else { return nil }
      if entry.name == Array(".".utf8) || entry.name == Array("..".utf8) { continue }
      guard seen.insert(entry.name).inserted else { return nil }
      entries.append(entry)
    }
    return entries
  }

  static func parse(line: ArraySlice<UInt8>) -> RemoteEntry? {
    guard let kind = kind(line.first), var at = line.firstIndex(of: blank), (10...11).contains(at - line.startIndex) else { return nil }
    // Links, owner, group at least; then size, month, day, time.
    var words: [ArraySlice<UInt8>] = []
    while at < line.endIndex, words.count < 40 {
      guard let start = line[at...].firstIndex(where: { $0 != blank }) else { return nil }
      let end = line[start...].firstIndex(of: blank) ?? line.endIndex
      words.append(line[start..<end])
      if words.count >= 7, let size = size(words.suffix(4)), end < line.endIndex {
        var name = line[(end + 1)...]
        if kind == .link, let arrow = arrow(in: name) { name = name[..<arrow] }
        guard !name.isEmpty, !name.contains(UInt8(ascii: "/")) else { return nil }
        return RemoteEntry(name: Array(name), kind: kind, size: size, modified: nil)
      }
      at = end
    }
    return nil
  }

  private static let blank = UInt8(ascii: " ")
  private static let months: Set<String> = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private static func kind(_ letter: UInt8?) -> RemoteEntry.Kind? {
    switch letter {
    case UInt8(ascii: "-"): .file
    case UInt8(ascii: "d"): .directory
    case UInt8(ascii: "l"): .link
    case .some(let letter) where "bcpsD?".utf8.contains(letter): .other
    default: nil
    }
  }

  /// The size, when four words are size, month, day and either time or year.
  private static func size(_ words: ArraySlice<ArraySlice<UInt8>>) -> Int64? {
    let text = words.map { String(decoding: $0, as: UTF8.self) }
    guard text.count == 4, let size = Int64(text[0]), size >= 0, months.contains(text[1]), let day = Int(text[2]), (1...31).contains(day) else {
      return nil
    }
    let time = text[3].split(separator: ":", omittingEmptySubsequences: false)
    let isTime = time.count == 2 && time.allSatisfy { $0.utf8.count == 2 && Int($0) != nil }
    return isTime || text[3].utf8.count >= 4 && Int(text[3]) ?? 0 > 0 ? size : nil
  }

  /// Where a link's target begins. A link is never followed; its name is for the report alone.
  private static func arrow(in name: ArraySlice<UInt8>) -> Int? {
    let arrow = Array(" -> ".utf8)
    return name.indices.first { name[$0...].starts(with: arrow) }
  }
}
