import JSONText
import Workflow

/// Draws one field of a declaration with what is in it, what was wrong about it, and what may be chosen. Pure.
struct FieldView {
  let field: Field
  /// The name of its input: the field's own, below a list `items.0.name`.
  let name: String
  let value: JSON?
  /// What the rules said of it.
  let faults: [String]
  /// What can be chosen where the declaration leaves it open: a source, an item.
  var choices: [Field.Choice]?
  /// A cell of a table: its label is the column's.
  var isCell = false
  /// Empty entries that a list offers.
  var spare = 3

  private var id: String { "f-\(name)" }
  private var labelled: HTML { isCell ? "aria-label=\"\(field.label)\"" : faults.isEmpty ? "" : "aria-describedby=\"\(id)-fault\" aria-invalid=\"true\"" }
  private var text: String { value?.string ?? value?.int.map(String.init) ?? "" }
  private var must: HTML { field.isRequired ? "<span class=\"must\" title=\"必填\">必填</span>" : "" }

  var html: HTML {
    if isCell { return control }
    let fault: HTML = faults.isEmpty ? "" : "<p class=\"fault\" id=\"\(id)-fault\">\(faults.joined(separator: ";"))</p>"
    switch field.kind {
    case .flag, .declaration: return "<div class=\"field check\(faults.isEmpty ? "" : " wrong")\">\(control)<label for=\"\(id)\">\(field.label)</label> \(must)\(hint)\(fault)</div>"
    case .texts where choices != nil:
      return "<fieldset class=\"field\(faults.isEmpty ? "" : " wrong")\"><legend>\(field.label) \(must)</legend>\(control)\(hint)\(fault)</fieldset>"
    case .list:
      return "<fieldset class=\"field list\(faults.isEmpty ? "" : " wrong")\"><legend>\(field.label) \(must)</legend>\(fault)\(control)</fieldset>"
    default:
      return "<div class=\"field\(faults.isEmpty ? "" : " wrong")\"><label for=\"\(id)\">\(field.label) \(must)</label>\(control)\(hint)\(fault)</div>"
    }
  }

  /// What people asked about a field when they first saw it, by its label.
  private static let hints = [
    "目录代码": "可不填,由平台编制。", "资源代码": "小写字母、数字、连字符,2–61 个字符;是接口地址和前置区视图的名称,挂接后不能改。",
    "模式名": "PostgreSQL 一般是 public;MariaDB 是库名;上传的表填 public。", "表名": "与数据来源中的名称一致,可在“数据来源”页查看列。",
    "变更发现方式": "不选为全量替换。表大而每次改动少,选摘要比对;有只增不减的列,选递增列。", "递增列": "选了“递增列”时填写,如 updated_at。",
    "自检路径": "自检时调用的路径,应是只读的。", "材料代码": "字母、数字、连字符。", "材料清单": "列明申请时要提交的材料;不需要任何材料的,勾选“无需材料”。两者必居其一。",
    "全选理由": "申请全部数据项时填写。", "缩减理由": "只在减少数据项或缩短期限时填写。", "数据范围和参数": "可不填。要限定取值时一行一项,如 year: 2025, 2026", "依据": "写明文件和条款,如《办法》第五条第二项。",
    "处置期限(日期,或到小时)": "如 2026-12-05(当日 24 时),或 2026-12-05 18:00。",
    "要求的材料": "因缺少材料而不予授权时选择。", "未满足的条件": "选“未满足共享条件”时,从目录公布的条件中选择。", "已加盖部门印章": "先存草稿,打印申请表、盖章、扫描上传;提交以前须已盖章。",
    "数据使用承诺": "承诺:按授权的方式和范围使用数据,不向第三方提供。", "更新频率": "库表资源必填,应与目录一致。",
  ]

  private var hint: HTML {
    if let words = Self.hints[field.label] { return "<p class=\"hint\">\(words)</p>" }
    return hintOfKind
  }

  private var hintOfKind: HTML {
    switch field.kind {
    case .texts where choices == nil: "<p class=\"hint\">一行一项</p>"
    case .references: "<p class=\"hint\">编号,一行一个</p>"
    case .object: "<p class=\"hint\">一行一项:数据项: 值1, 值2</p>"
    case .reason: "<p class=\"hint\">请写明具体理由</p>"
    case .number(let range): "<p class=\"hint\">\(range.lowerBound)–\(range.upperBound)</p>"
    default: ""
    }
  }

