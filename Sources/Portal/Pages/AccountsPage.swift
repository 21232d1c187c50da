import Accounts
import JSONText

/// 账号: the bureau's list; opening an account, and ending one.
enum AccountsPage {
  static func answer(_ visit: Visit) async throws -> Reply {
    var (fault, extra): (Fault?, HTML) = (nil, "")
    if visit.method == "POST" {
      do {
        if let id = visit.form["id"].flatMap(Int.init) {
          let done = try await visit.send("POST", "/accounts/\(id)/acts/\(visit.form["act"] ?? "")", [:])
          if let code = done["activation"]?.string { extra = secret(code) }
        } else {
          let body: JSON = [
            "login": .string(visit.form["login"] ?? ""), "name": .string(visit.form["name"] ?? ""), "department": .string(visit.form["department"] ?? ""),
            "roles": JSON(visit.form.all("roles")),
          ]
          extra = secret(try await visit.send("POST", "/accounts", body)["activation"]?.string ?? "")
        }
      } catch let found as Fault where found.status != 401 { fault = found }
    }
    let found = try await visit.get("/accounts", [("limit", "200"), ("after", visit.query["after"] ?? "0")])
    let mayChange = visit.holds("bureau.account", "admin.system")
    let rows = (found["accounts"]?.array ?? []).map { account -> [HTML] in
      let (id, state) = (account["id"]?.int ?? 0, account["state"]?.string ?? "")
      func button(_ act: String, _ label: String) -> HTML {
        "<form method=\"post\" action=\"/accounts\" class=\"inline\">\(Parts.hidden(visit))<input type=\"hidden\" name=\"id\" value=\"\(id)\"><button name=\"act\" value=\"\(act)\">\(label)</button></form>"
      }
      let acts: HTML = !mayChange ? "" : state == "active" ? button("disable", "停用") : state == "disabled" ? button("enable", "启用") + button("close", "注销") : state == "pending" ? button("reissue", "新激活码") : ""
      let words = SubPermission.labels(account["roles"]?.strings ?? [])
      let label = ["active": "在用", "disabled": "停用", "pending": "待启用", "closed": "已注销"][state] ?? state
      return ["\(account["login"]?.string ?? "")", "\(account["name"]?.string ?? "")", "\(visit.name(of: account["department"]?.string))", "\(words)", "<span class=\"badge\">\(label)</span>", acts]
    }
    let next = found["next"]?.int.map { "<p><a href=\"?after=\($0)\">下一页</a></p>" as HTML }
    let around: HTML = "<p><a href=\"/departments\">部门</a> · <a href=\"/handovers\">人员交接</a></p>"
    let content: HTML = "\(Parts.fault(fault))\(extra)\(around)\(Parts.table(["账号", "姓名", "部门", "权限", "状态", ""], rows))\(next)\(mayChange ? form(visit) : HTML.empty)"
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "账号", content: content).html)
  }

  private static func secret(_ code: String) -> HTML {
    "<section class=\"secret\" role=\"status\"><h2>激活码</h2><p>只显示这一次,请当面或经可靠途径交给本人。</p><p><code class=\"code\">\(code)</code></p></section>"
  }

  private static func form(_ visit: Visit) -> HTML {
    let departments = visit.departments.sorted { $0.value < $1.value }.map { "<option value=\"\($0.key)\"\($0.key == visit.form["department"] ? " selected" : "")>\($0.value)</option>" as HTML }
    let boxes = SubPermission.choices.map { code -> HTML in
      "<span class=\"box\"><input type=\"checkbox\" id=\"r-\(code)\" name=\"roles\" value=\"\(code)\"\(visit.form.all("roles").contains(code) ? " checked" : "")><label for=\"r-\(code)\">\(SubPermission.labels([code]))</label></span>"
    }
    return """
      <section><h2>开设账号</h2><form method="post" action="/accounts" class="narrow">\(Parts.hidden(visit))
      <div class="field"><label for="login">账号</label><input id="login" name="login" required maxlength="60" value="\(visit.form["login"] ?? "")"></div>
      <div class="field"><label for="name">姓名</label><input id="name" name="name" required maxlength="60" value="\(visit.form["name"] ?? "")"></div>
      <div class="field"><label for="department">部门</label><select id="department" name="department">\(departments)</select></div>
      <fieldset class="field"><legend>权限</legend><div class="boxes">\(boxes)</div></fieldset><p><button class="main">开设</button></p></form></section>
      """
  }
}
