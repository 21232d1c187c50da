import JSONText
import Measures
import Sharing
import Vocabulary
import Workflow

/// The import sheet as the declared catalogue form has it: its headings are the form's labels, its choices the form's choices, and a row stands
/// where the form would be submitted.
enum CatalogueSheet {
  /// The catalogue's own columns first, those of its items after them.
  static var columns: [SheetColumn] { declared.filter { !$0.isOfItem } + declared.filter(\.isOfItem) }

  private static var declared: [SheetColumn] {
    Procedure.catalogue.fields.filter { !["origin", "upstreamCode"].contains($0.name) }.flatMap { field -> [SheetColumn] in
      switch (field.name, field.kind) {
      case ("items", .list(let parts, _)): parts.compactMap { column($0, ofItem: true) }
      case ("materials", _): [SheetColumn(field.name, field.label, .materials)]
      // Said in the column of the materials.
      case ("noMaterials", _): []
      default: [column(field, ofItem: false)].compactMap(\.self)
      }
    }
  }

  /// nil for what no cell can hold. The form does without a code, an import does not: it is what a catalogue is known by.
  private static func column(_ field: Field, ofItem: Bool) -> SheetColumn? {
    let kind: SheetColumn.Kind
    switch field.kind {
    case .text, .reason: kind = .text
    case .choice(let choices): kind = .choice(choices.filter { $0.elsewhere == nil }.map { .init(code: $0.code, label: $0.label) })
    case .texts: kind = .texts
    case .flag: kind = .flag
    default: return nil
    }
    let mayBeMissing = !field.isRequired && (ofItem || field.name != "code")
    return SheetColumn(field.name, field.label, kind, ofItem: ofItem, mayBeMissing: mayBeMissing)
  }

  /// Everything that submitting the filled form would be refused for.
  static func judge(_ fields: JSONObject) -> [Refusal] {
    do {
      _ = try Procedure.catalogue.decide(Act("submit", by: .provider, 0), on: CaseView(state: Procedure.catalogue.opens, fields: fields))
      return []
    } catch {
      return error.refusals
    }
  }

  /// The heading and two rows of one made-up catalogue, to be written over.
  static var template: [[String]] {
    let sample = [
      "code": ["MB-0001"], "name": ["(示例)企业登记基本信息"], "summary": ["(示例)收录本市企业登记环节产生的基本信息,每日更新"], "class": ["有条件共享"],
      "conditions": ["履行监管职责需要"], "frequency": ["每日"], "materials": ["公函;会议纪要(可选)"],
    ]
    let items = ["name": ["credit_code", "found_on"], "label": ["统一社会信用代码", "成立日期"], "type": ["文本", "日期"], "key": ["是", ""], "required": ["是", ""]]
    return [columns.map(\.heading)]
      + (0..<2).map { row in
        columns.map { column in
          let cells = (column.isOfItem ? items : sample)[column.member] ?? []
          return row < cells.count ? cells[row] : ""
        }
      }
  }
}
