import JSONText
import Measures
import Workflow

/// The form engine: a new case, a draft, or an amendment, drawn from the procedure's declaration.
enum EditPage {
  /// A new draft is opened at once, so that nothing typed can be lost afterwards.
  static func open(_ visit: Visit, _ procedure: Procedure) async throws -> Reply {
    let parent = (visit.form["parent"] ?? visit.query["parent"]).flatMap(Int.init)
    var (fault, isPrefilled): (Fault?, Bool) = (nil, false)
    if visit.method == "POST" {
      do {
        var body: JSONObject = JSONObject()
        body["fields"] = .object(filled(FormReading.object(procedure.typed, visit.form)))
        if let parent { body["parent"] = JSON(parent) }
        if let department = visit.form["_department"], !department.isEmpty { body["department"] = .string(department) }
        let opened = try await visit.send("POST", "/\(procedure.path)", .object(body))
        return .redirect("/cases/\(procedure.path)/\(opened["id"]?.int ?? 0)?done=opened")
      } catch let found as Fault where found.status != 401 { fault = found }
    }
    let above = try await parentCase(visit, procedure, parent)
    var values = FormReading.object(procedure.typed, visit.form)
    if visit.method != "POST" {
      let mine = try await visit.get("/\(procedure.path)", [("box", "mine"), ("limit", "200")])
      values = Relevant.start(of: procedure, last: mine["cases"]?.array?.last, person: visit.person)
      isPrefilled = mine["cases"]?.array?.last != nil && values.members.count > 1
      // A year's bulletin begins with what its figures say.
      if procedure == .netBulletin, visit.query["kind"] == "yearly", let year = visit.query["year"], let text = try await visit.get("/statistics/bulletin", [("year", year)]).object {
        values = text
      }
    }
    if let first = Relevant.first(of: procedure), values[first.name] == nil {
      guard let chosen = visit.query[first.name] else { return choose(visit, procedure, first, parent) }
      values[first.name] = .string(chosen)
    }
    let fields = try await controls(
      visit, Relevant.fields(of: procedure, values, parent: above?.item, isBureau: visit.isBureau), values, fault, Choices(visit: visit, item: nil, parent: above?.item, kind: values["kind"]?.string))
    let hidden: HTML = parent.map { "<input type=\"hidden\" name=\"parent\" value=\"\($0)\">" } ?? ""
    let content: HTML = """
      \(Parts.fault(fault))<p class="hint">先存成草稿\(hasPapers(procedure, above?.item) ? ",附件在下一页上传" : ""),核对后提交。\(isPrefilled ? "已按您上一次的填写预填,请逐项核对。" : "")</p>
      <form method="post" action="/cases/\(procedure.path)/new">\(Parts.hidden(visit))\(hidden)\(behalf(visit, procedure))\(fields)<p class="bar"><button class="main">存为草稿</button></p></form>
      """
    var trail = [("事项", "/cases"), (procedure.title, "/cases/\(procedure.path)")]
    if let above { trail.append((above.title, above.path)) }
    return .page(fault?.status ?? 200, Shell(visit: visit, title: procedure.beginning, trail: trail, content: content).html)
  }

  /// Whether something is to be attached on the next page.
  private static func hasPapers(_ procedure: Procedure, _ parent: JSON?) -> Bool {
    let kind = parent?["fields"]?["kind"]?.string
    return procedure.code == "exchange.resource" ? false : procedure.code == "exchange.application" || procedure.papers.contains { $0.during.isEmpty } && kind != "table"
  }

  /// What decides about the rest of the form is asked first.
  private static func choose(_ visit: Visit, _ procedure: Procedure, _ field: Field, _ parent: Int?) -> Reply {
    guard case .choice(let choices) = field.kind else { return .page(404, FaultPage.missing(visit)) }
    let links = choices.map { "<li><a href=\"/cases/\(procedure.path)/new?\(field.name)=\($0.code)\(parent.map { "&parent=\($0)" } ?? "")\">\($0.label)</a></li>" as HTML }
    return .page(200, Shell(visit: visit, title: procedure.beginning, trail: [("事项", "/cases"), (procedure.title, "/cases/\(procedure.path)")], content: "<p>\(field.label):</p><ul class=\"starts\">\(links)</ul>").html)
  }

  /// The bureau may open some procedures for a department of another level.
  private static func behalf(_ visit: Visit, _ procedure: Procedure) -> HTML {
    guard procedure.openers.contains(.bureau), visit.isBureau else { return "" }
    let options = visit.departments.sorted { $0.value < $1.value }.map { "<option value=\"\($0.key)\">\($0.value)</option>" as HTML }
    return "<div class=\"field\"><label for=\"_department\">代哪个部门办理</label><select id=\"_department\" name=\"_department\"><option value=\"\">本部门</option>\(options)</select></div>"
  }

