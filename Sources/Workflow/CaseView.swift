package import JSONText
package import Vocabulary

/// Everything `decide` may look at. Read under a row lock by the case desk; written by hand in tests.
package struct CaseView: Sendable {
  package var state: State
  package var fields: JSONObject
  /// Names of the papers that lie in the case.
  package var papers: Set<String>
  /// Who took each step last.
  package var actedBy: [String: Int64]
  /// Parties of the present joint step that have acted.
  package var agreed: Set<Party>
  /// The state before the last step of each name.
  package var before: [String: State]
  /// The place of the last step of each name in the case's history; the first act is 1.
  package var order: [String: Int]
  /// What lies around the case: the catalogue of a resource, the class of an application's resource.
  package var context: JSONObject
  /// Words for `{…}` in messages.
  package var words: [String: String]

  /// Office time of the act, where the rules of the procedure count.
  package var now: Instant? { instant("now") }
  package func instant(_ name: String) -> Instant? { context[name]?.string.flatMap(Instant.init) }
  /// Whether the last step of a name came after the last one of any of the others.
  package func wasLast(_ step: String, after others: String...) -> Bool {
    guard let place = order[step] else { return false }
    return others.allSatisfy { order[$0] ?? 0 < place }
  }

  package init(
    state: State, fields: JSONObject = JSONObject(), papers: Set<String> = [], actedBy: [String: Int64] = [:], agreed: Set<Party> = [],
    before: [String: State] = [:], order: [String: Int] = [:], context: JSONObject = JSONObject(), words: [String: String] = [:]
  ) {
    self.state = state
    self.fields = fields
    self.papers = papers
    self.actedBy = actedBy
    self.agreed = agreed
    self.before = before
    self.order = order
    self.context = context
    self.words = words
  }
}

/// Someone takes a step, with the words it asks for.
package struct Act: Sendable {
  package var step: String
  package var party: Party
  package var person: Int64
  package var input: JSONObject
  package init(_ step: String, by party: Party, _ person: Int64, _ input: JSONObject = JSONObject()) {
    self.step = step
    self.party = party
    self.person = person
    self.input = input
  }
}
