package import JSONText

/// 自动填写: a part of the form that follows from a rule and is written by the step, whatever was typed there: who pays for a line.
package struct Fill: Sendable, Hashable {
  package let field: String
  /// In words, for the sheet: `the unit, or the bureau for a unit of the city's budget`.
  package let words: String
  /// nil: stays as it is.
  package let value: @Sendable (CaseView, Act) -> JSON?

  package init(_ field: String, _ words: String, value: @escaping @Sendable (CaseView, Act) -> JSON?) {
    (self.field, self.words, self.value) = (field, words, value)
  }
  package static func == (one: Fill, other: Fill) -> Bool { one.field == other.field && one.words == other.words }
  package func hash(into hasher: inout Hasher) { hasher.combine(field) }
}
