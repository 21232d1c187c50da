import JSONText
package import Vocabulary
package import Workflow

/// Which cases of a procedure a person wants to see. It never shows more than she may see.
package struct CaseFilter: Sendable, Hashable {
  /// 范围.
  package enum Box: String, Sendable, CaseIterable {
    /// Waits for one of my seats; what is urgent first (EX-14b).
    case todo
    /// Opened by me.
    case mine
    /// My department's own.
    case department
    /// A running clock is due within two working days.
    case due
    /// Past a statutory due date (超期).
    case late
  }

  package var box: Box?
  /// By its code.
  package var state: String?
  /// The beginning of a number, or a part of the title.
  package var text: String?
  package init(box: Box? = nil, state: String? = nil, text: String? = nil) {
    self.box = box
    self.state = state
    self.text = text
  }

  /// - Parameter state: a code or a label of the procedure: `provider-review`, `待部门审核`.
  package init(_ procedure: Procedure, box: String?, state: String?, text: String?) throws(Refused) {
    func wrong(_ name: String) -> Refused { Refused(Refusal("query.invalid", .form, "查询参数“\(name)”不正确", "EX-3")) }
    if let box {
      guard let box = Box(rawValue: box) else { throw wrong("box") }
      self.box = box
    }
    if let state {
      guard let found = procedure.states.first(where: { $0.code == state || $0.label == state }) else { throw wrong("state") }
      self.state = found.code
    }
    if let text, !text.isBlank {
      guard text.count <= 100 else { throw wrong("q") }
      self.text = text
    }
  }
}
