import Vocabulary

/// Refusals of the door itself. Those of the measures come from below with their own codes.
extension Refusal {
  static let wrongMedia = Refusal("media.unsupported", .form, "请求体须为application/json", "EX-3")
  static let badJSON = Refusal("json.invalid", .form, "请求体不是有效的JSON(第{at}字节:{why})", "EX-3")
  static let badValue = Refusal("value.invalid", .form, "填写的内容含有无法保存的字符或数值", "EX-3")
  static let strangeMember = Refusal("json.member", .form, "没有“{name}”这一项", "EX-3")
  static let badPath = Refusal("path.invalid", .missing, "没有这个地址", "EX-3")
  static let tooLarge = Refusal("request.large", .form, "上传的内容过大", "EX-3")
  static let badQuery = Refusal("query.invalid", .form, "查询参数“{name}”不正确", "EX-3")
  static let noProcedure = Refusal("procedure.unknown", .missing, "没有这个流程", "EX-3")
  static let auditOnly = Refusal("E02", .role, "无权操作:该操作仅限审计人员", "EX-20")
  static let operationsOnly = Refusal("E02", .role, "无权操作:该操作仅限市数据局(运行管理)", "EX-4a")
  static let rehearsalOnly = Refusal("rehearsal.only", .state, "只有演练数据库可以调整时间", "EX-3")
  static let clockForward = Refusal("rehearsal.forward", .form, "演练时间只能向前调整", "EX-3")
  static let notReady = Refusal("service.unready", .stopped, "数据库暂不可用,请稍后再试", "EX-17c")
}
