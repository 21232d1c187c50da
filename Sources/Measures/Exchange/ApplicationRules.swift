import JSONText
import Vocabulary
import Workflow

extension Field {
  static let bureauGrounds: [Choice] = [
    Choice("beyond-duty", "超出履职需要范围"), Choice("untrue", "申请信息不真实或不完整"), Choice("forbidden", "法律法规政策禁止"),
  ]
  /// The first choice is absent where the data have no conditions (EX-5.2a).
  static let providerGrounds: [Choice] = [Choice("condition-unmet", "未满足共享条件")] + bureauGrounds

  /// The reviewer may shorten the term and cut items, never add (EX-11.1b).
  static let approving: [Field] = [
    Field("months", "授权期限(月)", .number(1...36), required: false, else: .termTooLong),
    Field("items", "授权数据项", .texts(max: 500), required: false, else: .noItems),
    Field("reason", "缩减理由", .reason(max: 2000), required: false, else: .noReason),
  ]
  static func rejecting(_ grounds: [Choice]) -> [Field] {
    [
      Field("ground", "不予授权的情形", .choice(grounds), else: .noGround), .reason, .basis,
      .text("material", "要求的材料", required: false), .text("condition", "未满足的条件", required: false),
    ]
  }
}

extension Need {
  static let filledIn: [Need] = [
    .rule(.resourceServes), .form, .rule(.notOwnData), .rule(.notUnderWay), .rule(.itemsKnown), .rule(.scopeKnown), .rule(.materialsThere), .rule(.sealConfirmed),
    .rule(.otherDescribed), .rule(.addressesReadable),
  ]
  static let applying: [Need] = filledIn + [.rule(.notUrgentByItself)]
  static let applyingForOthers: [Need] = filledIn + [.rule(.urgentExplained)]
  static let approving: [Need] = [.anotherPerson(than: "submit"), .rule(.resourceStands), .rule(.withinApplied), .rule(.cutsExplained)]
  static let rejecting: [Need] = [.anotherPerson(than: "submit"), .rule(.notForPaper), .rule(.listedMaterial), .rule(.conditionNamed)]
}

