/// A state of a case: a stable code for SQL and URLs, and the label that the measure uses.
package struct State: Sendable, Hashable {
  package let code: String
  package let label: String
  package init(_ code: String, _ label: String) {
    self.code = code
    self.label = label
  }

  package static let draft = State("draft", "草稿")
  package static let returned = State("returned", "已退回")
  package static let withdrawn = State("withdrawn", "已撤回")
}
