import JSONText
import Measures
package import Printing
package import Vocabulary
import Workflow

extension StampedForm {
  /// The order of EX §5; a field that the procedure has beyond these follows after them.
  private static let order = [
    "contact", "phone", "purpose", "system", "scene", "flow", "manner", "items", "allReason", "scope", "addresses", "months", "safety",
    "oneThing", "oneThingName", "commitment",
  ]

  /// The page that is printed, with its mark.
  ///
  /// - Parameter svg: the mark, drawn.
  package func page(svg: String, now: Instant) -> PrintPage {
    let procedure = Procedure.application
    let rest = procedure.fields.map(\.name).filter { !Self.order.contains($0) }
    let shown = (Self.order + rest).compactMap { name in procedure.fields.first { $0.name == name } }
    let plain = shown.filter { $0.name != "items" }
    let head = [("使用部门", names.department), ("申请资源", "\(names.title)(\(names.code))"), ("提供部门", names.provider)]
    return PrintPage(
      title: "服务接口申请表", number: number, mark: (svg, "\(number) \(mark.suffix(16))"),
      parts: [
        .pairs(head + plain.prefix { $0.name != "allReason" }.map { ($0.label, text($0)) }),
        .heading("申请的数据项"), .table(head: ["数据项", "名称", "用途"], rows: items),
        .pairs(plain.drop { $0.name != "allReason" }.map { ($0.label, text($0)) }),
        .sealPlace(["使用部门(盖章):", "经办人签字:", "部门负责人签字:", "日期:    年  月  日"]),
        .note("打印时间 \(now.text.prefix(19).replacing("T", with: " "))。表内容的SM3值:\(mark.split(separator: ":").last ?? "")。盖章后扫描为PDF、OFD、JPG或PNG,上传到本申请;打印后改动申请内容的,须重新打印盖章。"),
      ])
  }

  private var items: [[String]] {
    let labels = (names.items.array ?? []).map { ($0["name"]?.string ?? "", $0["label"]?.string ?? "") }
    return (fields["items"]?.array ?? []).map { item in
      let name = item["name"]?.string ?? ""
      return [name, labels.first { $0.0 == name }?.1 ?? "", item["use"]?.string ?? ""]
    }
  }

  private func text(_ field: Field) -> String {
    guard let value = fields[field.name] else { return "" }
    switch field.kind {
    case .choice(let choices): return choices.first { $0.code == value.string }?.label ?? value.string ?? ""
    case .flag: return value.bool == true ? "是" : "否"
    case .declaration: return value.bool == true ? "已承诺:按授权的方式和范围使用数据,不向第三方提供" : "未承诺"
    case .texts: return (value.strings ?? []).joined(separator: "、")
    case .object: return (value.object?.members ?? []).map { "\($0.name):\(Self.words($0.value))" }.joined(separator: "\n")
    default: return value.string ?? value.text
    }
  }

  private static func words(_ value: JSON) -> String { value.string ?? value.strings?.joined(separator: "、") ?? value.text }
}
