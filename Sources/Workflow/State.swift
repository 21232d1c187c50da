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
  /// A draft that its owner gave up before it ever went out. Nobody sees it any more; the audit keeps it.
  package static let discarded = State("discarded", "已作废草稿")
}
