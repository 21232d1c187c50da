import JSONText

/// 一项授权: how the data are had, the code, a call to try, deliveries and calls.
struct GrantPage {
  let visit: Visit
  let id: Int
  /// Just made: shown this once.
  var code: String?
  var fault: Fault?

  func answer(_ tried: Portal.Tried? = nil) async throws -> Reply {
    let grant = try await visit.get("/grants/\(id)")
    let kind = grant["resource"]?["kind"]?.string ?? ""
    let isOwn = grant["department"]?.string == visit.department
    let mayReceive = visit.holds("user.receive", "bureau.application") && (isOwn || visit.isBureau)
    let told = visit.query["done"] == "deliver" ? "已安排交付,稍后刷新可见结果。" : nil
    var interface: HTML = ""
    if kind == "interface", let document = try? await visit.get("/grants/\(id)/openapi") {
      let samples = CallSamples(document: document)
      let form = TryOut(visit: visit, id: id, samples: samples, code: code, tried: tried)
      interface = "\(samples.html(code))\(mayReceive && grant["state"]?["code"]?.string == "in-force" ? form.html : HTML.empty)<p><a href=\"\(Parts.file("/grants/\(id)/openapi"))\">接口说明(OpenAPI 3.1)</a></p>"
    }
    let content: HTML = """
      \(Parts.fault(fault))\(code.map(reveal))\(facts(grant))
      \(mayReceive ? acts(kind, hasCode: grant["hasCode"]?.bool == true) : HTML.empty)\(interface)
      \(kind == "interface" ? try await calls() : try await deliveries())
      """
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "授权 \(grant["number"]?.string ?? "")", trail: [("授权", "/grants")], told: told, content: content).html)
  }

  /// A real call through the gateway, with the code that the person gave.
  func tried() async throws -> Reply {
    let samples = CallSamples(document: try await visit.get("/grants/\(id)/openapi"))
    guard let operation = samples.operation(visit.form["operation"]) else { return .page(404, FaultPage.missing(visit)) }
    let given = operation.parameters.map { (name: $0.name, value: visit.form["p-\($0.name)"] ?? "") }
    return try await answer(await visit.call(operation.method, samples.target(operation, given), visit.form["secret"] ?? ""))
  }

  private func facts(_ grant: JSON) -> HTML {
    let access = grant["access"]
    let place = access?["address"]?.string ?? access?["view"]?.string.map { "\(access?["schema"]?.string ?? "").\($0)" } ?? access?["path"]?.string ?? ""
    return Parts.facts([
      ("状态", Parts.badge(grant["state"])), ("资源", "<a href=\"/cases/exchange/resource/\(grant["resource"]?["id"]?.int ?? 0)\">\(grant["resource"]?["title"]?.string ?? "")</a>"),
      ("提供部门", "\(visit.name(of: grant["provider"]?.string))"), ("使用部门", "\(visit.name(of: grant["department"]?.string))"),
      ("业务系统", "\(grant["system"]?.string ?? "")"), ("数据项", "\((grant["items"]?.strings ?? []).joined(separator: "、"))"),
      ("授权", Parts.time(grant["grantedAt"]?.string)), ("到期", Parts.until(grant["expiresAt"]?.string)), ("取用方式", "\(access?["means"]?.string ?? "") <code>\(place)</code>"),
      ("协议", "<a href=\"\(Parts.file("/grants/\(id)/agreement?format=html"))\">\(grant["agreement"]?.string ?? "")</a>"),
      ("办理", "<a href=\"/cases/exchange/grant/\(id)\">暂停、收回、终止和办理经过</a>"),
    ])
  }

  private func reveal(_ code: String) -> HTML {
    "<section class=\"secret\" role=\"status\"><h2>授权码</h2><p>只显示这一次,请立即存入业务系统的密钥保管处。</p><p><code class=\"code\">\(code)</code></p></section>"
  }

  private func acts(_ kind: String, hasCode: Bool) -> HTML {
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

  private func deliveries() async throws -> HTML {
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

  private func calls() async throws -> HTML {
    let rows = (try await visit.get("/calls", [("grant", String(id)), ("limit", "30")])["calls"]?.array ?? []).map { call -> [HTML] in
      [
        "<a href=\"/calls/\(call["callId"]?.string ?? "")\">\(call["callId"]?.string ?? "")</a>", Parts.time(call["at"]?.string), "\(call["status"]?.int.map(String.init) ?? "")",
        "\(call["path"]?.string ?? "")", "\(call["explanation"]?.string ?? "")",
      ]
    }
    return """
      <section aria-labelledby="log"><h2 id="log">最近调用</h2><form method="get" action="/calls" class="filter"><div class="field"><label for="call">按请求编号诊断</label><input id="call" name="id"></div><button>查看</button></form>
      \(Parts.table(["请求编号", "时间", "应答", "路径", "说明"], rows, empty: "还没有调用。"))<p class="hint">刚才的调用几秒后出现。</p></section>
      """
  }
}