  private var control: HTML {
    switch field.kind {
    case .text(let max) where max > 200, .reason(let max): area(text, rows: isCell ? 1 : 4, max: max)
    case .text(let max): choices.map(select) ?? "<input id=\"\(id)\" name=\"\(name)\" type=\"text\" maxlength=\"\(max)\" value=\"\(text)\" \(labelled)>"
    case .choice(let choices): select(choices.filter { $0.elsewhere == nil })
    case .number(let range):
      "<input id=\"\(id)\" name=\"\(name)\" type=\"number\" min=\"\(range.lowerBound)\" max=\"\(range.upperBound)\" value=\"\(text)\" \(labelled)>"
    case .flag, .declaration:
      "<input type=\"hidden\" name=\"\(name)._there\" value=\"1\"><input id=\"\(id)\" name=\"\(name)\" type=\"checkbox\" value=\"yes\"\(value?.bool == true ? " checked" : "") \(labelled)>"
    case .texts: choices.map(boxes) ?? "<input type=\"hidden\" name=\"\(name)._there\" value=\"1\">\(area((value?.strings ?? []).joined(separator: "\n"), rows: 3, max: 20_000))"
    case .reference: choices.map(select) ?? "<input id=\"\(id)\" name=\"\(name)\" type=\"text\" inputmode=\"numeric\" value=\"\(text)\" \(labelled)>"
    case .references: area((value?.array ?? []).compactMap { $0.int.map(String.init) ?? $0.string }.joined(separator: "\n"), rows: 2, max: 2000)
    case .date: "<input id=\"\(id)\" name=\"\(name)\" type=\"date\" value=\"\(text)\" \(labelled)>"
    case .instant: "<input id=\"\(id)\" name=\"\(name)\" type=\"datetime-local\" value=\"\(text.prefix(16))\" \(labelled)>"
    case .object: "<input type=\"hidden\" name=\"\(name)._there\" value=\"1\">\(area(bounds, rows: 3, max: 20_000))"
    case .list(let fields, let max): list(fields, max)
    }
  }

  private func area(_ text: String, rows: Int, max: Int) -> HTML {
    "<textarea id=\"\(id)\" name=\"\(name)\" rows=\"\(rows)\" maxlength=\"\(max)\" \(labelled)>\n\(text)</textarea>"
  }

  private func select(_ choices: [Field.Choice]) -> HTML {
    let options = choices.map { choice -> HTML in
      "<option value=\"\(choice.code)\"\(choice.code == text ? " selected" : "")>\(choice.label)</option>"
    }
    return "<select id=\"\(id)\" name=\"\(name)\" \(labelled)><option value=\"\">请选择</option>\(options)</select>"
  }

  private func boxes(_ choices: [Field.Choice]) -> HTML {
    let chosen = value?.strings ?? []
    let boxes = choices.enumerated().map { place, choice -> HTML in
      "<span class=\"box\"><input type=\"checkbox\" id=\"\(id)-\(place)\" name=\"\(name)\" value=\"\(choice.code)\"\(chosen.contains(choice.code) ? " checked" : "")><label for=\"\(id)-\(place)\">\(choice.label)</label></span>"
    }
    return "<input type=\"hidden\" name=\"\(name)._there\" value=\"1\"><div class=\"boxes\" id=\"\(id)\">\(boxes)</div>"
  }

  private var bounds: String {
    (value?.object?.members ?? []).map { "\($0.name): \(($0.value.strings ?? [$0.value.string ?? $0.value.text]).joined(separator: ", "))" }.joined(separator: "\n")
  }

  private func list(_ fields: [Field], _ max: Int) -> HTML {
    let entries = value?.array ?? []
    let count = min(max, entries.count + spare)
    let head = fields.map { "<th scope=\"col\">\($0.label)</th>" as HTML }
    let rows = (0..<count).map { place -> HTML in
      let cells = fields.map { inner -> HTML in
        var view = FieldView(
          field: inner, name: "\(name).\(place).\(inner.name)", value: place < entries.count ? entries[place][inner.name] : nil, faults: [], isCell: true)
        if inner.name == "name", let choices { view.choices = choices }
        return "<td>\(view.html)</td>"
      }
      return "<tr>\(cells)</tr>"
    }
    return """
      <input type="hidden" name="\(name)._count" value="\(count)">
      <div class="scroll" tabindex="0" role="group" aria-label="\(field.label)"><table class="entry"><thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody></table></div>
      <p class="hint">空行不计。要更多行,先保存,表末会再出现空行。</p>
      """
  }
}
