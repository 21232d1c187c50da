/// How Chinese characters are read aloud (pinyin without tones), as people type it who do not type characters.
package struct Reading: Sendable, Hashable {
  /// One per character: `["chong", "qing", "shi"]`; ü is `v`, as on a keyboard.
  package let syllables: [String]

  /// Characters are read one by one, save in the words of the table: 重庆 is `chong qing`, 重量 `zhong liang`.
  package init(_ characters: String) {
    let run = Array(characters)
    var found = Self.known.syllables(run)
    for start in run.indices {
      for length in Self.lengths where start + length <= run.count {
        guard let reading = ReadingTable.words[String(run[start..<start + length])] else { continue }
        found.replaceSubrange(start..<start + length, with: reading.split(separator: " ").map(String.init))
        break
      }
    }
    syllables = found
  }

  /// Longer words of the table win.
  private static let lengths = Set(ReadingTable.words.keys.map(\.count)).sorted(by: >)

  private static let known = KnownReadings()

  /// Spelled out from a character on: `qingshi`.
  func spelled(from start: Int) -> String { syllables[start...].joined() }
  /// First letters from a character on: `qs`.
  func initials(from start: Int) -> String { String(syllables[start...].compactMap(\.first)) }

  /// How many characters, beginning at one of them, a word as typed stands for: `chongq` two, `cqs` three; nil when it is none of this.
  func length(of word: String, from start: Int) -> Int? {
    if initials(from: start).hasPrefix(word) { return word.count }
    guard spelled(from: start).hasPrefix(word) else { return nil }
    var (count, letters) = (0, 0)
    while letters < word.count {
      letters += syllables[start + count].count
      count += 1
    }
    return count
  }
}
