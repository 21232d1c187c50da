package import JSONText
package import Vocabulary

/// One line of the audit before it has its place in the chain.
package struct AuditEntry: Sendable, Hashable {
  package let at: Instant
  package let actor: String
  package let action: String
  package let subject: String
  package let detail: JSON

  package init(at: Instant, actor: String, action: String, subject: String, detail: JSON) {
    self.at = at
    self.actor = actor
    self.action = action
    self.subject = subject
    self.detail = detail
  }

  /// The canonical text whose hash goes into the chain: a JSON array of number, instant, actor, action, subject, detail.
  func record(_ seq: Int64, detailText: String) -> String {
    JSON.array([JSON(seq), .string(at.text), .string(actor), .string(action), .string(subject), .string(detailText)]).canonical
  }
}
