/// 消息类别: what a notice is about, as people choose what they want by mail.
package enum NoticeTopic: String, CaseIterable, Sendable {
  case act, clock, urge, message, right, bulletin

  package var label: String {
    switch self {
    case .act: "事项进展"
    case .clock: "时限提醒、超期、到期日调整"
    case .urge: "督促"
    case .message: "留言"
    case .right: "授权和资源:将到期、停用、更新滞后"
    case .bulletin: "报备、通报、定期事项"
    }
  }

  /// - Parameter kind: as a notice carries it: `clock.last-day`. A kind that nobody named is about a case's progress.
  package init(kind: String) {
    self =
      switch kind.prefix(while: { $0 != "." }) {
      case "clock": .clock
      case "urge": .urge
      case "message": .message
      case "expiry", "code", "idle", "lagging", "stop", "resource": .right
      case "report", "bulletin", "duty", "department": .bulletin
      default: .act
      }
  }
}
