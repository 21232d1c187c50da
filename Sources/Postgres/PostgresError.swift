/// What went wrong, with everything the server said that can be acted on.
package struct PostgresError: Error, Sendable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    /// The link failed or was never there; nothing was committed by this statement's transaction.
    case connection
    /// The server refused the statement.
    case server
    case timeout
    case noRow
    case decode
    /// The link failed while COMMIT was under way: it may or may not have happened.
    case commitUnknown
    case cancelled
  }

  package let kind: Kind
  package let message: String
  package var sqlstate: String?
  package var constraint: String?
  /// The statement's name.
  package var statement: String?

  package init(_ kind: Kind, _ message: String, sqlstate: String? = nil, constraint: String? = nil, statement: String? = nil) {
    self.kind = kind
    self.message = message
    self.sqlstate = sqlstate
    self.constraint = constraint
    self.statement = statement
  }

  package var description: String {
    let parts = [statement.map { "statement \($0)" }, sqlstate, constraint.map { "constraint \($0)" }].compactMap(\.self)
    return "\(kind): \(message.split(separator: "\n").first ?? "")\(parts.isEmpty ? "" : " [\(parts.joined(separator: ", "))]")"
  }

  /// Two transactions waited for each other, or one overtook the other: the same work, begun anew, may well succeed.
  package var isPassing: Bool { sqlstate == "40P01" || sqlstate == "40001" }
  /// A value that the server cannot keep: a NUL in a text, a number beyond all bounds.
  package var isAboutData: Bool { kind == .server && sqlstate?.hasPrefix("22") == true }

  func named(_ statement: String) -> PostgresError {
    var copy = self
    copy.statement = copy.statement ?? statement
    return copy
  }
}
