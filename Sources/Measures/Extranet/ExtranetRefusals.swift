import Vocabulary
import Workflow

/// The refusals of the extranet measure, each once, with the words and clause of Docs/law/NET.md §3.
extension Refusal {
  static let netNotYours = Refusal("N01", .role, "无权操作:该操作仅限{party}", "NET-2")
  static let netNotNow = Refusal("N43", .state, "当前状态为“{state}”,不能进行此操作", "NET-2")
  static let netOwnCase = Refusal("N42", .role, "代办人不得审核本人办理的事项", "NET-5.5")
  static let netMissing = Refusal("N40", .form, "请填写{label}", "NET-22")

  static let noNewNetwork = Refusal("N03", .form, "除国家另行规定外,不得新建、扩建非涉密业务专网", "NET-4b")
  static let onlyBureauCloses = Refusal("N11", .role, "安全事件由市数据局确认后关闭", "NET-6.4")
  static let seriousUnannounced = Refusal("N34", .state, "重大、紧急网络安全事件须通报", "NET-16")
  static let noDueDate = Refusal("N36", .form, "请填写处置期限", "NET-20a")
  static let notLapsed = Refusal("N37", .state, "处置期限未到,不得切断", "NET-20b")
  static let notNotified = Refusal("N38", .state, "未通知整改", "NET-20b")
  static let samePerson = Refusal("N39", .role, "认定与切断须由不同人员办理", "NET-20b")
}

extension Procedure.Common {
  static let extranet = Procedure.Common(notYours: .netNotYours, notNow: .netNotNow, ownCase: .netOwnCase)
}
