import JSONText
import Vocabulary
import Workflow

extension Field {
  static let shareClasses: [Choice] = [.init("unconditional", "无条件共享"), .init("conditional", "有条件共享")]
  /// What may not be a catalogue's class: its choice leads to the filing (EX-5.1c).
  static let noShareElsewhere = Choice("none", "不予共享", elsewhere: .fileInstead)

  /// What a catalogue says of its data (EX-5.1b); a revision says it anew.
  static func catalogueForm(_ classes: [Choice]) -> [Field] {
    [
      .text("code", "目录代码", max: 60, required: false), .text("name", "目录名称"), .text("summary", "摘要", max: 2000),
      Field("class", "共享类型", .choice(classes), else: .noClass),
      Field("conditions", "共享条件", .texts(max: 20), required: false, else: .noConditions),
      Field(
        "items", "数据项",
        .list(
          [
            .text("name", "数据项代码", max: 60), .text("label", "数据项名称", max: 100),
            Field("type", "类型", .choice(Field.itemTypes), else: .missing), Field("key", "主键", .flag, required: false, else: .missing),
            Field("required", "非空", .flag, required: false, else: .missing),
          ], max: 500), else: .missing),
      Field("frequency", "更新频率", .choice(Field.frequencies), else: .missing),
      Field(
        "materials", "材料清单",
        .list(
          [
            .text("name", "材料代码", max: 40), .text("label", "材料名称", max: 100),
            Field("required", "必需", .flag, required: false, else: .missing), Field("template", "附模板", .flag, required: false, else: .missing),
          ], max: 30), required: false, else: .noMaterialList),
      Field("noMaterials", "无需材料", .flag, required: false, else: .noMaterialList),
      Field(
        "origin", "来源", .choice([.init("city", "本市"), .init("province", "省级"), .init("nation", "国家")]), required: false, else: .missing),
      .text("upstreamCode", "上级编目代码", max: 100, required: false),
    ]
  }
}

extension Rule {
  /// A material's code names the paper that an applicant lays in: plain letters, and none of the platform's own papers.
  static let materialsNamed = Rule("materials have plain codes of their own", .missing) { view, _ in
    let names = (view.fields["materials"]?.array ?? []).map { $0["name"]?.string ?? "" }
    return names.enumerated().compactMap { n, name in
      let isPlain = !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      guard !isPlain || name == "stamped-form" || names[..<n].contains(name) else { return nil }
      return Refusal.missing.saying(["label": "由字母、数字、连字符组成且不重复的材料代码"]).at("/materials/\(n)/name")
    }
  }
  /// A template that the list promises lies there as the paper `template-<code>`; a revision may leave the published one (EX-5.1b).
  static let templatesLaid = Rule("promised templates are there", .missing) { view, _ in
    let there = view.papers.union(view.context["templates"]?.strings ?? [])
    return (view.fields["materials"]?.array ?? []).enumerated().compactMap { n, material in
      guard material["template"]?.bool == true, let name = material["name"]?.string, !there.contains("template-\(name)") else { return nil }
      return Refusal.missing.saying(["label": "材料“\(material["label"]?.string ?? name)”的模板(上传附件template-\(name))"]).at("/materials/\(n)/template")
    }
  }
  /// Only the bureau, as agent of the level above, registers what the province or the state offers (EX-4c, EX §7.15).
  static let originByBureau = Rule("data from above are the bureau's to register", .notYours) { view, _ in
    let isAbove = ["province", "nation"].contains(view.fields["origin"]?.string)
    return !isAbove || view.context["bureau"]?.bool == true ? [] : [Refusal.notYours.saying(["party": "市数据局(上级数据)"]).at("/origin")]
  }
  static let materialsListed = Rule("materials are listed or none needed", else: .noMaterialList) { view, _ in
    let listed = view.fields["materials"]?.array?.isEmpty == false
    return listed != (view.fields["noMaterials"]?.bool == true)
  }
  static let conditionsStated = Rule("a conditional class states its conditions", else: .noConditions) { view, _ in
    view.fields["class"]?.string != "conditional" || view.fields["conditions"]?.array?.isEmpty == false
  }
}
