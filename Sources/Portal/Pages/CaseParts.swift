import JSONText
import Vocabulary
import Workflow

/// The parts of a case's page. Pure, but for what an act may be chosen from.
struct CaseParts {
  let visit: Visit
  let procedure: Procedure
  let item: JSON
  let fault: Fault?
  /// The act that was refused: its form stays open with what was typed.
  let step: String?
  /// Behind the case; of an application with its resource under `resource`.
  var catalogue: JSON?

  private var id: Int { item["id"]?.int ?? 0 }
  private var place: String { "/cases/\(procedure.path)/\(id)" }
  private var api: String { "/\(procedure.path)/\(id)" }
  private var state: String { item["state"]?["code"]?.string ?? "" }
  private var mayEdit: Bool { procedure.drafts.contains { $0.code == state } && procedure.mayBeOpened(by: visit) }

  /// What was refused, above everything, where no form of the act holds what was typed; and where to mend it.
  var above: HTML {
    guard let fault, step == nil || procedure.steps.first(where: { $0.name == step })?.asks.isEmpty != false else { return "" }
    let mend: HTML = mayEdit ? "<a class=\"button\" href=\"\(place)/edit\">去填写内容</a> 改好以后再提交。" : ""
    return Parts.fault(fault, mend: mend)
  }

  var head: HTML {
    let days = item["workingDays"].map { "市数据局 \($0["bureau"]?.int ?? 0) 个工作日,提供部门 \($0["provider"]?.int ?? 0) 个工作日" }
    return Parts.facts([
      ("状态", Parts.badge(item["state"])), ("部门", "\(visit.name(of: item["department"]?.string))"), ("对方", "\(visit.name(of: item["counterpart"]?.string))"),
      ("建立", Parts.time(item["openedAt"]?.string)), ("最近变动", Parts.time(item["changedAt"]?.string)), ("办理用时", "\(days ?? "")"),
      ("依据", "\(Parts.clause(procedure.clause.description))"),
    ])
  }

  // When it is due

  var clocks: HTML {
    let running = (item["clocks"]?.array ?? []).filter { $0["endedAt"]?.string == nil }
    guard !running.isEmpty else { return "" }
    return "<section class=\"clocks\" aria-labelledby=\"due\"><h2 id=\"due\">时限</h2>\(running.map(clock))</section>"
  }

  private func clock(_ clock: JSON) -> HTML {
    let (left, isLate, isStatutory) = (clock["daysLeft"]?.int ?? 0, clock["late"]?.bool == true, clock["statutory"]?.bool == true)
    let kind = isLate ? "late" : left <= 2 ? "soon" : "calm"
    let sign = isLate ? "■" : left <= 2 ? "▲" : "●"
    let words = isLate ? "已超期" : left == 0 ? (isStatutory ? "已到期,延期审批中" : "已过提醒日") : "还剩 \(left) 个工作日"
    let holder = ["BUREAU": "市数据局", "PROVIDER": "提供部门", "USER": "使用部门"][clock["holder"]?.string ?? ""] ?? ""
    return """
      <p class="clock \(kind)"><span aria-hidden="true">\(sign)</span> <strong>\(words)</strong>,\(clock["dueDay"]?.string ?? "") 到期,由\(holder)办理。
      <a href="/clocks/\(clock["id"]?.int ?? 0)">为什么是这一天</a>
      \(Parts.clause(clock["clause"]?.string))\(isStatutory || clock["clause"]?.string?.hasPrefix("系统参数") == true ? "" : " <span class=\"badge\">系统参数(办法未规定具体时限)</span>" as HTML)\(clock["provisional"]?.bool == true ? " <span class=\"badge\">节假日安排未发布,暂按推算</span>" as HTML : HTML.empty)</p>
      """
  }

  // What may be done

  func acts() async throws -> HTML {
    var names: [String] = []
    var forms: [HTML] = []
    for step in item["steps"]?.array ?? [] {
      guard let name = step["name"]?.string, !names.contains(name), let declared = procedure.steps.first(where: { $0.name == name && $0.label == step["label"]?.string })
      else { continue }
      names.append(name)
      if declared.amends { continue }
      if let barred = step["barred"], !barred.isNull {
        forms.append("<p class=\"barred\"><span class=\"badge\">\(declared.label)</span> \(barred["message"]?.string ?? "")\(Parts.clause(barred["clause"]?.string))</p>")
        continue
      }
      forms.append(try await act(declared, isMain: forms.isEmpty))
    }
    guard !forms.isEmpty else { return "" }
    return "<section aria-labelledby=\"acts\"><h2 id=\"acts\">可以办理</h2><div class=\"acts\">\(forms)</div></section>"
  }

