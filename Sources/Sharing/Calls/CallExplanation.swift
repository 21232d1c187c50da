/// 调用说明: what happened to a call, whose duty it is, and what to do now, in words for the offices (EX-8.2, EX-20).
package struct CallExplanation: Sendable, Hashable {
  /// Whose duty an outcome is, as people say it.
  package enum Duty: String, Sendable, CaseIterable {
    case consumer = "使用部门", provider = "提供部门", gateway = "市数据局(平台)", nobody = "无"

    package init(_ party: String?) {
      switch party {
      case "consumer": self = .consumer
      case "provider": self = .provider
      case "gateway": self = .gateway
      default: self = .nobody
      }
    }
  }

  package let sentence: String, duty: Duty, next: String

  init(_ sentence: String, _ duty: Duty, _ next: String) { (self.sentence, self.duty, self.next) = (sentence, duty, next) }

  /// - Parameter code: why it was refused, or why it failed after it was admitted, as the record has it.
  /// - Parameter status: of the answer; nil while nothing is known of its end.
  package static func of(code: String?, status: Int?, party: String?, admitted: Bool) -> CallExplanation {
    if let code {
      if code == "E46", party == "provider" { return offline }
      if let known = table[code] { return known }
      return CallExplanation("调用未成功(\(code))。", Duty(party), "请把调用编号告诉责任方查明原因。")
    }
    guard admitted else { return CallExplanation("调用被拒绝。", Duty(party), "请把调用编号告诉责任方查明原因。") }
    guard let status else { return unknown }
    switch (status, party) {
    case (_, "consumer"): return hungUp
    case (200..<400, _): return CallExplanation("调用成功,应答已全部交出。", .nobody, "无须处理。")
    case (404, _):
      return CallExplanation("调用已送达提供部门的服务,服务答复没有所查的内容(404)。", .nobody, "请核对所查的编号或条件;确有此项而查不到的,联系提供部门。")
    case (400..<500, _):
      return CallExplanation(
        "调用已送达提供部门的服务,服务认为请求有误(\(status))。", .consumer, "请对照接口说明检查参数和请求内容;确认无误仍被拒绝的,联系提供部门。")
    case (500..., _):
      return CallExplanation("调用已送达提供部门的服务,服务内部出错(\(status))。", .provider, "请提供部门检查服务;使用部门稍后重试。")
    default: return CallExplanation("调用在应答之前结束。", Duty(party), "请重新调用。")
    }
  }

  static let unknown = CallExplanation(
    "调用已准入,结果未知:应答还在进行,或网关在应答结束之前中断。", .gateway, "请先核对业务结果,再决定是否重试;会改动数据的调用不要直接重发。")
  static let hungUp = CallExplanation(
    "使用部门的系统在应答结束之前断开了连接。", .consumer, "请放宽调用方的等待时间,检查其网络后重试。")
  static let offline = CallExplanation(
    "资源已下线,授权随之终止。", .provider, "请使用部门停止调用,并在目录中查找替代资源;对下线有疑问的联系提供部门。")
}
