extension SearchQuery {
  /// The text with what was found between 【 and 】; nil when nothing of the query is in it.
  ///
  ///     SearchQuery("bdc")?.mark("市不动产登记")   "市【不动产】登记"
  package func mark(_ text: String) -> String? {
    let characters = Array(text)
    var marked = [Bool](repeating: false, count: characters.count)
    let folded = characters.map { SearchText.fold(String($0)) }
    for piece in pieces {
      switch piece {
      case .characters(let run): Self.mark(run, in: folded, &marked)
      case .word(let word):
        Self.mark(word, in: folded, &marked)
        Self.markReading(word, in: folded, &marked)
      }
    }
    guard let first = marked.firstIndex(of: true) else { return nil }
    // A long text is shown around its first hit.
    let start = characters.count > 80 ? max(0, first - 20) : 0
    let end = min(characters.count, start + 80)
    var out = start > 0 ? "…" : ""
    for n in start..<end {
      if marked[n], n == start || !marked[n - 1] { out += "【" }
      out.append(characters[n])
      if marked[n], n == end - 1 || !marked[n + 1] { out += "】" }
    }
    return end < characters.count ? out + "…" : out
  }

  private static func mark(_ piece: String, in folded: [String], _ marked: inout [Bool]) {
    for start in folded.indices {
      var (rest, n) = (Substring(piece), start)
      while !rest.isEmpty, n < folded.count, !folded[n].isEmpty, rest.hasPrefix(folded[n]) {
        rest = rest.dropFirst(folded[n].count)
        n += 1
      }
      if rest.isEmpty { for hit in start..<n { marked[hit] = true } }
    }
  }

  /// A word may be the reading of characters: 不动产 for `bdc` and for `budongchan`.
  private static func markReading(_ word: String, in folded: [String], _ marked: inout [Bool]) {
    guard word.allSatisfy(\.isASCII) else { return }
    var start = 0
    while start < folded.count {
      var end = start
      while end < folded.count, folded[end].first.map(SearchText.isHan) == true, folded[end].count == 1 { end += 1 }
      guard end > start else {
        start += 1
        continue
      }
      let reading = Reading(folded[start..<end].joined())
      for n in reading.syllables.indices {
        guard let length = reading.length(of: word, from: n) else { continue }
        for hit in (start + n)..<min(start + n + length, end) { marked[hit] = true }
      }
      start = end
    }
  }
}
