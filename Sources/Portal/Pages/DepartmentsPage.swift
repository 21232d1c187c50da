import JSONText

/// 部门: who there is, what each may provide and use, and who took over from whom (EX-3); the bureau's account officer registers and changes.
enum DepartmentsPage {
  static func answer(_ visit: Visit) async throws -> Reply {
    var (fault, told): (Fault?, String?) = (nil, nil)
    if visit.method == "POST" {
      do { told = try await change(visit) } catch let found as Fault where found.status != 401 { fault = found }
    }
    let departments = try await visit.get("/departments")["departments"]?.array ?? []
    let names = Dictionary(departments.compactMap { one in one["code"]?.string.map { ($0, one["name"]?.string ?? $0) } }, uniquingKeysWith: { one, _ in one })
    let rows = departments.map { one -> [HTML] in
      let successor: HTML = one["successor"]?.string.map { "由 \(names[$0] ?? $0) 承继(\(one["succeededOn"]?.string ?? ""),\(one["document"]?.string ?? ""))" } ?? ""
      let kind = ["municipal": "市级", "external": "其他层级", "bureau": "市数据局"][one["kind"]?.string ?? ""] ?? ""
      return ["<code>\(one["code"]?.string ?? "")</code>", "\(one["name"]?.string ?? "")", "\(kind)", one["provides"]?.bool == true ? "✓" : "", one["uses"]?.bool == true ? "✓" : "", successor]
    }
    let forms: HTML = visit.holds("bureau.account") ? "\(register(visit))\(succession(visit, departments))" : ""
    let content: HTML = "\(Parts.fault(fault))\(Parts.table(["代码", "名称", "层级", "可提供", "可使用", "承继"], rows))\(forms)"
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "部门", trail: visit.holds("bureau.account") ? [("账号", "/accounts")] : [], told: told, content: content).html)
  }

  private static func change(_ visit: Visit) async throws -> String {
    let code = visit.form["code"] ?? ""
    if visit.form["what"] == "succession" {
      let body: JSON = ["successor": .string(visit.form["successor"] ?? ""), "document": .string(visit.form["document"] ?? ""), "at": .string(visit.form["at"] ?? "")]
      _ = try await visit.send("POST", "/departments/\(Parts.encoded(code))/successor", body)
      return "承继已登记,已有授权按原期限执行。"
    }
    let marks = visit.form.all("may")
    let about: JSON = [
      "name": .string(visit.form["name"] ?? ""), "provides": .bool(marks.contains("provides")), "uses": .bool(marks.contains("uses")),
    ]
    if visit.departments[code] == nil {
      var body = about.object ?? JSONObject()
      body["code"] = .string(code)
      body["kind"] = .string(visit.form["kind"] ?? "municipal")
      _ = try await visit.send("POST", "/departments", .object(body))
      return "部门已登记。"
    }
    var body = about.object ?? JSONObject()
    if let document = visit.form["document"], !document.isEmpty { body["document"] = .string(document) }
    _ = try await visit.send("PUT", "/departments/\(Parts.encoded(code))", .object(body))
    return "部门信息已更新。"
  }

  private static func register(_ visit: Visit) -> HTML {
    func typed(_ name: String) -> String { visit.form["what"] == nil ? visit.form[name] ?? "" : "" }
    return """
      <section aria-labelledby="register"><h2 id="register">登记部门,或更改已登记的</h2><form method="post" action="/departments" class="narrow">\(Parts.hidden(visit))
      <div class="field"><label for="code">代码(小写字母、连字符;已有的代码即为更改)</label><input id="code" name="code" required maxlength="40" value="\(typed("code"))"></div>
      <div class="field"><label for="name">名称</label><input id="name" name="name" required maxlength="60" value="\(typed("name"))"></div>
      <div class="field"><label for="kind">层级</label><select id="kind" name="kind"><option value="municipal">市级</option><option value="external"\(typed("kind") == "external" ? " selected" : "")>其他层级</option></select></div>
      <fieldset class="field"><legend>可以</legend><div class="boxes"><span class="box"><input type="checkbox" id="may-p" name="may" value="provides"><label for="may-p">提供数据</label></span>
      <span class="box"><input type="checkbox" id="may-u" name="may" value="uses"><label for="may-u">使用数据</label></span></div></fieldset>
      <div class="field"><label for="document">更名的文件依据(更名时填写)</label><input id="document" name="document" maxlength="300" value="\(typed("document"))"></div>
      <p><button class="main">登记</button></p></form></section>
      """
  }

  private static func succession(_ visit: Visit, _ departments: [JSON]) -> HTML {
    func options(_ chosen: String?) -> [HTML] {
      departments.filter { $0["successor"]?.string == nil }.map { one in
        let code = one["code"]?.string ?? ""
        return "<option value=\"\(code)\"\(code == chosen ? " selected" : "")>\(one["name"]?.string ?? code)</option>"
      }
    }
    let isTyped = visit.form["what"] == "succession"
    return """
      <section aria-labelledby="merge"><h2 id="merge">登记合并后的承继部门</h2><form method="post" action="/departments" class="narrow">\(Parts.hidden(visit))<input type="hidden" name="what" value="succession">
      <div class="field"><label for="old">原部门</label><select id="old" name="code">\(options(isTyped ? visit.form["code"] : nil))</select></div>
      <div class="field"><label for="successor">承继部门</label><select id="successor" name="successor">\(options(isTyped ? visit.form["successor"] : nil))</select></div>
      <div class="field"><label for="basis">文件依据</label><input id="basis" name="document" required maxlength="300" value="\(isTyped ? visit.form["document"] ?? "" : "")"></div>
      <div class="field"><label for="at">承继日期</label><input id="at" name="at" type="date" required value="\(isTyped ? visit.form["at"] ?? "" : "")"></div>
      <p><button>登记承继</button></p></form></section>
      """
  }
}
