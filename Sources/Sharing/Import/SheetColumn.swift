/// One column of the import sheet. Its heading and its choices are those of the declared form, so that the sheet and the page never differ.
package struct SheetColumn: Sendable, Hashable {
  package struct Choice: Sendable, Hashable {
    package let code: String, label: String
    package init(code: String, label: String) {
      self.code = code
      self.label = label
    }
  }
  package enum Kind: Sendable, Hashable {
    case text
    case choice([Choice])
    /// Several, one a line or parted by semicolons.
    case texts
    /// As `texts`; `无需材料` says that there are none, `(可选)` after one that it is not mandatory, `letter=公函` gives its code.
    case materials
    /// 是 or 否; empty is no.
    case flag
  }

  /// The form's member: `code`, `class`; of an item `name`, `type`.
  package let member: String
  package let heading: String
  package let kind: Kind
  /// Belongs to the item on its row, not to the catalogue.
  package let isOfItem: Bool
  /// A sheet may leave the whole column out.
  package let mayBeMissing: Bool

  package init(_ member: String, _ heading: String, _ kind: Kind, ofItem: Bool = false, mayBeMissing: Bool = false) {
    self.member = member
    self.heading = heading
    self.kind = kind
    isOfItem = ofItem
    self.mayBeMissing = mayBeMissing
  }

  /// The heading under which a returned sheet says what is wrong; it is skipped when the sheet comes in again.
  package static let reasons = "错误原因"
}
