import JSONText
import Vocabulary
import Workflow

extension Field {
  static let shareClasses: [Choice] = [.init("unconditional", "无条件共享"), .init("conditional", "有条件共享")]

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
            Field("required", "必需", .flag, required: false, else: .missing),
          ], max: 30), required: false, else: .noMaterialList),
      Field("noMaterials", "无需材料", .flag, required: false, else: .noMaterialList),
    ]
  }
}

extension Rule {
  static let materialsListed = Rule("materials are listed or none needed", else: .noMaterialList) { view, _ in
    let listed = view.fields["materials"]?.array?.isEmpty == false
    return listed != (view.fields["noMaterials"]?.bool == true)
  }
  static let conditionsStated = Rule("a conditional class states its conditions", else: .noConditions) { view, _ in
    view.fields["class"]?.string != "conditional" || view.fields["conditions"]?.array?.isEmpty == false
  }
}
