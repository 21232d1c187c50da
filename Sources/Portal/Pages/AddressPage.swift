import JSONText

/// 外网地址: the pools with their use, free ranges for a wanted size, what is allotted to whom; allotting and taking back (NET-5.2).
enum AddressPage {
  static func answer(_ visit: Visit) async throws -> Reply {
    var (fault, told): (Fault?, String?) = (nil, nil)
    if visit.method == "POST" {
      do { told = try await change(visit) } catch let found as Fault where found.status != 401 { fault = found }
    }
    let isKeeper = visit.holds("bureau.network")
    let pools = isKeeper || visit.holds("bureau.audit") ? try await visit.get("/addresses/pools")["pools"]?.array ?? [] : []
    var query = [(name: "limit", value: "100"), (name: "after", value: visit.query["after"] ?? "0")]
    if let pool = visit.query["pool"], !pool.isEmpty { query.append(("pool", pool)) }
    let found = try await visit.get("/addresses", query)
    let rows = (found["allotments"]?.array ?? []).map { line -> [HTML] in
      let id = line["id"]?.int ?? 0
      let isHeld = ["reserved", "allotted"].contains(line["state"]?["code"]?.string)
      let act: HTML = isKeeper && isHeld
        ? "<form method=\"post\" action=\"/addresses\" class=\"inline\">\(Parts.hidden(visit))<input type=\"hidden\" name=\"reclaim\" value=\"\(id)\"><button class=\"danger\">回收</button></form>" : ""
      return ["<code>\(line["range"]?.string ?? "")</code>", "\(visit.name(of: line["unit"]?.string))", "\(line["purpose"]?.string ?? "")", Parts.badge(line["state"]), Parts.time(line["at"]?.string), act]
    }
    let next = found["next"]?.int.map { "<p><a href=\"?after=\($0)\">下一页</a></p>" as HTML }
    let content: HTML = """
      \(Parts.fault(fault))\(isKeeper || !pools.isEmpty ? plan(pools) : HTML.empty)\(isKeeper ? try await forms(visit, pools) : HTML.empty)
      <section aria-labelledby="held"><h2 id="held">地址分配</h2>\(Parts.table(["地址", "单位", "用途", "状态", "分配时间", ""], rows, empty: "没有地址分配。"))\(next)</section>
      """
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "外网地址", told: told, content: content).html)
  }

  private static func change(_ visit: Visit) async throws -> String {
    if let id = visit.form["reclaim"].flatMap(Int.init) {
      let row = try await visit.send("POST", "/addresses/\(id)/reclaim")
      return "\(row["range"]?.string ?? "") 已回收。"
    }
    if visit.form["what"] == "pool" {
      let body: JSON = [
        "range": .string(visit.form["range"] ?? ""), "source": .string(visit.form["source"] ?? ""), "document": .string(visit.form["document"] ?? ""), "on": .string(visit.form["on"] ?? ""),
      ]
      return "地址段 \(try await visit.send("POST", "/addresses/pools", body)["range"]?.string ?? "") 已登记。"
    }
    let body: JSON = ["range": .string(visit.form["range"] ?? ""), "access": JSON(visit.form["access"].flatMap(Int.init) ?? 0), "purpose": .string(visit.form["purpose"] ?? "")]
    let row = try await visit.send("POST", "/addresses", body)
    return "\(row["range"]?.string ?? "") 已分配给\(visit.name(of: row["unit"]?.string))。"
  }

  private static func plan(_ pools: [JSON]) -> HTML {
    let rows = pools.map { pool -> [HTML] in
      let used = pool["usedPercent"]?.text ?? "0"
      return [
        "<a href=\"/addresses?pool=\(pool["id"]?.int ?? 0)\"><code>\(pool["range"]?.string ?? "")</code></a>",
        "<meter min=\"0\" max=\"100\" value=\"\(used)\" aria-label=\"已用 \(used)%\"></meter> \(used)%", "\(pool["held"]?.int ?? 0)", "\(pool["source"]?.string ?? "")",
        "\(pool["document"]?.string ?? "")", "\(pool["on"]?.string ?? "")",
      ]
    }
    let chart = BarChart(
      title: "各地址段使用率",
      bars: pools.compactMap { pool in pool["usedPercent"].flatMap { used in Double(used.text).map { (pool["range"]?.string ?? "", $0, "\(used.text)%") } } })
    return "<section aria-labelledby=\"pools\"><h2 id=\"pools\">地址段</h2>\(chart.html)\(Parts.table(["地址段", "使用率", "分配数", "来源", "文号", "下达日期"], rows, empty: "还没有登记地址段。"))</section>"
  }

  private static func forms(_ visit: Visit, _ pools: [JSON]) async throws -> HTML {
    let isPool = visit.form["what"] == "pool"
    var proposed: HTML = ""
    if let pool = visit.query["pool"], !pool.isEmpty, let length = visit.query["length"], !length.isEmpty {
      let free = try await visit.get("/addresses/pools/\(Parts.encoded(pool))/free", [("length", length)])["free"]?.strings ?? []
      proposed = free.isEmpty ? "<p class=\"empty\">没有这么大的连续空闲地址。</p>" : "<p class=\"told\" role=\"status\">可用:\(free.map { "<code>\($0)</code> " as HTML })</p>"
    }
    let options = pools.map { pool -> HTML in
      let id = pool["id"]?.int.map(String.init) ?? ""
      return "<option value=\"\(id)\"\(id == visit.query["pool"] ? " selected" : "")>\(pool["range"]?.string ?? "")</option>"
    }
    func typed(_ name: String) -> String { isPool ? "" : visit.form[name] ?? "" }
    func ofPool(_ name: String) -> String { isPool ? visit.form[name] ?? "" : "" }
    return """
      <section aria-labelledby="free"><h2 id="free">找空闲地址</h2><form method="get" action="/addresses" class="filter"><div class="field"><label for="pool">地址段</label><select id="pool" name="pool">\(options)</select></div>
      <div class="field"><label for="length">掩码长度(如 24)</label><input id="length" name="length" type="number" min="0" max="128" required value="\(visit.query["length"] ?? "24")"></div><button>查找</button></form>\(proposed)</section>
      <section aria-labelledby="allot"><h2 id="allot">分配地址</h2><form method="post" action="/addresses" class="narrow">\(Parts.hidden(visit))
      <div class="field"><label for="range">地址(如 10.1.8.0/24)</label><input id="range" name="range" required maxlength="50" value="\(typed("range"))"></div>
      <div class="field"><label for="access">接入编号(事项编号后的数字)</label><input id="access" name="access" inputmode="numeric" required value="\(typed("access"))"></div>
      <div class="field"><label for="purpose">用途</label><input id="purpose" name="purpose" required maxlength="300" value="\(typed("purpose"))"></div><p><button class="main">分配</button></p></form></section>
      <details\(isPool ? " open" : "")><summary class="button">登记地址段</summary><form method="post" action="/addresses">\(Parts.hidden(visit))<input type="hidden" name="what" value="pool">
      <div class="field"><label for="p-range">地址段</label><input id="p-range" name="range" required maxlength="50" value="\(ofPool("range"))"></div>
      <div class="field"><label for="p-source">来源</label><input id="p-source" name="source" required maxlength="100" value="\(isPool ? ofPool("source") : "省大数据中心")"></div>
      <div class="field"><label for="p-document">文号</label><input id="p-document" name="document" required maxlength="100" value="\(ofPool("document"))"></div>
      <div class="field"><label for="p-on">下达日期</label><input id="p-on" name="on" type="date" required value="\(ofPool("on"))"></div><p><button>登记</button></p></form></details>
      """
  }
}
