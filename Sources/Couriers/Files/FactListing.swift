/// The lines of `MLSD` (RFC 3659 §7): `type=file;size=12;modify=20240105093015; name`. Made for machines: exact in size, time and name.
enum FactListing {
  /// nil when any line cannot be read, or a file has no size or time.
  static func parse(_ bytes: [UInt8]) -> [RemoteEntry]? {
    var entries: [RemoteEntry] = []
    var seen: Set<[UInt8]> = []
    guard bytes.last == UInt8(ascii: "\n") || bytes.isEmpty else { return nil }
    for var line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      // Values may contain blanks; the name begins after the one behind the last semicolon of the facts.
      guard let blank = line.indices.first(where: { line[$0] == UInt8(ascii: " ") && ($0 == line.startIndex || line[$0 - 1] == UInt8(ascii: ";")) })
      else { return nil }
      let name = Array(line[(blank + 1)...])
      var facts: [String: String] = [:]
      for fact in String(decoding: line[..<blank], as: UTF8.self).split(separator: ";") {
        let parts = fact.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        facts[parts[0].lowercased()] = String(parts[1])
      }
      guard let type = facts["type"]?.lowercased() else { return nil }
      if type == "cdir" || type == "pdir" { continue }
      guard !name.isEmpty, !name.contains(UInt8(ascii: "/")), seen.insert(name).inserted, let entry = entry(name, type, facts) else { return nil }
      entries.append(entry)
    }
    return entries
  }

  private static func entry(_ name: [UInt8], _ type: String, _ facts: [String: String]) -> RemoteEntry? {
    switch type {
    case "file":
      guard let size = facts["size"].flatMap({ Int64($0) }), size >= 0, let modified = facts["modify"].flatMap(time) else { return nil }
      return RemoteEntry(name: name, kind: .file, size: size, modified: modified)
    case "dir": return RemoteEntry(name: name, kind: .directory, size: 0, modified: nil)
    default: return RemoteEntry(name: name, kind: type.contains("link") ? .link : .other, size: 0, modified: nil)
    }
  }

  /// `20240105093015` or with a fraction, in UTC, as microseconds since 1970.
  static func time(_ text: String) -> Int64? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let digits = parts[0].utf8.map { Int64($0) - 48 }
    guard digits.count == 14, digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    func number(_ range: Range<Int>) -> Int64 { digits[range].reduce(0) { $0 * 10 + $1 } }
    let (month, day) = (number(4..<6), number(6..<8))
    guard (1...12).contains(month), (1...31).contains(day), number(8..<10) < 24, number(10..<12) < 60, number(12..<14) <= 60 else { return nil }
    // Days since 1970, the year beginning in March so that the leap day comes last.
    let year = number(0..<4) - (month <= 2 ? 1 : 0)
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day - 719_469
    let seconds = days * 86_400 + number(8..<10) * 3600 + number(10..<12) * 60 + number(12..<14)
    guard parts.count == 2 else { return seconds * 1_000_000 }
    guard let fraction = Int64((parts[1] + "000000").prefix(6)), fraction >= 0 else { return nil }
    return seconds * 1_000_000 + fraction
  }
}
