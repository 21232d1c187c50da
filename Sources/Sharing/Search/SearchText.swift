import Foundation

/// Text as the search reads it: full-width and half-width, capitals and small letters are one; runs of Chinese characters stand apart from words.
package struct SearchText: Sendable, Hashable {
  package enum Piece: Sendable, Hashable {
    /// Chinese characters that stand together: `不动产登记`.
    case characters(String)
    /// Letters and digits that stand together: `gb`, `2260`.
    case word(String)
  }

  package let pieces: [Piece]

  package init(_ text: String) {
    var pieces: [Piece] = []
    var (run, isHan) = ("", false)
    func close() {
      guard !run.isEmpty else { return }
      pieces.append(isHan ? .characters(run) : .word(run))
      run = ""
    }
    for character in Self.fold(text) {
      let han = Self.isHan(character)
      guard han || character.isLetter || character.isNumber else {
        close()
        continue
      }
      if han != isHan { close() }
      isHan = han
      run.append(character)
    }
    close()
    self.pieces = pieces
  }

  /// `GB/T 2260` → `gb/t 2260`.
  static func fold(_ text: String) -> String { text.precomposedStringWithCompatibilityMapping.lowercased() }

  static func isHan(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return han.contains { $0.contains(scalar.value) }
  }

  private static let han: [ClosedRange<UInt32>] = [0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF]
}
