package import Vocabulary

/// Why a call is not admitted, and whose duty it is. The consumer sees the refusal; `cause` is for the call's record alone.
package struct Denial: Error, Sendable, Hashable {
  /// Whose fault an answer is, as `X-Fault-Party` says.
  package enum Party: String, Sendable, CaseIterable { case consumer, gateway, provider }

  package let refusal: Refusal
  package let party: Party
  /// The true cause where the refusal hides it on purpose (EX-11.1c): `address`, `query`.
  package let cause: String?
  /// When it is worth another try, where that is known.
  package let until: Instant?

  package init(_ refusal: Refusal, _ party: Party, cause: String? = nil, until: Instant? = nil) {
    self.refusal = refusal
    self.party = party
    self.cause = cause
    self.until = until
  }

  /// As it stands in the call's record: `E36/address`.
  package var record: String { cause.map { "\(refusal.code)/\($0)" } ?? refusal.code }
}

extension Denial {
  private static let unknown = Refusal("E36", .login, "授权码无效", "EX-8.2")

  /// No code, another form, an unknown or replaced one: one answer for all.
  package static let unknownCode = Denial(unknown, .consumer)
  /// Called from elsewhere than was granted: the same answer on purpose (EX-11.1c).
  package static let wrongAddress = Denial(unknown, .consumer, cause: "address")
  /// A code in the address line is refused and must be taken as leaked.
  package static let codeInQuery = Denial(
    Refusal("E36", .login, "授权码无效:授权码只能放在请求头中,地址中的授权码视为泄露,请立即更换", "EX-8.2"), .consumer, cause: "query")
  package static func ended(_ state: String) -> Denial { Denial(Refusal("E46", .login, "授权已\(state)", "EX-11.1d"), .consumer) }
  package static let expired = Denial(Refusal("E51", .login, "授权已到期", "EX-11.2b"), .consumer)
  package static let paused = Denial(Refusal("E77", .stopped, "资源暂停服务", "EX-5.5"), .provider)
  package static let offline = Denial(Refusal("E46", .login, "授权已终止:资源已下线", "EX-10b"), .provider)

  /// Inside an announced window (EX-17c).
  package static func stopped(until end: Instant) -> Denial {
    Denial(Refusal("E72", .stopped, "系统维护中,预计\(end.label)恢复", "EX-17c"), .gateway, until: end)
  }

  /// Faster than the grant's pace.
  package static let tooFast = Denial(Refusal("gateway.rate", .pace, "调用过快,请放慢后重试", "EX-8.2"), .consumer)
  /// As many calls today as the provider lets one grant make; counting begins anew at midnight.
  package static func usedUp(_ most: Int64, on day: Day) -> Denial {
    Denial(Refusal("gateway.quota", .pace, "今日调用已达每日上限 \(most) 次,次日零时起可再调用", "EX-8.2"), .consumer, until: day.next.start)
  }
  /// The address line is of no lawful form.
  package static let badTarget = Denial(Refusal("path.invalid", .form, "地址不规范:请使用 /svc/资源代码/路径 的形式,不含多余的点、斜杠和转义", "EX-8.2"), .consumer)

  /// Outside what was granted, by name (EX-11.1a).
  package static func outside(_ what: String) -> Denial { Denial(Refusal("E47", .role, "超出授权使用方式/范围:\(what)", "EX-11.1a"), .consumer) }
}
