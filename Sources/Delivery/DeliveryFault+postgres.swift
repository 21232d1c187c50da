import Postgres

extension DeliveryFault {
  /// What a failure of the provider's database means.
  static func source(_ error: any Error) -> DeliveryFault {
    if let fault = error as? DeliveryFault { return fault }
    guard let error = error as? PostgresError else { return DeliveryFault(.exchange, "读取数据来源时出错", detail: "\(error)") }
    let text =
      switch (error.kind, error.sqlstate ?? "") {
      case (_, "42501"): "没有读取数据来源的权限"
      case (_, "28P01"), (_, "28000"): "数据来源拒绝登录"
      case (_, "42P01"), (_, "42703"): "数据来源中的表或列不存在"
      case (.timeout, _): "读取数据来源超时"
      case (.connection, _) where refusesLogin(error.message): "数据来源拒绝登录"
      case (.connection, _): "连接不上数据来源,或连接中断"
      case (_, let state): "读取数据来源时出错(\(state))"
      }
    return DeliveryFault(.provider, text, detail: "\(error)")
  }

  /// A server that was reached and said no. One that is full, starting or stopping said: not now.
  private static func refusesLogin(_ words: String) -> Bool {
    let notNow = ["too many", "reserved", "starting up", "shutting down", "recovery", "terminating"]
    return words.contains("FATAL") && !notNow.contains { words.contains($0) }
  }

  /// What a failure of the landing area means. Values it cannot take are the provider's, all else is ours as long as we host it.
  static func landing(_ error: any Error) -> DeliveryFault {
    if let fault = error as? DeliveryFault { return fault }
    guard let error = error as? PostgresError else { return DeliveryFault(.exchange, "写入前置区时出错", detail: "\(error)") }
    let state = error.sqlstate ?? ""
    switch state {
    case "23505": return DeliveryFault(.provider, "主键重复", detail: "\(error)")
    case "23502": return DeliveryFault(.provider, "主键为空", detail: "\(error)")
    case _ where state.hasPrefix("22"): return DeliveryFault(.provider, "数据来源送来的数据不能写入(\(state))", detail: "\(error)")
    case _ where state.hasPrefix("53"): return DeliveryFault(.exchange, "前置区空间或连接不足(\(state))", detail: "\(error)")
    case _ where error.kind == .connection: return DeliveryFault(.exchange, "连接不上前置区,或连接中断", detail: "\(error)")
    default: return DeliveryFault(.exchange, "写入前置区时出错(\(state))", detail: "\(error)")
    }
  }
}