  private func act(_ step: Step, isMain: Bool) async throws -> HTML {
    let isOpen = self.step == step.name
    var fields: [HTML] = []
    for field in step.asks {
      let name = "\(step.name).\(field.name)"
      let typed = isOpen ? FormReading.object([field], visit.form, prefix: "\(step.name).")[field.name] : nil
      var view = FieldView(field: field, name: name, value: typed ?? preset(field), faults: isOpen ? faults(of: field) : [])
      view.choices = try await Choices(visit: visit, item: item, catalogue: catalogue).of(field)
      fields.append(view.html)
    }
    let hidden: HTML = "\(Parts.hidden(visit))<input type=\"hidden\" name=\"_seen\" value=\"\(item["version"]?.int ?? 0)\">"
    let style = step.drops || Self.endings.contains(step.name) ? "danger" : isMain ? "main" : ""
    let button: HTML = "<button class=\"\(style)\">\(fields.isEmpty ? step.label : "确认\(step.label)")</button>"
    guard !fields.isEmpty else {
      return "<form method=\"post\" action=\"\(place)/acts/\(step.name)\">\(hidden)\(button)</form>"
    }
    return """
      <details\(isOpen ? " open" : "")><summary class="button \(style)">\(step.label)</summary>\(isOpen ? Parts.fault(fault) : HTML.empty)
      <form method="post" action="\(place)/acts/\(step.name)">\(hidden)\(fields)<p>\(button)</p></form></details>
      """
  }

  /// Acts after which something is no longer: they never look like the thing to do.
  private static let endings: Set<String> = ["discard", "offline", "revoke", "terminate", "apply-withdraw", "apply-offline", "plan-offline", "give-up", "suspend", "pause", "cancel", "recall-data"]

  /// What an approval usually gives is what was applied for.
  private func preset(_ field: Field) -> JSON? {
    switch field.name {
    case "items": item["fields"]?["items"]?.array.map { JSON($0.compactMap { $0["name"]?.string ?? $0.string }) }
    case "months": item["fields"]?["months"]
    default: nil
    }
  }

  private func faults(of field: Field) -> [String] { fault?.lines.filter { $0.pointer == "/\(field.name)" || $0.pointer.hasPrefix("/\(field.name)/") }.map(\.message) ?? [] }

  /// What can be begun below this case, and what else can be done with it.
  var next: HTML {
    var links: [HTML] = []
    if procedure.shown.isEmpty || procedure.shown.contains(where: { $0.code == state }) {
      for below in Pages.procedures where below.parents.contains(procedure.code) && below.mayBeOpened(by: visit) {
        links.append("<li><a href=\"/cases/\(below.path)/new?parent=\(id)\">\(below.beginning)</a></li>")
      }
    }
    if procedure.code == "exchange.resource", visit.holds("provider.catalogue"), item["fields"]?["kind"]?.string == "interface", item["papers"] != nil {
      links.append("<li><form method=\"post\" action=\"\(place)/self-check\">\(Parts.hidden(visit))<button>自检</button></form></li>")
    }
    if procedure.code == "exchange.grant" { links.append("<li><a href=\"/grants/\(id)\">授权详情、授权码和交付</a></li>") }
    if procedure.code == "exchange.application", isOfInterface { links.append("<li><a href=\"\(Parts.file("\(api)/form"))\">打印申请表</a></li>") }
    for other in item["opened"]?.array ?? [] {
      let (code, number) = (other["procedure"]?.string ?? "", other["id"]?.int ?? 0)
      links.append(
        code == "exchange.grant"
          ? "<li><a href=\"/grants/\(number)\">查看授权,领取授权码</a></li>"
          : "<li><a href=\"/cases/\(code.replacing(".", with: "/"))/\(number)\">\(other["title"]?.string ?? "") \(other["number"]?.string ?? "")</a> \(Parts.badge(other["state"]))</li>")
    }
    if procedure.code == "exchange.catalogue", procedure.shown.contains(where: { $0.code == state }) { links.append("<li><a href=\"/versions/\(id)\">历次版本</a></li>") }
    return links.isEmpty ? "" : "<section aria-labelledby=\"next\"><h2 id=\"next\">还可以</h2><ul class=\"starts\">\(links)</ul></section>"
  }

