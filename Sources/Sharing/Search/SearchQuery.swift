/// What a person typed into the search, as conditions on words: every piece must be found.
///
///     SearchQuery("重庆市 gb")   重庆 and 庆市, and a word or reading that begins with gb
package struct SearchQuery: Sendable, Hashable {
  private enum Term: Sendable, Hashable {
    case whole(String)
    case beginning(String)
  }

  let pieces: [SearchText.Piece]
  private let terms: [Term]
  /// Characters of a query at most.
  package static let longest = 100

  /// nil when nothing is to be looked for: an empty text, or marks alone.
  package init?(_ text: String) {
    pieces = SearchText(String(text.prefix(Self.longest))).pieces
    guard !pieces.isEmpty else { return nil }
    var terms: [Term] = []
    for piece in pieces {
      switch piece {
      case .word(let word): terms.append(.beginning(String(word.prefix(SearchWords.longest))))
      case .characters(let run):
        terms += run.count == 1 ? [.beginning(run)] : SearchWords.pairs(run).dropLast().map(Term.whole)
      }
    }
    self.terms = terms
  }

  /// Hits by rank, 1…3, as PostgreSQL's `tsquery` reads them: all in the title; all in title and items; all anywhere. No entry has two ranks.
  package var ranks: [String] {
    let within = [anywhere(in: [.title]), anywhere(in: [.title, .item]), anywhere(in: [.title, .item, .rest])]
    return [within[0], "\(within[1]) & !(\(within[0]))", "\(within[2]) & !(\(within[1]))"]
  }

  /// All hits, whatever their rank.
  package var all: String { anywhere(in: SearchWords.Place.allCases) }

  private func anywhere(in places: [SearchWords.Place]) -> String {
    terms.map { term in "(" + places.map { Self.text(term, $0) }.joined(separator: " | ") + ")" }.joined(separator: " & ")
  }

  /// Letters and digits alone stand between the quotes: nothing in them needs escaping.
  private static func text(_ term: Term, _ place: SearchWords.Place) -> String {
    switch term {
    case .whole(let word): "'\(place.rawValue)\(word)'"
    case .beginning(let word): "'\(place.rawValue)\(word)':*"
    }
  }
}
