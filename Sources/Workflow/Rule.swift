package import Vocabulary

/// A pure rule of a measure: what must hold before a step, with every reason when it does not.
///
/// The name is printed in the sheet together with the codes it may refuse with.
package struct Rule: Sendable, Hashable {
  package let name: String
  package let codes: [String]
  package let judge: @Sendable (CaseView, Act) -> [Refusal]

  package init(_ name: String, _ refusals: Refusal..., judge: @escaping @Sendable (CaseView, Act) -> [Refusal]) {
    self.name = name
    codes = refusals.map(\.code)
    self.judge = judge
  }

  /// A rule with one refusal.
  package init(_ name: String, else refusal: Refusal, holds: @escaping @Sendable (CaseView, Act) -> Bool) {
    self.init(name, refusal) { view, act in holds(view, act) ? [] : [refusal.saying(view.words)] }
  }

  package static func == (one: Rule, other: Rule) -> Bool { one.name == other.name && one.codes == other.codes }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Picks one of two steps of the same name: 无条件 or 有条件.
package struct Condition: Sendable, Hashable {
  package let label: String
  package let holds: @Sendable (CaseView) -> Bool
  package init(_ label: String, holds: @escaping @Sendable (CaseView) -> Bool) {
    self.label = label
    self.holds = holds
  }
  package static func == (one: Condition, other: Condition) -> Bool { one.label == other.label }
  package func hash(into hasher: inout Hasher) { hasher.combine(label) }
}

/// What must hold before a step.
package enum Need: Sendable, Hashable {
  /// Every mandatory field and paper of the case.
  case form
  /// The person is not the one who took that step last (EX §7.19).
  case anotherPerson(than: String)
  /// The same, where the measure has its own words for it.
  case secondPerson(than: String, else: Refusal)
  /// A paper of that name lies in the case.
  case paper(String)
  /// The case has never left the state it was opened in.
  case neverSent
  case rule(Rule)
}
