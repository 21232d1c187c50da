/// Text made safe to stand anywhere in a page, between tags and inside quoted attributes.
package enum Markup {
  /// Escapes the five characters of HTML and leaves out what no page may hold: control characters other than line breaks and tabs, and
  /// the marks that turn the direction of a line and so make a person read something else than was written.
  package static func escape(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\n", "\t": out.unicodeScalars.append(scalar)
      default: if !isHidden(scalar) { out.unicodeScalars.append(scalar) }
      }
    }
    return out
  }

  /// Control and direction marks: nothing that a reader sees.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    // 200B–200F, 202A–202E, 2060–206F, FEFF and their like. The joiner of emoji is among them and is not missed on a form.
    case .format: true
    default: false
    }
  }
}
