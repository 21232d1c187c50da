package import JSONText

/// What confirming an import would do with one of its catalogues (EX-6a). A published one is never overwritten: its change is a revision (EX-6b).
package enum ImportOutcome: String, Sendable, CaseIterable {
  /// A draft is opened.
  case new
  /// The department's own draft of that code is filled anew.
  case changed
  case unchanged
  /// Skipped: published already.
  case published
  /// Skipped: it lies with the bureau.
  case underWay = "under-way"
  /// Skipped: it has faults.
  case wrong

  /// The catalogue that bears the code already.
  package struct Existing: Sendable {
    package let isOwn: Bool
    /// Of `case_file`.
    package let state: String
    package let fields: JSONObject
    package init(isOwn: Bool, state: String, fields: JSONObject) {
      self.isOwn = isOwn
      self.state = state
      self.fields = fields
    }
  }

  package static func of(_ fields: JSONObject, hasFaults: Bool, existing: Existing?) -> ImportOutcome {
    guard !hasFaults else { return .wrong }
    guard let existing else { return .new }
    guard existing.isOwn else { return .wrong }
    switch existing.state {
    case "draft", "returned": return JSON.object(existing.fields).canonical == JSON.object(fields).canonical ? .unchanged : .changed
    case "review": return .underWay
    default: return .published
    }
  }

  /// What the person is told beside it.
  package var hint: String? {
    switch self {
    case .published: "该目录已发布,请通过目录修订变更"
    case .underWay: "该目录正在审核,请撤回后再导入"
    default: nil
    }
  }
}
