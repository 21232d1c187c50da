import JSONText

/// 前置区: what has landed for one's department, and how it is taken.
enum LandingPage {
  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    var (fault, extra): (Fault?, HTML) = (nil, "")
    if visit.method == "POST" {
      do {
        switch parts.first {
        case "password":
          let made = try await visit.send("POST", "/landing/password")
          extra = secret("前置区口令", made["password"]?.string ?? made.text)
        case "keys":
          let days = visit.form["days"].flatMap(Int.init) ?? 365
          let made = try await visit.send("POST", "/landing/keys", ["name": .string(visit.form["name"] ?? ""), "days": JSON(days)])
          extra = secret("取数密钥", made["key"]?.string ?? "")
        case "end": _ = try await visit.send("DELETE", "/landing/keys/\(visit.form["id"].flatMap(Int.init) ?? 0)")
        default: return .page(404, FaultPage.missing(visit))
        }
      } catch let found as Fault where found.status != 401 { fault = found }
    }
    return try await show(visit, fault, extra)
  }

  private static func secret(_ title: String, _ text: String) -> HTML {
    "<section class=\"secret\" role=\"status\"><h2>\(title)</h2><p>只显示这一次,请立即保存。</p><p><code class=\"code\">\(text)</code></p></section>"
  }

  private static func show(_ visit: Visit, _ fault: Fault?, _ extra: HTML) async throws -> Reply {
    let place = try? await visit.get("/landing")
    let stock = (try await visit.get("/landing/stock")["stock"]?.array ?? []).map { line -> [HTML] in
      let (grant, kind) = (line["grant"]?.int ?? 0, line["kind"]?.string ?? "")
      let take: HTML =
        line["version"]?.int == nil || line["state"]?.string != "in-force"
        ? "" : kind == "table" ? "<a href=\"\(Parts.file("/landing/\(grant)/rows?format=csv"))\">下载 CSV</a>" : "<a href=\"/grants/\(grant)\">见授权</a>"
      return [
        "<a href=\"/grants/\(grant)\">\(line["number"]?.string ?? "")</a>", "\(line["title"]?.string ?? "")", "\(visit.name(of: line["provider"]?.string))",
        "\(line["version"]?.int.map { "第 \($0) 版" } ?? "还没有")", Parts.time(line["landedAt"]?.string), "\(line["rows"]?.int.map(String.init) ?? "")", take,
      ]
    }
    let keys = (try? await visit.get("/landing/keys"))?["keys"]?.array ?? []
    let lines = keys.map { key -> [HTML] in
      let end: HTML = key["endedAt"]?.string == nil ? "<form method=\"post\" action=\"/landing/end\" class=\"inline\">\(Parts.hidden(visit))<input type=\"hidden\" name=\"id\" value=\"\(key["id"]?.int ?? 0)\"><button class=\"danger\">停用</button></form>" : "已停用"
      return ["\(key["name"]?.string ?? "")", "\(key["by"]?.string ?? "")", Parts.time(key["endsAt"]?.string), Parts.time(key["usedAt"]?.string), end]
    }
    let facts: HTML = place.map { place in
      Parts.facts([
        ("数据库", "<code>\(place["host"]?.string ?? ""):\(place["port"]?.int ?? 0)/\(place["database"]?.string ?? "")</code>"), ("登录名", "<code>\(place["login"]?.string ?? "")</code>"),
        ("文件", "<code>\(place["folder"]?.string ?? "")</code>"),
      ]) + "<form method=\"post\" action=\"/landing/password\">\(Parts.hidden(visit))<button>换新口令</button></form>"
    } ?? "<p class=\"empty\">首次交付后自动建立前置区。</p>"
    let content: HTML = """
      \(Parts.fault(fault))\(extra)<section><h2>已到的数据</h2>\(Parts.table(["授权", "资源", "提供部门", "版本", "到达", "行或文件", "取用"], stock, empty: "还没有库表或文件的授权。"))</section>
      <section><h2>用数据库工具读</h2>\(facts)</section>
      <section><h2>取数密钥</h2><p class="hint">让本部门的机器按时来取,不用人登录。密钥只能读前置区。</p>\(Parts.table(["名称", "经手人", "有效至", "最近使用", ""], lines, empty: "还没有密钥。"))
      <form method="post" action="/landing/keys" class="filter">\(Parts.hidden(visit))<div class="field"><label for="name">名称</label><input id="name" name="name" required maxlength="80"></div><div class="field"><label for="days">有效天数</label><input id="days" name="days" type="number" min="1" max="366" value="365"></div><button>新建密钥</button></form></section>
      """
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "前置区", content: content).html)
  }
}
