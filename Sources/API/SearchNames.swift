import Accounts
import Measures
import Vocabulary
import Workflow

/// Codes and labels of everything by which a search can be narrowed, from the declarations of the forms.
struct SearchNames: Sendable {
  typealias Name = (code: String, label: String)
  /// The facets in the order in which they are shown.
  static let facets = ["provider", "class", "kind", "frequency", "origin", "state"]
  private static let origins: [Name] = [("city", "本市"), ("province", "省级"), ("nation", "国家")]

  private let known: [String: [Name]]

  init(_ departments: [DepartmentRow]) {
    known = [
      "provider": departments.map { ($0.code, $0.name) },
      "class": Self.choices("class", of: .catalogue) + [("no-share", "不予共享")],
      "kind": Self.choices("kind", of: .resource), "frequency": Self.choices("frequency", of: .catalogue), "origin": Self.origins,
      "state": ["exchange.catalogue", "exchange.no-share"].compactMap(Measure.procedure).flatMap(\.states).map { ($0.code, $0.label) },
    ]
  }

  private static func choices(_ field: String, of procedure: Procedure) -> [Name] {
    guard case .choice(let choices) = procedure.fields.first(where: { $0.name == field })?.kind else { return [] }
    return choices.map { ($0.code, $0.label) }
  }

  func label(_ facet: String, _ code: String) -> String { known[facet]?.first { $0.code == code }?.label ?? code }

  /// What a caller chose, by code or by label: `province`, `省级`; nil when he chose nothing.
  func code(_ call: Call, _ facet: String) throws -> String? {
    guard let text = call.query[facet] else { return nil }
    guard let found = known[facet]?.first(where: { $0.code == text || $0.label == text }) else {
      throw Refused(Refusal.badQuery.saying(["name": facet]))
    }
    return found.code
  }
}
