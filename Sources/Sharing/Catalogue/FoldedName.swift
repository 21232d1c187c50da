/// A name as people tell it apart: without spaces, full-width signs as their plain ones, letters in lower case.
///
/// Two catalogues or items whose folded names are equal are one and the same to a reader.
///
/// Example: `FoldedName("企业 ＩＤ") == FoldedName("企业id")`
package struct FoldedName: Sendable, Hashable {
  package let text: String

  package init(_ name: String) {
    var folded = String.UnicodeScalarView()
    for scalar in name.unicodeScalars where !Self.isBlank(scalar) { folded.append(Self.plain(scalar)) }
    text = String(folded).lowercased()
  }

  package var isEmpty: Bool { text.isEmpty }

  /// Spaces of every width, and marks that take no room at all.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
  }

  /// U+FF01…U+FF5E are the printable ASCII signs in full width.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }
}
