import Measures
package import Vocabulary
import Workflow

/// A paper as it comes in. Its kind is judged by its content, never by the name alone (EX §5).
package struct NewPaper: Sendable {
  /// The most that the platform can keep; how much is allowed the bureau sets within it (EX §5 [CFG]).
  package static let mostBytes = Setting.paperSize.bounds.upperBound * 1024 * 1024
  /// The sealed application form of an interface (EX-12b).
  package static let stampedForm = "stamped-form"
  /// What the name of a material's template begins with; its code follows (EX-5.1b).
  package static let template = "template-"

  package let name: String
  package let file: String
  package let mediaType: String
  package let body: [UInt8]

  package init(name: String, file: String, body: [UInt8]) {
    self.name = name
    self.file = file
    self.body = body
    mediaType = PaperKind(of: body, file: file)?.rawValue ?? ""
  }

  /// E79 for what is no lawful paper, E61 for a scan of another kind.
  ///
  /// - Parameter most: megabytes.
  func check(most: Int) throws(Refused) {
    guard !body.isEmpty, body.count <= most * 1024 * 1024, Self.isPlain(file), let kind = PaperKind(rawValue: mediaType),
      name != Self.stampedForm || kind.isScan, !kind.isInterfaceText || ["interface-document", "data-dictionary"].contains(name)
    else { throw Refused(Self.refusal(name, most: most).at("/papers/\(name)")) }
    guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }), (1...40).contains(name.count) else {
      throw Refused(Refusal.wrongPaper.saying(["mb": String(most)]).at("/papers"))
    }
  }

  /// What a paper of this name is refused with when it is no paper at all, or too large a one.
  package static func refusal(_ name: String, most: Int = Setting.paperSize.bounds.upperBound) -> Refusal {
    name == stampedForm ? .wrongScan : .wrongPaper.saying(["mb": String(most)])
  }

  /// A file name of at most 200 characters that names no folder and shows as it is: no control characters, none that turn a line's direction.
  static func isPlain(_ file: String) -> Bool {
    guard (1...200).contains(file.count), !file.isBlank, file != ".", file != ".." else { return false }
    return file.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
      default: scalar != "/" && scalar != "\\"
      }
    }
  }
}
