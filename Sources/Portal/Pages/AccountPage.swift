import Accounts
import JSONText

/// 本人: what one may do, the password, and which notices come by mail.
enum AccountPage {
  static func answer(_ visit: Visit) async throws -> Reply {
    var (fault, told): (Fault?, String?) = (nil, nil)
    if visit.method == "POST" {
      do { told = try await change(visit) } catch let found as Fault where found.status != 401 { fault = found }
    }
    let content: HTML = """
      \(Parts.fault(fault))\(Parts.facts([("账号", "\(visit.person?["login"]?.string ?? "")"), ("姓名", "\(visit.person?["name"]?.string ?? "")"), ("部门", "\(visit.person?["departmentName"]?.string ?? "")"), ("权限", "\(SubPermission.labels(visit.roles))")]))
      \(try await mail(visit, fault))\(password(visit))
      """
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "本人", told: told, content: content).html)
  }

  private static func change(_ visit: Visit) async throws -> String {
    if visit.form["what"] == "mail" {
      let address = visit.form["address"] ?? ""
      _ = try await visit.send("PUT", "/notices/mail", ["address": .string(address), "topics": JSON(visit.form.all("topics"))])
      return address.isEmpty ? "消息不再用邮件发送。" : "已设定,消息将发到 \(address)。"
    }
    guard visit.form["new"] == visit.form["again"] else { throw Fault(status: 422, problem: ["message": "两次输入的密码不一致", "clause": "EX-17a"]) }
    _ = try await visit.send("PUT", "/sessions/current/password", ["old": .string(visit.form["old"] ?? ""), "new": .string(visit.form["new"] ?? "")])
    return "密码已修改,其他登录已退出。"
  }

  private static func mail(_ visit: Visit, _ fault: Fault?) async throws -> HTML {
    guard visit.person?["administrator"]?.string == nil else { return "" }
    let wish = try await visit.get("/notices/mail")
    guard let domains = wish["domains"]?.strings, !domains.isEmpty else {
      return "<section aria-labelledby=\"mail\"><h2 id=\"mail\">消息邮件</h2><p class=\"empty\">平台没有配置邮件服务器,消息只在门户中显示。</p></section>"
    }
    let isTyped = fault != nil && visit.form["what"] == "mail"
    let address = isTyped ? visit.form["address"] ?? "" : wish["address"]?.string ?? ""
    let boxes = (wish["topics"]?.array ?? []).map { topic -> HTML in
      let name = topic["topic"]?.string ?? ""
      let isOn = isTyped ? visit.form.all("topics").contains(name) : topic["wanted"]?.bool == true
      return "<span class=\"box\"><input type=\"checkbox\" id=\"t-\(name)\" name=\"topics\" value=\"\(name)\"\(isOn ? " checked" : "")><label for=\"t-\(name)\">\(topic["label"]?.string ?? "")</label></span>"
    }
    return """
      <section aria-labelledby="mail"><h2 id="mail">消息邮件</h2><form method="post" action="/account" class="narrow">\(Parts.hidden(visit))<input type="hidden" name="what" value="mail">
      <div class="field"><label for="address">单位邮箱(\(domains.joined(separator: "、"));留空为不发)</label><input id="address" name="address" type="email" autocomplete="email" value="\(address)"></div>
      <fieldset class="field"><legend>发哪些</legend><div class="boxes">\(boxes)</div></fieldset><p><button>设定</button></p></form></section>
      """
  }

  private static func password(_ visit: Visit) -> HTML {
    func input(_ name: String, _ label: String, _ complete: String) -> HTML {
      "<div class=\"field\"><label for=\"\(name)\">\(label)</label><input id=\"\(name)\" name=\"\(name)\" type=\"password\" autocomplete=\"\(complete)\" required></div>"
    }
    return """
      <section><h2>修改密码</h2><form method="post" action="/account" class="narrow">\(Parts.hidden(visit))\(input("old", "原密码", "current-password"))\(input("new", "新密码(至少12个字符)", "new-password"))\(input("again", "再输入一次", "new-password"))<p><button class="main">修改</button></p></form></section>
      """
  }
}
