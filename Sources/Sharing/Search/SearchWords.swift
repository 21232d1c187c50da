/// The words under which an entry is found.
///
/// Characters are kept as pairs, `不动 动产 产`; the last one alone lets a single character be looked for as the beginning of a pair.
/// A reading is kept from each character on, so that `dongchan` and `dcdj` find 不动产登记.
package struct SearchWords: Sendable {
  /// Where a word stands, the better hit first.
  package enum Place: Character, Sendable, CaseIterable {
    /// Name and code.
    case title = "t"
    /// Names of the data items.
    case item = "i"
    /// Summary, provider, resources.
    case rest = "s"
  }

  private var found: Set<String> = []
  package init() {}

  /// Each led by its place, in the order of their bytes: `i企业`, `t不动`, `tbdc`.
  package var all: [String] { found.sorted() }

  /// - Parameter readings: from every character, from the first alone (long lists of items), or none.
  package mutating func add(_ text: String, at place: Place, readings: Readings = .each) {
    for piece in SearchText(text).pieces {
      switch piece {
      case .word(let word): keep(String(word.prefix(Self.longest)), place)
      case .characters(let run):
        for pair in Self.pairs(run) { keep(pair, place) }
        addReadings(of: run, place, readings)
      }
    }
  }

  package enum Readings: Sendable { case each, first, none }
  static let longest = 24
  private static let mostInitials = 8

  private mutating func addReadings(of run: String, _ place: Place, _ readings: Readings) {
    guard readings != .none else { return }
    let reading = Reading(run)
    for start in 0..<(readings == .each ? reading.syllables.count : 1) {
      keep(String(reading.spelled(from: start).prefix(Self.longest)), place)
      keep(String(reading.initials(from: start).prefix(Self.mostInitials)), place)
    }
  }

  /// `不动产` → `不动`, `动产`, `产`.
  static func pairs(_ run: String) -> [String] {
    let characters = Array(run)
    return characters.indices.map { String(characters[$0..<min($0 + 2, characters.count)]) }
  }

  private mutating func keep(_ word: String, _ place: Place) {
    if !word.isEmpty { found.insert("\(place.rawValue)\(word)") }
  }
}
