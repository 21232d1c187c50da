import JSONText
import Vocabulary
package import Workflow

extension Party {
  /// 外网接入单位: whoever is connected, or applies (NET-2).
  package static let unit = Party("UNIT", "外网接入单位")
  /// 涉及部门: one that a business across departments involves (NET-12.4b), or that a bulletin addresses.
  package static let participant = Party("PARTICIPANT", "涉及部门")
  /// 平面运营单位: runs one of the two planes (NET-7).
  package static let lineOperator = Party("OP", "平面运营单位")
  /// 运维服务单位: maintains the network under a contract with the bureau (NET-7c).
  package static let contractor = Party("OPS", "运维服务单位")
}

/// Parts of forms that several procedures of the extranet share.
extension Field {
  static func net(_ name: String, _ label: String, max: Int = 200, required: Bool = true, else refusal: Refusal = .netMissing) -> Field {
    Field(name, label, .text(max: max), required: required, else: refusal)
  }
  /// 主体责任单位 and 监管单位: whose the security is, and who supervises it, on each record (NET-14).
  static let responsibility: [Field] = [.net("responsible", "主体责任单位", required: false).ours, .net("supervisor", "监管单位", required: false).ours]
  static let netReason = Field("reason", "理由", .text(max: 2000), else: .netMissing)
  /// A day, or a day and hour, that the bureau writes into a notice or an order (NET-20).
  static let until = Field("due", "处置期限(日期,或到小时)", .text(max: 40), else: .noDueDate)
}

extension Fill {
  /// The unit, or whoever applied for it, is responsible; the bureau supervises the city's network (NET-14, NET-11.4).
  static let responsibility: [Fill] = [
    Fill("responsible", "whose network it is") { view, _ in view.context["whose"]?["name"] }, Fill("supervisor", "the bureau") { _, _ in .string(Party.bureau.label) },
  ]
}

extension Rule {
  /// The end that a notice names lies after it (NET-20a).
  static let dueLater = Rule("the due date is a day or an hour after now", else: .noDueDate) { view, act in
    guard let due = act.input["due"]?.string.flatMap(WorkCalendar.named), let now = view.now else { return false }
    return due.at > now
  }
}
