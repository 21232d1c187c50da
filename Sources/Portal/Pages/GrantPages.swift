import JSONText

/// 授权: what one's department holds or gives, and on a grant's page how the data are had, the code, deliveries and calls.
enum GrantPages {
  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    guard let id = parts.first else { return try await list(visit) }
    guard let id = Int(id) else { return .page(404, FaultPage.missing(visit)) }
    guard visit.method == "POST" else { return try await show(visit, id) }
    do {
      switch parts.dropFirst().first {
      case "code":
        var body: JSON = ["replace": .string(visit.form["replace"] ?? "first")]
        if let days = visit.form["days"].flatMap(Int.init), var object = body.object {
          object["days"] = JSON(days)
          body = .object(object)
        }
        let made = try await visit.send("POST", "/grants/\(id)/code", body)
        return try await show(visit, id, code: made["code"]?.string)
      case "deliver":
        _ = try await visit.send("POST", "/grants/\(id)/deliveries")
        return .redirect("/grants/\(id)?done=deliver")
      case "renew":
        let draft = try await visit.send("POST", "/grants/\(id)/renewal")
        return .redirect("/cases/exchange/application/\(draft["id"]?.int ?? 0)?done=opened")
      default: return .page(404, FaultPage.missing(visit))
      }
    } catch let fault as Fault where fault.status != 401 {
      return try await show(visit, id, fault: fault)
    }
  }

  private static func list(_ visit: Visit) async throws -> Reply {
    let found = try await visit.get("/grants", [("limit", "200"), ("after", visit.query["after"] ?? "0")])
    let rows = (found["grants"]?.array ?? []).map { grant -> [HTML] in
      [
        "<a href=\"/grants/\(grant["id"]?.int ?? 0)\">\(grant["number"]?.string ?? "")</a>", "\(grant["resource"]?["title"]?.string ?? "")",
        "\(visit.name(of: grant["provider"]?.string)) → \(visit.name(of: grant["department"]?.string))", Parts.badge(grant["state"]), Parts.until(grant["expiresAt"]?.string),
      ]
    }
    let next = found["next"]?.int.map { "<p><a href=\"?after=\($0)\">下一页</a></p>" as HTML }
    return .page(200, Shell(visit: visit, title: "授权一览", content: "\(Parts.table(["编号", "资源", "提供 → 使用", "状态", "到期"], rows, empty: "还没有授权。在目录中找到需要的数据,申请使用。"))\(next)").html)
  }

  private static func show(_ visit: Visit, _ id: Int, code: String? = nil, fault: Fault? = nil) async throws -> Reply {
    let grant = try await visit.get("/grants/\(id)")
    let kind = grant["resource"]?["kind"]?.string ?? ""
    let mayReceive = visit.holds("user.receive", "bureau.application") && (grant["department"]?.string == visit.department || visit.isBureau)
    let access = grant["access"]
    let where_ = access?["address"]?.string ?? access?["view"]?.string.map { "\(access?["schema"]?.string ?? "").\($0)" } ?? access?["path"]?.string ?? ""
    let facts = Parts.facts([
      ("状态", Parts.badge(grant["state"])), ("资源", "<a href=\"/cases/exchange/resource/\(grant["resource"]?["id"]?.int ?? 0)\">\(grant["resource"]?["title"]?.string ?? "")</a>"),
      ("提供部门", "\(visit.name(of: grant["provider"]?.string))"), ("使用部门", "\(visit.name(of: grant["department"]?.string))"),
      ("业务系统", "\(grant["system"]?.string ?? "")"), ("数据项", "\((grant["items"]?.strings ?? []).joined(separator: "、"))"),
      ("授权", Parts.time(grant["grantedAt"]?.string)), ("到期", Parts.until(grant["expiresAt"]?.string)), ("取用方式", "\(access?["means"]?.string ?? "") <code>\(where_)</code>"),
      ("协议", "<a href=\"\(Parts.file("/grants/\(id)/agreement?format=html"))\">\(grant["agreement"]?.string ?? "")</a>"),
      ("办理", "<a href=\"/cases/exchange/grant/\(id)\">暂停、收回、终止和办理经过</a>"),
    ])
    let sample = kind == "interface" ? try await address(visit, grant) : ""
    let told = visit.query["done"] == "deliver" ? "已安排交付,稍后刷新可见结果。" : nil
    let content: HTML = """
      \(Parts.fault(fault))\(code.map { reveal($0, sample) })\(facts)
      \(mayReceive ? acts(visit, id, kind, hasCode: grant["hasCode"]?.bool == true) : HTML.empty)
      \(kind == "interface" ? try await calls(visit, id) : try await deliveries(visit, id))
      """
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "授权 \(grant["number"]?.string ?? "")", trail: [("授权", "/grants")], told: told, content: content).html)
  }

  /// The first operation with its parameters, as a call would name them.
  private static func address(_ visit: Visit, _ grant: JSON) async throws -> String {
    let resource = try? await visit.get("/exchange/resource/\(grant["resource"]?["id"]?.int ?? 0)")
    let path = resource?["fields"]?["operations"]?.array?.first?["path"]?.string ?? "/"
    let wanted = (resource?["fields"]?["required"]?.strings ?? []).map { "\($0)=值" }.joined(separator: "&")
    let service = "\(visit.gateway)\(grant["access"]?["address"]?.string ?? "")"
    return service + (path.hasPrefix("/") ? path : "/\(path)") + (wanted.isEmpty ? "" : "?\(wanted)")
  }

  /// The code is shown this once.
  private static func reveal(_ code: String, _ address: String) -> HTML {
    return """
      <section class="secret" role="status"><h2>授权码</h2><p>只显示这一次,请立即存入业务系统的密钥保管处。</p><p><code class="code">\(code)</code></p>
      <h3>调用示例</h3><pre><code class="curl">curl -H 'Authorization: Bearer \(code)' '\(address)'</code></pre>
      <pre><code>import urllib.request
      request = urllib.request.Request("\(address)", headers={"Authorization": "Bearer \(code)"})
      print(urllib.request.urlopen(request).read().decode())</code></pre><p class="hint">参数的“值”换成要查的内容。</p></section>
      """
  }

  private static func acts(_ visit: Visit, _ id: Int, _ kind: String, hasCode: Bool) -> HTML {
    let own: HTML
    if kind != "interface" {
      own = "<form method=\"post\" action=\"/grants/\(id)/deliver\">\(Parts.hidden(visit))<button class=\"main\">立即交付一次</button></form>"
    } else if hasCode {
      own = """
        <details><summary class="button">更换授权码</summary><form method="post" action="/grants/\(id)/code">\(Parts.hidden(visit))
        <div class="field"><label for="replace">旧码</label><select id="replace" name="replace"><option value="planned">再用几天后失效</option><option value="now">已泄露,立即失效</option></select></div>
        <div class="field"><label for="days">几天(1–7)</label><input id="days" name="days" type="number" min="1" max="7" value="7"></div><p><button>更换</button></p></form></details>
        """
    } else {
      own = "<form method=\"post\" action=\"/grants/\(id)/code\">\(Parts.hidden(visit))<button class=\"main\">领取授权码</button></form>"
    }
    return "<section aria-labelledby=\"acts\"><h2 id=\"acts\">可以办理</h2><div class=\"acts\">\(own)<form method=\"post\" action=\"/grants/\(id)/renew\">\(Parts.hidden(visit))<button>重新申请(到期前续用)</button></form></div></section>"
  }

  private static func deliveries(_ visit: Visit, _ id: Int) async throws -> HTML {
    let rows = (try await visit.get("/grants/\(id)/deliveries", [("limit", "30")])["deliveries"]?.array ?? []).map { line -> [HTML] in
      let isWell = line["outcome"]?.string == "delivered"
      return [
        "\(line["version"]?.int ?? 0)", Parts.time(line["startedAt"]?.string), isWell ? "成功" : line["outcome"]?.string == nil ? "进行中" : "未成功",
        "\(line["rowsRead"]?.int.map(String.init) ?? "")", "\(line["rowsLanded"]?.int.map(String.init) ?? "")", "\(line["changes"]?.string ?? "")",
        "\(line["millis"]?.int.map { "\($0) 毫秒" } ?? "")", "\(line["recalled"]?.string ?? line["fault"]?.string ?? "")",
      ]
    }
    return "<section aria-labelledby=\"log\"><h2 id=\"log\">交付记录</h2>\(Parts.table(["版本", "开始", "结果", "读出", "落地", "变更", "用时", "原因"], rows, empty: "还没有交付。"))</section>"
  }

  private static func calls(_ visit: Visit, _ id: Int) async throws -> HTML {
    let rows = (try await visit.get("/calls", [("grant", String(id)), ("limit", "30")])["calls"]?.array ?? []).map { call -> [HTML] in
      [
        "<a href=\"/calls/\(call["callId"]?.string ?? "")\">\(call["callId"]?.string ?? "")</a>", Parts.time(call["at"]?.string), "\(call["status"]?.int.map(String.init) ?? "")",
        "\(call["path"]?.string ?? "")", "\(call["explanation"]?.string ?? "")",
      ]
    }
    return """
      <section aria-labelledby="log"><h2 id="log">最近调用</h2><form method="get" action="/calls" class="filter"><div class="field"><label for="call">按请求编号诊断</label><input id="call" name="id"></div><button>查看</button></form>
      \(Parts.table(["请求编号", "时间", "应答", "路径", "说明"], rows, empty: "还没有调用。"))</section>
      """
  }
}
