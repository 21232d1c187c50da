/// What became of an agreement (EX-19, EX-11.1d). Each is written down, hashed and signed.
package enum AgreementKind: String, Sendable, CaseIterable {
  case approved, suspended, resumed, revoked, terminated
  case givenUp = "given-up"
  case expired
  /// A published bulletin, which is of no grant (EX-17b).
  case bulletin

  package var label: String {
    switch self {
    case .approved: "生效"
    case .suspended: "暂停"
    case .resumed: "恢复"
    case .revoked: "收回"
    case .terminated: "终止"
    case .givenUp: "放弃使用"
    case .expired: "到期"
    case .bulletin: "通报"
    }
  }

  /// By the state in which the grant now is; a grant that its own user gave up ends in the same state as one that was terminated.
  init?(state: String, step: String) {
    switch state {
    case "in-force": self = .resumed
    case "terminated": self = step == "give-up" ? .givenUp : .terminated
    default: self.init(rawValue: state)
    }
  }
}
