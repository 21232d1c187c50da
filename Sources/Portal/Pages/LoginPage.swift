import JSONText

/// 登录. Who was thrown out in the middle of a form logs in here and gets the form back, filled in.
enum LoginPage {
  static func answer(_ visit: Visit) async throws -> Reply {
    guard visit.method == "POST" else { return reply(to: visit) }
    do {
      let session = try await visit.send("POST", "/sessions", ["login": .string(visit.form["login"] ?? ""), "password": .string(visit.form["password"] ?? "")])
      let cookie = "\(Portal.cookie)=\(session["token"]?.string ?? ""); Path=/; Secure; HttpOnly; SameSite=Lax"
      let isSame = session["account"]?["id"]?.int.map(String.init) == visit.form["_kept._who"]
      if let again = visit.form["_again"], isOurs(again), isSame { return .keeping(goOn(visit, again, token: session["token"]?.string ?? ""), cookies: [cookie]) }
      let place = visit.form["to"] ?? "/"
      return .redirect(isOurs(place) ? place : "/", cookies: [cookie])
    } catch let fault as Fault {
      return .page(fault.status, html(visit, fault, to: visit.form["to"] ?? "/"))
    }
  }

  private static func isOurs(_ place: String) -> Bool { place.hasPrefix("/") && !place.hasPrefix("//") && !place.contains("\\") }

  /// What was typed into a form whose session had ended goes through the login with it, to be offered to the same account alone. Chosen files and
  /// secrets do not: no page holds them.
  private static func parked(_ visit: Visit) -> HTML {
    let isAgain = visit.form["_again"] != nil
    guard isAgain || visit.method == "POST" && visit.path != "/login" && visit.path != "/logout" else { return "" }
    let own = ["_guard", "_key", "login", "password", "to", "_again", "old", "new", "again", "secret", "activation"]
    let kept = visit.form.pairs.filter { isAgain ? $0.name.hasPrefix("_kept.") : !own.contains($0.name) }
    let fields = kept.map { "<input type=\"hidden\" name=\"\(isAgain ? $0.name : "_kept.\($0.name)")\" value=\"\($0.value)\">" as HTML }
    return "<input type=\"hidden\" name=\"_again\" value=\"\(visit.form["_again"] ?? visit.path)\">\(fields)"
  }

  /// After such a login the form is offered once more, as it was; the person sends it.
  private static func goOn(_ visit: Visit, _ place: String, token: String) -> HTML {
    var entered = visit
    entered.token = token
    let fields = visit.form.pairs.filter { $0.name.hasPrefix("_kept.") && $0.name != "_kept._who" }.map { "<input type=\"hidden\" name=\"\($0.name.dropFirst(6))\" value=\"\($0.value)\">" as HTML }
    let content: HTML = """
      <p class="told" role="status">已登录。刚才填写的内容都还在。</p>
      <form method="post" action="\(place)">\(Parts.hidden(entered))\(fields)<p><button class="main">继续刚才的提交</button> <a href="/">放弃,回到待办</a></p></form>
      """
    return Shell(visit: visit, title: "继续提交", content: content).html
  }

  static func logout(_ visit: Visit) async throws -> Reply {
    if visit.method == "POST" { _ = try? await visit.send("DELETE", "/sessions/current") }
    return .redirect("/login", cookies: ["\(Portal.cookie)=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"])
  }

  /// - Parameter instead: the session ended while something else was asked for.
  static func reply(to visit: Visit, instead: Bool = false) -> Reply {
    let query = visit.query.pairs.map { "\(Parts.encoded($0.name))=\(Parts.encoded($0.value))" }.joined(separator: "&")
    let to = visit.path == "/login" || visit.method == "POST" ? "/" : visit.path + (query.isEmpty ? "" : "?\(query)")
    let isEnded = instead || visit.token != nil
    return .page(visit.path == "/login" || visit.path == "/" ? 200 : 401, html(visit, nil, to: to, isEnded: isEnded))
  }

  private static func html(_ visit: Visit, _ fault: Fault?, to: String, isEnded: Bool = false) -> HTML {
    var stranger = visit
    stranger.person = nil
    let content: HTML = """
      \(isEnded ? "<p class=\"told\" role=\"status\">登录已超时,请重新登录。</p>" as HTML : HTML.empty)
      \(fault.map { "<p class=\"refused\" role=\"alert\">\($0.lines.map(\.message).joined(separator: ";"))</p>" as HTML })
      <form method="post" action="/login" class="narrow">
      <input type="hidden" name="to" value="\(to)">\(parked(visit))
      <div class="field"><label for="login">账号</label><input id="login" name="login" autocomplete="username" required autofocus value="\(visit.form["login"] ?? "")"></div>
      <div class="field"><label for="password">密码</label><input id="password" name="password" type="password" autocomplete="current-password" required></div>
      <p><button class="main">登录</button></p>
      <p class="hint">账号由市数据局备案开设。第一次使用,先<a href="/activate">用激活码设置密码</a>。</p>
      </form>
      """
    return Shell(visit: stranger, title: "登录", content: content).html
  }
}

/// 首次启用: the activation code that the bureau handed over becomes a password of one's own.
enum ActivatePage {
  static func answer(_ visit: Visit) async throws -> Reply {
    var fault: Fault?
    if visit.method == "POST" {
      let form = visit.form
      do {
        guard form["password"] == form["again"] else { throw Fault(status: 422, problem: ["message": "两次输入的密码不一致", "clause": "EX-17a"]) }
        _ = try await visit.send(
          "POST", "/activations",
          ["login": .string(form["login"] ?? ""), "activation": .string(form["activation"] ?? ""), "password": .string(form["password"] ?? "")])
        return .redirect("/login")
      } catch let found as Fault { fault = found }
    }
    func input(_ name: String, _ label: String, _ type: String, _ complete: String) -> HTML {
      "<div class=\"field\"><label for=\"\(name)\">\(label)</label><input id=\"\(name)\" name=\"\(name)\" type=\"\(type)\" autocomplete=\"\(complete)\" required value=\"\(type == "text" ? visit.form[name] ?? "" : "")\"></div>"
    }
    let content: HTML = """
      \(fault.map { "<p class=\"refused\" role=\"alert\">\($0.lines.map(\.message).joined(separator: ";"))</p>" as HTML })
      <form method="post" action="/activate" class="narrow">
      \(input("login", "账号", "text", "username"))\(input("activation", "激活码", "text", "off"))
      \(input("password", "新密码(至少12个字符)", "password", "new-password"))\(input("again", "再输入一次", "password", "new-password"))
      <p><button class="main">设置密码</button></p></form>
      """
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "首次启用", content: content).html)
  }
}
