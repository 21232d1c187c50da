import JSONText
import Vocabulary
import Workflow

extension Condition {
  static let isExisting = Condition("存量") { kind($0) == "existing" }
  static let isApplied = Condition("非存量") { kind($0) != "existing" }
  static let isChange = Condition("变更") { kind($0) == "change" }
  static let isForAccess = Condition("新接入、重新开通") { kind($0) != "change" }
  private static func kind(_ view: CaseView) -> String? { view.fields["kind"]?.string }
  static let isRequired = Condition("第二项") { $0.fields["category"]?.string == "2" }
}

extension Rule {
  static let unclassified = Rule("nothing classified", else: .classified) { view, _ in view.fields["classified"]?.bool != true }
  /// Who answers for the network is known before anything is connected (NET-6).
  static let profiled = Rule("the unit has named its administrator and its officer", else: .noProfile) { view, _ in
    ["administrator", "officer", "phone"].allSatisfy { view.context["profile"]?[$0]?.string?.isEmpty == false }
  }
  /// The evidence that each of the four categories asks for (NET-11.1 to 11.4).
  static let ofItsCategory = Rule("the evidence of its category is there", .wrongCategory, .noLawBasis, .bySponsor, .noNeed) { view, _ in
    func says(_ name: String) -> Bool { view.fields[name]?.string?.isEmpty == false }
    let register = view.context["unit"]
    switch view.fields["category"]?.string {
    case "1": return register?["category"]?.string == "1" ? [] : [.wrongCategory]
    case "3": return says("lawBasis") ? [] : [.noLawBasis]
    case "4":
      guard register?["category"]?.string == "1", says("target") else { return [.bySponsor] }
      return says("need") ? [] : [.noNeed]
    default: return []
    }
  }
  /// 街道(社区)、三镇 are the bureau's to connect, on their behalf or by themselves, never a sponsor's (NET-5.5).
  static let townshipsByBureau = Rule("no sponsor applies for townships and streets", else: .townships) { view, _ in
    guard let target = view.fields["target"]?.string else { return true }
    return !["街道", "社区", "镇"].contains { target.hasSuffix($0) }
  }
  static let bothPass = Rule("legality and reasonableness both pass", else: .bothConclusions) { _, act in
    ["legality", "reasonableness"].allSatisfy { act.input[$0] == nil || act.input[$0]?.string == "pass" }
  }
  /// A change and a re-opening name the access that they are about: one's own, open for a change, closed for a re-opening (NET-12.1, NET-13b).
  static let accessOfItsOwn = Rule("a change names an access of its own and says what is new, a re-opening one that was closed", .netMissing, .accessClosed) { view, _ in
    let kind = view.fields["kind"]?.string
    guard kind == "change" || kind == "again" else { return [] }
    guard let access = view.context["access"]?.object, access["procedure"]?.string == "extranet.access", access["own"]?.bool == true else {
      return [Refusal.netMissing.saying(["label": "本单位的原接入"]).at("/access")]
    }
    let isClosed = access["state"]?.string == "closed"
    guard kind == "change" else { return isClosed ? [] : [Refusal.netMissing.saying(["label": "已关闭的原接入"]).at("/access")] }
    guard !isClosed else { return [.accessClosed] }
    return AccessChange.items(from: access["fields"]?.object ?? JSONObject(), to: view.fields).isEmpty ? [.netMissing.saying(["label": "与原接入不同的内容"])] : []
  }
  static let departmentsKnown = departmentsKnown(
    "the departments that take part are departments", in: "departments", else: .netMissing.saying(["label": "已登记的涉及部门"]))
  /// Each department that the business involves confirms once, or is excused by the bureau (NET-12.4b).
  static let joinsOnce = answersOnce("it has not confirmed yet", else: .netNotNow.saying(["state": "本部门已确认"]))
  static let waivesOneThatWaits = Rule("the excused department has not confirmed", .netMissing) { view, act in
    view.waiting.contains(act.input["addressee"]?.string ?? "") ? [] : [Refusal.netMissing.saying(["label": "尚未确认的部门"]).at("/addressee")]
  }
  static let allJoined = Rule("every department has confirmed or was excused", .unjoined) { view, _ in
    let names = view.context["waitingNames"]?.strings ?? view.waiting
    return names.isEmpty ? [] : [Refusal.unjoined.saying(["departments": names.joined(separator: "、")])]
  }
  static let rangesRead = Rule("the planned addresses are blocks", .netMissing) { _, act in
    let wrong = (act.input["ranges"]?.strings ?? []).filter { AddressRange($0) == nil }
    return wrong.isEmpty ? [] : [Refusal.netMissing.saying(["label": "正确的地址规划(如10.1.8.0/24,主机位须为0)"]).at("/ranges")]
  }
}

extension Fill {
  /// What a change changes, old and new (NET-12.1).
  static let changes = Fill("changes", "what differs from the access as it is") { view, _ in
    guard view.fields["kind"]?.string == "change" else { return nil }
    return .array(AccessChange.items(from: view.context["access"]?["fields"]?.object ?? JSONObject(), to: view.fields))
  }
  /// What the unit registered of its own network, beside the scheme (NET-6.1).
  static let network = Fill("network", "what the unit registered of its own network") { view, _ in
    let profile = view.context["profile"]
    let said = [("terminals", "终端数"), ("protection", "边界防护"), ("conformity", "规范符合性自查"), ("administrator", "网络管理员"), ("officer", "安全责任人")]
    return .array(said.compactMap { name, label in
      guard let value = profile?[name], !value.isNull else { return nil }
      return ["item": .string(label), "value": .string(value.string ?? value.text)]
    })
  }
  /// The plan of the scheme that both sides confirm (NET-12.3).
  static let ranges = Fill("ranges", "as the scheme plans") { _, act in act.input["ranges"] ?? .array([]) }
}

/// What a change of an access changes.
enum AccessChange {
  static func items(from old: JSONObject, to new: JSONObject) -> [JSON] {
    Field.access.filter { $0.isTyped && old[$0.name] != new[$0.name] }.map { field in
      ["item": .string(field.label), "old": words(old[field.name], field), "new": words(new[field.name], field)]
    }
  }

  private static func words(_ value: JSON?, _ field: Field) -> JSON {
    guard let value, !value.isNull else { return .null }
    if case .choice(let choices) = field.kind { return JSON(choices.first { $0.code == value.string }?.label ?? value.text) }
    return .string(value.string ?? value.text)
  }
}
