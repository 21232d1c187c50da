package import Vocabulary

/// An attachment that a case asks for. With `when`, only in that case.
package struct Paper: Sendable, Hashable {
  package let name: String
  package let label: String
  package let refusal: Refusal
  package let when: Condition?
  package init(_ name: String, _ label: String, when: Condition? = nil, else refusal: Refusal) {
    self.name = name
    self.label = label
    self.when = when
    self.refusal = refusal
  }
}
