package import JSONText
package import Vocabulary

/// What an entry of a ledger must be beyond its form, as the measure says. Pure.
package struct EntryRule: Sendable, Hashable {
  /// In words, for the sheet: `the level is three or higher`.
  package let name: String
  /// Where the fault is shown.
  package let field: String
  package let refusal: Refusal
  /// Of the entry, and of what stands elsewhere under the names of the ledger's facts.
  package let holds: @Sendable (JSONObject, JSONObject) -> Bool

  package init(_ name: String, at field: String, else refusal: Refusal, holds: @escaping @Sendable (_ entry: JSONObject, _ around: JSONObject) -> Bool) {
    (self.name, self.field, self.refusal, self.holds) = (name, field, refusal, holds)
  }
  package init(_ name: String, at field: String, else refusal: Refusal, holds: @escaping @Sendable (JSONObject) -> Bool) {
    self.init(name, at: field, else: refusal) { entry, _ in holds(entry) }
  }
  package static func == (one: EntryRule, other: EntryRule) -> Bool { one.name == other.name && one.refusal == other.refusal }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
