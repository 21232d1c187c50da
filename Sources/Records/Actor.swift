/// Who is answerable for a piece of work: a named account, or the system itself.
package struct Actor: Sendable, Hashable {
  /// nil for the system.
  package let account: Int64?
  /// As it stands in the audit: `account:12` or `system:expiry`.
  package let text: String

  package static func account(_ id: Int64) -> Actor { Actor(account: id, text: "account:\(id)") }
  package static func system(_ name: String) -> Actor { Actor(account: nil, text: "system:\(name)") }
}
