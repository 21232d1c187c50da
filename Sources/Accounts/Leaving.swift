package import Records
package import Vocabulary

/// What a person would leave behind, asked of the desks that hold it, in the same transaction (EX-11.5).
///
/// A *task* is a draft or a returned case that the person opened, or a case whose running clock is held by a seat that nobody else of the
/// department could fill. A *code* is a living access code that was shown to the person.
package struct Leaving: Sendable {
  package struct Task: Sendable, Hashable {
    package let caseID: Int64
    /// As people know it: `申请 SQ-20261125-000018`.
    package let title: String
    /// The sub-permission that whoever takes it over needs.
    package let role: String
    /// Opened by the person: it moves to the successor's name. Otherwise it waits at a seat, which the successor must hold.
    package let isOwn: Bool
    package init(caseID: Int64, title: String, role: String, isOwn: Bool) {
      self.caseID = caseID
      self.title = title
      self.role = role
      self.isOwn = isOwn
    }
  }
  /// - Parameter ignoring: the successor, who counts as nobody while it is asked which seats the leaver alone fills.
  package typealias Tasks = @Sendable (_ account: Int64, _ ignoring: Int64?, Work) async throws -> [Task]
  /// Puts the successor's name on the person's own tasks.
  package typealias Move = @Sendable (_ from: Int64, _ to: Int64, Work) async throws -> Void
  /// Key ids of the codes.
  package typealias Codes = @Sendable (_ account: Int64, Work) async throws -> [String]
  package typealias EndCodes = @Sendable (_ codes: [String], _ at: Instant, Work) async throws -> Void

  let tasks: Tasks
  let move: Move
  let codes: Codes
  let endCodes: EndCodes

  package init(tasks: @escaping Tasks, move: @escaping Move, codes: @escaping Codes, endCodes: @escaping EndCodes) {
    self.tasks = tasks
    self.move = move
    self.codes = codes
    self.endCodes = endCodes
  }

  /// For programs that open accounts and close none: set-up and the demonstration's first account.
  package static let nothing = Leaving(tasks: { _, _, _ in [] }, move: { _, _, _ in }, codes: { _, _ in [] }, endCodes: { _, _, _ in })
}