  private var isOfInterface: Bool { catalogue?["resource"]?["fields"]?["kind"]?.string.map { $0 == "interface" } ?? true }

  // What is filled in

  var edit: HTML {
    var links: [HTML] = []
    if mayEdit { links.append("<a class=\"button\" href=\"\(place)/edit\">填写内容</a>") }
    for step in item["steps"]?.array ?? [] {
      guard let name = step["name"]?.string, procedure.steps.contains(where: { $0.name == name && $0.amends }) else { continue }
      links.append("<a class=\"button\" href=\"\(place)/edit?step=\(name)\">\(step["label"]?.string ?? "")</a>")
    }
    return links.isEmpty ? "" : "<p>\(links)</p>"
  }

  var fields: HTML {
    let known = procedure.fields.compactMap { field -> (String, HTML)? in
      guard let value = item["fields"]?[field.name], !value.isNull else { return nil }
      return (field.label, shown(value, field))
    }
    return known.isEmpty ? "<p class=\"empty\">还没有填写。</p>" : Parts.facts(known)
  }

  /// What the resource's source is called, for its provider.
  var sourceName: String?

  private func shown(_ value: JSON, _ field: Field) -> HTML {
    switch field.kind {
    case .choice(let choices): return "\(choices.first { $0.code == value.string }?.label ?? value.string ?? "")"
    case .flag, .declaration: return value.bool == true ? "是" : "否"
    case .reference where field.name == "source": return "\(sourceName ?? value.text)"
    case .texts where field.name == "items":
      let declared = catalogue?["fields"]?["items"]?.array ?? []
      let texts = (value.strings ?? []).map { name in declared.first { $0["name"]?.string == name }?["label"]?.string.map { "\($0)(\(name))" } ?? name }
      return texts.isEmpty ? "" : "\(texts.joined(separator: "、"))"
    case .text where Choices.departments.contains(field.name): return "\(visit.name(of: value.string))"
    case .texts, .references:
      let isNamed = Choices.departments.contains(field.name)
      let texts = (value.array ?? []).map { one in isNamed ? visit.name(of: one.string) : one.string ?? one.int.map(String.init) ?? one.text }
      return texts.isEmpty ? "" : "<ul class=\"plain\">\(texts.map { "<li>\($0)</li>" as HTML })</ul>"
    case .list(let fields, _):
      let rows = (value.array ?? []).map { entry in fields.map { shown(entry[$0.name] ?? .null, $0) } }
      return rows.isEmpty ? "" : Parts.table(fields.map(\.label), rows)
    case .object:
      let lines = (value.object?.members ?? []).map { "<li>\($0.name): \(($0.value.strings ?? [$0.value.string ?? $0.value.text]).joined(separator: "、"))</li>" as HTML }
      return lines.isEmpty ? "" : "<ul class=\"plain\">\(lines)</ul>"
    case .instant: return Parts.time(value.string)
    default: return value.isNull ? "" : "\(value.string ?? value.int.map(String.init) ?? value.text)"
    }
  }

  // What is attached, said and done