  static func edit(_ visit: Visit, _ procedure: Procedure, _ id: Int) async throws -> Reply {
    let item = try await visit.get("/\(procedure.path)/\(id)")
    let amending = procedure.steps.first { $0.amends && $0.name == (visit.form["_step"] ?? visit.query["step"]) }
    let place = "/cases/\(procedure.path)/\(id)"
    var fault: Fault?
    var values = item["fields"]?.object ?? JSONObject()
    if visit.method == "POST" {
      let typed = FormReading.object(procedure.typed, visit.form)
      do {
        if let amending {
          var input = FormReading.object(amending.asks.filter { $0.name != "fields" }, visit.form, prefix: "\(amending.name).")
          for member in input.members where member.value.isNull { input[member.name] = nil }
          input["fields"] = .object(changes(typed, values))
          _ = try await visit.send("POST", "/\(procedure.path)/\(id)/acts/\(amending.name)", .object(input), seen: visit.form["_seen"].flatMap(Int.init))
          return .redirect("\(place)?done=\(amending.name)")
        }
        _ = try await visit.send("PATCH", "/\(procedure.path)/\(id)", ["fields": .object(changes(typed, values))], seen: visit.form["_seen"].flatMap(Int.init))
        return .redirect(visit.form["_stay"] == nil ? "\(place)?done=saved" : "\(place)/edit?done=saved")
      } catch let found as Fault where found.status != 401 {
        fault = found
        for member in typed.members { values[member.name] = member.value }
      }
    }
    let above = try await parentCase(visit, procedure, item["parent"]?.int)
    let choices = Choices(visit: visit, item: item, parent: above?.item, kind: values["kind"]?.string)
    let fields = try await controls(visit, Relevant.fields(of: procedure, values, parent: above?.item, isBureau: visit.isBureau), values, fault, choices)
    var asks: [HTML] = []
    for field in amending?.asks.filter({ $0.name != "fields" }) ?? [] {
      asks.append(FieldView(field: field, name: "\(amending?.name ?? "").\(field.name)", value: nil, faults: []).html)
    }
    let buttons: HTML =
      amending.map { "<button class=\"main\">\($0.label)</button>" }
      ?? "<button class=\"main\">保存</button> <button name=\"_stay\" value=\"1\">保存并继续填写</button>"
    let content: HTML = """
      \(Parts.fault(fault))
      <form method="post" action="\(place)/edit">\(Parts.hidden(visit))<input type="hidden" name="_seen" value="\(item["version"]?.int ?? 0)">
      \(amending.map { "<input type=\"hidden\" name=\"_step\" value=\"\($0.name)\">" as HTML })\(fields)\(asks)<p class="bar">\(buttons) <a href="\(place)">返回</a></p></form>
      """
    let told = visit.query["done"] == "saved" ? "已保存。" : nil
    let trail = [("事项", "/cases"), (procedure.title, "/cases/\(procedure.path)"), (item["number"]?.string ?? "", place)]
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "\(amending?.label ?? "填写")\(procedure.title)", trail: trail, told: told, content: content).html)
  }

  private static func controls(_ visit: Visit, _ fields: [Field], _ values: JSONObject, _ fault: Fault?, _ choices: Choices) async throws -> HTML {
    var drawn: [HTML] = []
    for field in fields {
      let wrong = fault?.lines.filter { [$0.pointer, $0.pointer.replacing("/fields", with: "")].contains { $0 == "/\(field.name)" || $0.hasPrefix("/\(field.name)/") } }
      var view = FieldView(field: field, name: field.name, value: values[field.name], faults: (wrong ?? []).map(\.message))
      view.choices = try await choices.of(field)
      drawn.append(view.html)
    }
    return HTML(drawn)
  }

  /// What a form left empty is not said at all when a case is opened.
  private static func filled(_ object: JSONObject) -> JSONObject {
    JSONObject(object.members.filter { !$0.value.isNull && $0.value != false && $0.value != [] && $0.value != [:] })
  }

  private static func changes(_ typed: JSONObject, _ before: JSONObject) -> JSONObject {
    JSONObject(typed.members.filter { member in
      let old = before[member.name] ?? .null
      let isNothing = old.isNull && (member.value.isNull || member.value == false || member.value == [] || member.value == [:])
      return !isNothing && old != member.value
    })
  }

  /// The case above, with its declared items.
  private static func parentCase(_ visit: Visit, _ procedure: Procedure, _ id: Int?) async throws -> (title: String, path: String, item: JSON)? {
    guard let id else { return nil }
    for code in procedure.parents {
      guard let upper = Measure.procedure(code), var found = try? await visit.get("/\(upper.path)/\(id)") else { continue }
      // A resource's items are names; what they are called stands in its catalogue.
      if code == "exchange.resource", let above = found["parent"]?.int, let catalogue = try? await visit.get("/exchange/catalogue/\(above)"), var object = found.object {
        let names = found["fields"]?["items"]?.strings ?? []
        let declared = catalogue["fields"]?["items"]?.array ?? []
        object["items"] = .array(names.isEmpty ? declared : declared.filter { names.contains($0["name"]?.string ?? "") })
        found = .object(object)
      }
      return ("\(upper.title) \(ListPage.name(found))", "/cases/\(upper.path)/\(id)", found)
    }
    return nil
  }
}
