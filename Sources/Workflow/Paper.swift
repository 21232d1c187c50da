package import Vocabulary

/// An attachment that a case asks for. With `when`, only in that case; with `during`, laid in those states for a later step, not with the form.
package struct Paper: Sendable, Hashable {
  package let name: String
  package let label: String
  package let refusal: Refusal
  package let when: Condition?
  package let during: [State]
  package init(_ name: String, _ label: String, when: Condition? = nil, during: State..., else refusal: Refusal) {
    self.during = during
    self.name = name
    self.label = label
    self.when = when
    self.refusal = refusal
  }
}