  var papers: HTML {
    guard let laid = item["papers"]?.array else { return "" }
    let names = item["wanted"]?.strings ?? []
    var wanted = procedure.papers.filter { paper in names.contains(paper.name) && (paper.during.isEmpty || paper.during.contains { $0.code == state }) }.map { (name: $0.name, label: $0.label, note: "") }
    for material in item["materials"]?.array ?? [] {
      wanted.append((material["name"]?.string ?? "", material["label"]?.string ?? "", material["required"]?.bool == true ? "(必需)" : ""))
    }
    for paper in laid where !wanted.contains(where: { $0.name == paper["name"]?.string }) {
      let name = paper["name"]?.string ?? ""
      wanted.append((name, procedure.papers.first { $0.name == name }?.label ?? name, ""))
    }
    if procedure.code == "exchange.catalogue" {
      for material in item["fields"]?["materials"]?.array ?? [] where material["template"]?.bool == true {
        let name = "template-\(material["name"]?.string ?? "")"
        if !wanted.contains(where: { $0.name == name }) { wanted.append((name, "\(material["label"]?.string ?? "")的模板", "")) }
      }
    }
    guard !wanted.isEmpty else { return "" }
    let rows = wanted.map { wish -> [HTML] in
      let paper = laid.last { $0["name"]?.string == wish.name }
      let template = item["materials"]?.array?.first { $0["name"]?.string == wish.name }?["template"]?.string
      let file: HTML = paper.map { paper in
        "<a href=\"\(Parts.file("\(api)/papers/\(wish.name)"))\">\(paper["file"]?.string ?? "")</a>(第 \(paper["version"]?.int ?? 1) 版,\(((paper["size"]?.int ?? 0) + 1023) / 1024) KB)\(reading(paper))"
      } ?? "未上传"
      let how: HTML = wish.name == "stamped-form" && paper == nil ? "<p class=\"hint\">打印申请表 → 加盖部门印章 → 扫描 → 上传</p>" : ""
      let form: HTML = mayLay(wish.name) ? """
        <form method="post" enctype="multipart/form-data" action="\(place)/papers/\(wish.name)" class="inline">\(Parts.hidden(visit))
        <label class="quiet" for="file-\(wish.name)">选择\(wish.label)</label><input id="file-\(wish.name)" type="file" name="file" required><button>上传</button></form>
        """ : ""
      return ["\(how)\(wish.label)\(wish.note)\(template.map { " <a href=\"/files\($0)\">下载模板</a>" as HTML })", file, form]
    }
    return "<section aria-labelledby=\"papers\"><h2 id=\"papers\">附件</h2>\(Parts.table(["附件", "文件", ""], rows))</section>"
  }

  /// With the form as long as it is a draft, by whoever fills it in; or in the states in which a later step asks for it, by who takes part.
  private func mayLay(_ name: String) -> Bool {
    guard let paper = procedure.papers.first(where: { $0.name == name }), !paper.during.isEmpty else { return mayEdit }
    return paper.during.contains { $0.code == state } && item["steps"]?.array?.isEmpty == false
  }

  private func reading(_ paper: JSON) -> HTML {
    guard let reading = paper["reading"], !reading.isNull else { return "" }
    return " <span class=\"badge\">\(reading["label"]?.string ?? "")</span>\(reading["warning"]?.string.map { "<p class=\"fault\">\($0)</p>" as HTML })"
  }

  func messages(_ found: JSON?) -> HTML {
    guard let found else { return "" }
    let lines = (found["messages"]?.array ?? []).map { line -> HTML in
      "<li><p>\(line["text"]?.string ?? "")</p><p class=\"hint\">\(line["person"]?.string ?? "")(\(visit.name(of: line["department"]?.string))) \(Parts.time(line["at"]?.string))</p></li>"
    }
    return """
      <section aria-labelledby="messages"><h2 id="messages">留言</h2>\(lines.isEmpty ? "<p class=\"empty\">没有留言。留言不影响时限。</p>" as HTML : "<ul class=\"said\">\(lines)</ul>")
      <form method="post" action="\(place)/messages">\(Parts.hidden(visit))<div class="field"><label for="text">给各方留言</label><textarea id="text" name="text" rows="2" maxlength="2000" required></textarea></div><button>留言</button></form></section>
      """
  }

  /// The step that an act was: of several of one name the one whose words it bears.
  private func taken(_ act: JSON) -> Step? {
    let same = procedure.steps.filter { $0.name == act["step"]?.string }
    return same.first { $0.label == act["label"]?.string } ?? same.first
  }

  var history: HTML {
    guard let acts = item["history"]?.array, !acts.isEmpty else { return "" }
    let lines = acts.reversed().map { act -> HTML in
      let words = (act["input"]?.object?.members ?? []).filter { $0.name != "fields" && $0.name != "of" }.map { member in
        let field = taken(act)?.asks.first { $0.name == member.name }
        return (field?.label ?? member.name, field.map { shown(member.value, $0) } ?? "\(member.value.string ?? member.value.text)")
      }
      let moved: HTML = act["from"]?.string == act["to"]?.string ? "" : "(\(act["from"]?.string ?? "") → \(act["to"]?.string ?? ""))"
      return "<li><p>\(Parts.time(act["at"]?.string)) <strong>\(act["label"]?.string ?? "")</strong>\(moved) \(act["person"]?.string ?? "系统")</p>\(Parts.facts(words))</li>"
    }
    return "<section aria-labelledby=\"history\"><h2 id=\"history\">办理经过</h2><ol class=\"history\" reversed>\(lines)</ol></section>"
  }
}
