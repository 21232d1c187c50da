import JSONText
package import Vocabulary

// What any procedure that addresses departments asks of them. Which are known, which have not answered yet and who acts, the desk puts into the context.

extension CaseView {
  /// Departments that were addressed and have neither answered nor been excused.
  package var waiting: [String] { context["waiting"]?.strings ?? [] }
  /// The department of whoever acts.
  fileprivate var actor: String { context["actor"]?.string ?? "" }
}

extension Condition {
  /// Everyone else has answered and this department has not.
  package static let lastToSign = Condition("最后一个签收") { $0.waiting == [$0.actor] }
  package static let othersToSign = Condition("还有部门未签收") { $0.waiting != [$0.actor] }
}

extension Rule {
  /// The departments in a field are departments of the city.
  package static func departmentsKnown(_ name: String, in field: String, else refusal: Refusal) -> Rule {
    Rule(name, refusal) { view, _ in
      let known = view.context["departments"]?.strings ?? []
      return (view.fields[field]?.strings ?? []).allSatisfy(known.contains) ? [] : [refusal.at("/\(field)")]
    }
  }
  /// The department that acts has not answered before.
  package static func answersOnce(_ name: String, else refusal: Refusal) -> Rule {
    Rule(name, else: refusal) { view, _ in view.waiting.contains(view.actor) }
  }
}
