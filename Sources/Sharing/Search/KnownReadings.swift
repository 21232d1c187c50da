import Foundation
import Synchronization

/// Readings of single characters, asked of the system once each: a transliteration takes thousands of times as long as a look.
final class KnownReadings: Sendable {
  private let kept = Mutex<[Character: String]>([:])

  func syllables(_ run: [Character]) -> [String] {
    kept.withLock { kept in
      run.map { character in
        if let syllable = kept[character] { return syllable }
        let syllable = Self.latin(character)
        kept[character] = syllable
        return syllable
      }
    }
  }

  /// `绿` → `lv`: tones away, ü as on a keyboard.
  private static func latin(_ character: Character) -> String {
    let spoken = String(character).applyingTransform(.mandarinToLatin, reverse: false) ?? String(character)
    var letters = String.UnicodeScalarView()
    for scalar in spoken.decomposedStringWithCanonicalMapping.unicodeScalars {
      if scalar == "\u{308}", letters.last == "u" {
        letters.removeLast()
        letters.append("v")
      }
      if scalar.properties.generalCategory != .nonspacingMark { letters.append(scalar) }
    }
    return String(letters).lowercased().filter { $0 != " " }
  }
}
