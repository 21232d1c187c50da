import JSONText

/// 交接: who left, who took over, what moved (EX-11.5); the bureau's account officer or the system administrator files one.
enum HandoversPage {
  static func answer(_ visit: Visit) async throws -> Reply {
    var (fault, told): (Fault?, String?) = (nil, nil)
    if visit.method == "POST" {
      do {
        let body: JSON = [
          "from": JSON(visit.form["from"].flatMap(Int.init) ?? 0), "to": JSON(visit.form["to"].flatMap(Int.init) ?? 0), "note": .string(visit.form["note"] ?? ""),
          "endsCodes": .bool(visit.form["endsCodes"] == "yes"),
        ]
        let filed = try await visit.send("POST", "/handovers", body)
        told = "交接已备案:移交 \(filed["items"]?.array?.count ?? 0) 件在办事项。"
      } catch let found as Fault where found.status != 401 { fault = found }
    }
    let found = try await visit.get("/handovers", [("limit", "100"), ("after", visit.query["after"] ?? "0")])
    let rows = (found["handovers"]?.array ?? []).map { line -> [HTML] in
      let ends: HTML = (line["codes"]?.array?.isEmpty ?? true) ? "" : "授权码 \(line["codes"]?.array?.count ?? 0) 个,\(line["codesEndAt"]?.string?.prefix(10) ?? "") 停用"
      return [
        Parts.time(line["filedAt"]?.string), "\(visit.name(of: line["department"]?.string))", "\(line["fromLogin"]?.string ?? "") → \(line["toLogin"]?.string ?? "")",
        "\(line["items"]?.array?.count ?? 0)", ends, "\(line["note"]?.string ?? "")", "\(line["filedBy"]?.string ?? "")",
      ]
    }
    let next = found["next"]?.int.map { "<p><a href=\"?after=\($0)\">下一页</a></p>" as HTML }
    let form: HTML = visit.holds("bureau.account", "admin.system") ? try await form(visit) : ""
    let content: HTML = "\(Parts.fault(fault))\(Parts.table(["备案", "部门", "交接", "移交事项", "授权码", "说明", "备案人"], rows, empty: "没有交接记录。"))\(next)\(form)"
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "人员交接", trail: [("账号", "/accounts")], told: told, content: content).html)
  }

  private static func form(_ visit: Visit) async throws -> HTML {
    let accounts = (try await visit.get("/accounts", [("limit", "200")])["accounts"]?.array ?? []).filter { $0["state"]?.string != "closed" && $0["administrator"]?.string == nil }
    func select(_ name: String, _ label: String) -> HTML {
      let options = accounts.map { one -> HTML in
        let id = one["id"]?.int.map(String.init) ?? ""
        return "<option value=\"\(id)\"\(visit.form[name] == id ? " selected" : "")>\(one["name"]?.string ?? "")(\(one["login"]?.string ?? ""),\(visit.name(of: one["department"]?.string)))</option>"
      }
      return "<div class=\"field\"><label for=\"\(name)\">\(label)</label><select id=\"\(name)\" name=\"\(name)\">\(options)</select></div>"
    }
    return """
      <section aria-labelledby="file"><h2 id="file">办理交接并备案</h2><form method="post" action="/handovers" class="narrow">\(Parts.hidden(visit))
      \(select("from", "移交人"))\(select("to", "接手人(同一部门)"))
      <div class="field"><label for="note">交接说明</label><textarea id="note" name="note" rows="3" maxlength="2000">\n\(visit.form["note"] ?? "")</textarea></div>
      <div class="field check"><input id="endsCodes" name="endsCodes" type="checkbox" value="yes"\(visit.form["endsCodes"] == "yes" ? " checked" : "")><label for="endsCodes">移交人看到过的授权码到期停用,由接手人重新领取</label></div>
      <p><button class="main">备案</button></p></form></section>
      """
  }
}
