import JSONText
import Measures
import Workflow

/// 台账: every ledger that the measures declare: its entries, and a form for who may write.
enum LedgerPages {
  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    guard let code = parts.first else { return try await overview(visit) }
    guard let ledger = Measure.ledger(code) else { return .page(404, FaultPage.missing(visit)) }
    var (fault, told): (Fault?, String?) = (nil, nil)
    var typed = JSONObject()
    if visit.method == "POST" {
      typed = FormReading.object(ledger.fields, visit.form)
      do {
        let fields = JSONObject(typed.members.filter { !$0.value.isNull && $0.value != [] })
        _ = try await visit.send("POST", "/ledgers/\(code)", ["fields": .object(fields)])
        (told, typed) = ("已登记。", JSONObject())
      } catch let found as Fault where found.status != 401 { fault = found }
    }
    return try await show(visit, ledger, typed, fault, told)
  }

  private static func overview(_ visit: Visit) async throws -> Reply {
    let links = (try await visit.get("/ledgers")["ledgers"]?.array ?? []).map { ledger -> HTML in
      "<li><a href=\"/ledgers/\(ledger["code"]?.string ?? "")\">\(ledger["title"]?.string ?? "")</a>\(Parts.clause(ledger["clause"]?.string))</li>"
    }
    return .page(200, Shell(visit: visit, title: "台账", content: "<ul class=\"starts\">\(links)</ul>").html)
  }

  private static func show(_ visit: Visit, _ ledger: Ledger, _ typed: JSONObject, _ fault: Fault?, _ told: String?) async throws -> Reply {
    let writes = try await visit.get("/ledgers")["ledgers"]?.array?.first { $0["code"]?.string == ledger.code }?["writes"]?.bool == true
    let found = try await visit.get("/ledgers/\(ledger.code)", [("limit", "100"), ("after", visit.query["after"] ?? "0")])
    let shown = ledger.fields.prefix(6)
    let rows = (found["entries"]?.array ?? []).map { entry -> [HTML] in
      ["\(entry["id"]?.int ?? 0)", "\(visit.name(of: entry["department"]?.string))"] + shown.map { field in "\(text(entry["fields"]?[field.name], field, visit))" }
    }
    var inputs: [HTML] = []
    for field in ledger.fields {
      let wrong = fault?.lines.filter { $0.pointer.hasSuffix("/\(field.name)") }.map(\.message) ?? []
      // A day is kept as a text, and chosen as a day.
      let asked = ledger.days.contains(field.name) ? Field(field.name, field.label, .date, required: field.isRequired, else: field.refusal) : field
      var view = FieldView(field: asked, name: field.name, value: typed[field.name], faults: wrong)
      view.choices = try await Choices(visit: visit, item: nil).of(asked)
      inputs.append(view.html)
    }
    let form: HTML = writes ? "<section><h2>登记</h2><form method=\"post\" action=\"/ledgers/\(ledger.code)\" class=\"narrow\">\(Parts.hidden(visit))\(inputs)<p><button class=\"main\">登记</button></p></form></section>" : ""
    let next = found["next"]?.int.map { "<p><a href=\"?after=\($0)\">下一页</a></p>" as HTML }
    let content: HTML = """
      \(Parts.fault(fault))\(Parts.table(["编号", "部门"] + shown.map(\.label), rows, empty: "还没有记录。"))\(next)<p><a href="\(Parts.file("/ledgers/\(ledger.code)/export?format=csv"))">导出 CSV</a></p>\(form)
      """
    return .page(fault?.status ?? 200, Shell(visit: visit, title: ledger.title, trail: [("台账", "/ledgers")], told: told, content: content).html)
  }

  private static func text(_ value: JSON?, _ field: Field, _ visit: Visit) -> String {
    if case .choice(let choices) = field.kind { return choices.first { $0.code == value?.string }?.label ?? text(value) }
    return Choices.departments.contains(field.name) ? visit.name(of: value?.string) : text(value)
  }
  private static func text(_ value: JSON?) -> String { value?.string ?? value?.int.map(String.init) ?? value?.strings?.joined(separator: "、") ?? value?.bool.map { $0 ? "是" : "否" } ?? "" }
}
