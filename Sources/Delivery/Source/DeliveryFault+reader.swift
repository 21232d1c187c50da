extension DeliveryFault {
  /// What a driver's failure means, by the state that ODBC gives it.
  static func reader(_ state: String, _ text: String) -> DeliveryFault {
    let detail = "\(state) \(text)"
    switch state {
    case "": return DeliveryFault(.exchange, "平台没有安装 ODBC 驱动管理程序", detail: detail)
    case "IM002", "IM003", "01000": return DeliveryFault(.exchange, "平台没有登记这个名称的 ODBC 驱动", detail: detail)
    case "28000": return DeliveryFault(.provider, "数据来源拒绝登录", detail: detail)
    case "42S02", "42S22": return DeliveryFault(.provider, "数据来源中的表或列不存在", detail: detail)
    case "42000": return DeliveryFault(.provider, "没有读取数据来源的权限", detail: detail)
    case "HYT00", "HYT01": return DeliveryFault(.provider, "读取数据来源超时", detail: detail)
    case _ where state.hasPrefix("08"): return DeliveryFault(.provider, "连接不上数据来源,或连接中断", detail: detail)
    default: return DeliveryFault(.provider, "读取数据来源时出错(\(state))", detail: detail)
    }
  }
}