extension Rule {
  /// EX §4-2: no new application to a resource that is, or is to be, offline.
  static let resourceServes = Rule("the resource serves", else: .offline) { view, _ in
    ["attached", "paused"].contains(view.context["resourceState"]?.string)
  }
  /// 紧急受理 is the bureau's entry: a department in a hurry calls the bureau (EX-14b).
  static let notUrgentByItself = Rule("not marked urgent by the department itself", .notYours) { view, act in
    guard act.party == .user, view.fields["urgent"]?.bool == true, view.context["external"]?.bool != true else { return [] }
    return [Refusal.notYours.saying(["party": "市数据局(紧急受理)"]).at("/urgent")]
  }
  /// Who called, when and why (EX-14b).
  static let urgentExplained = Rule("urgency is explained", .urgentUnexplained) { view, _ in
    guard view.fields["urgent"]?.bool == true else { return [Refusal.urgentUnexplained.at("/urgent")] }
    if let at = view.fields["urgentAt"]?.string.flatMap({ Instant($0) }), let now = view.now, at > now {
      return [Refusal.urgentUnexplained.at("/urgentAt")]
    }
    return ["urgentContact", "urgentAt", "urgentReason"].filter { view.fields[$0]?.string == nil }
      .map { Refusal.urgentUnexplained.at("/\($0)") }
  }
  /// A decision comes too late when the resource has gone (EX §4-2).
  static let resourceStands = Rule("the resource is not offline", else: .offline) { view, _ in view.context["resourceState"]?.string != "offline" }
  /// The applicant confirms the seal on the scan (EX-12b).
  static let sealConfirmed = Rule("the seal is confirmed", else: Refusal.noStampedForm.at("/sealed")) { view, _ in
    view.context["kind"]?.string != "interface" || view.fields["sealed"]?.bool == true
  }
  /// 其他 is described (EX-5).
  static let otherDescribed = Rule("another manner is described", else: Refusal.missing.saying(["label": "使用方式说明"]).at("/mannerNote")) { view, _ in
    view.fields["manner"]?.string != "other" || view.fields["mannerNote"]?.string != nil
  }
  /// A list that no gateway can read would shut everybody out (EX-11.1c).
  static let addressesReadable = Rule("calling addresses can be read", .missing) { view, _ in
    let bad = view.context["badAddresses"]?.strings ?? []
    return bad.isEmpty ? [] : [Refusal.missing.saying(["label": "正确的调用地址(\(bad.joined(separator: "、")))"]).at("/addresses")]
  }
  /// 未满足第n项共享条件: one of the published conditions, by its words or its number (EX-5.2a).
  static let conditionNamed = Rule("the unmet condition is a published one", .noGround) { view, act in
    guard act.input["ground"]?.string == "condition-unmet" else { return [] }
    let published = view.context["conditions"]?.strings ?? []
    let named = act.input["condition"]?.string ?? ""
    let isOne = published.contains(named) || Int(named).map { (1...max(1, published.count)).contains($0) && !published.isEmpty } == true
    return isOne ? [] : [Refusal.noGround.at("/condition")]
  }
  static let notOwnData = Rule("not one's own data", else: .ownData) { view, _ in view.context["own"]?.bool != true }
  /// One open application per department, resource and system (EX §7.18).
  static let notUnderWay = Rule("no application of the same system is under way", else: .underWay) { view, _ in
    view.context["duplicate"]?.bool != true
  }
  /// Items are chosen one by one from the resource's own; all of them only with a justification (EX-11.1b).
  /// What bounds a grant is known to the resource: items of a table, parameters of an interface; a folder is granted whole (EX-11.1a).
  static let scopeKnown = Rule("the scope names what the resource has", .missing) { view, _ in
    guard let known = view.context["bounds"]?.strings else { return [] }
    let strange = (view.fields["scope"]?.object?.names ?? []).filter { !known.contains($0) }
    let what = ["table": "库表的数据项", "interface": "接口的参数"][view.context["kind"]?.string ?? ""] ?? "空着的数据范围(文件夹整体授权)"
    return strange.map { Refusal.missing.saying(["label": "\(what)(数据范围中的“\($0)”不是)"]).at("/scope/\($0)") }
  }
  static let itemsKnown = Rule("items are the resource's, all only with a reason", .noItems) { view, _ in
    guard let known = view.context["items"]?.strings else { return [] }
    let chosen = (view.fields["items"]?.array ?? []).compactMap { $0["name"]?.string }
    let unknown = chosen.enumerated().filter { !known.contains($0.element) }
    let twice = chosen.enumerated().filter { chosen[..<$0.offset].contains($0.element) }
    let strange = (unknown + twice).map { Refusal.noItems.at("/items/\($0.offset)/name") }
    let all = known.count > 1 && Set(chosen).isSuperset(of: known) && view.fields["allReason"]?.string == nil
    return strange + (all ? [Refusal.noItems.at("/allReason")] : [])
  }
  /// Every mandatory material of the catalogue's own list (EX-5.1b).
  static let materialsThere = Rule("listed materials are there", .missing) { view, _ in
    (view.context["materials"]?.array ?? []).compactMap { material in
      guard let name = material["name"]?.string, material["required"]?.bool != false, !view.papers.contains(name) else { return nil }
      return Refusal.missing.saying(["label": material["label"]?.string ?? name]).at("/papers/\(name)")
    }
  }
  /// granted ⊆ applied, in items and in term (EX-11.1b, EX-11.2a).
  static let withinApplied = Rule("something, and not more than applied for", .noItems, .beyondApplied) { view, act in
    let applied = (view.fields["items"]?.array ?? []).compactMap { $0["name"]?.string }
    let items = act.input["items"]?.strings ?? applied
    let months = act.input["months"]?.int ?? 0
    guard !items.isEmpty, Set(items).count == items.count else { return [Refusal.noItems.at("/items")] }
    return [
      items.allSatisfy(applied.contains) ? nil : Refusal.beyondApplied.at("/items"),
      months <= view.fields["months"]?.int ?? 0 ? nil : Refusal.beyondApplied.at("/months"),
    ].compactMap(\.self)
  }
  static let cutsExplained = Rule("a cut is explained", .noReason) { view, act in
    let applied = (view.fields["items"]?.array ?? []).compactMap { $0["name"]?.string }
    let cut = act.input["items"]?.strings.map { Set($0) != Set(applied) } ?? false
    let shorter = act.input["months"]?.int.map { $0 < view.fields["months"]?.int ?? 0 } ?? false
    return (cut || shorter) && act.input["reason"]?.string == nil ? [Refusal.noReason.at("/reason")] : []
  }
  /// A material off the catalogue's list is no ground; the stamped form always counts as listed (EX-5.1b).
  static let listedMaterial = Rule("a lacking material is a listed one", .unlistedMaterial) { view, act in
    guard let material = act.input["material"]?.string else { return [] }
    let listed = (view.context["materials"]?.array ?? []).flatMap { [$0["name"]?.string, $0["label"]?.string] } + ["stamped-form"]
    return listed.contains(material) ? [] : [Refusal.unlistedMaterial.at("/material")]
  }
}
