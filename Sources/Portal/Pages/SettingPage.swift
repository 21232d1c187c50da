import JSONText

/// 系统参数: numbers that the measure leaves to the bureau: what they mean, who set them when and why; the bureau's operation sets them from a day on.
enum SettingPage {
  static func answer(_ visit: Visit) async throws -> Reply {
    var (fault, told, effect): (Fault?, String?, [String]) = (nil, nil, [])
    if visit.method == "POST", let name = visit.form["name"] {
      let texts = (visit.form["value"] ?? "").split { ",\u{FF0C}\u{3001} ".contains($0) }
      let numbers = texts.map { Int($0).map { JSON($0) } ?? .string(String($0)) }
      let body: JSON = [
        "value": numbers.count == 1 ? numbers[0] : .array(numbers), "reason": .string(visit.form["reason"] ?? ""), "from": .string(visit.form["from"] ?? ""),
      ]
      do {
        if visit.form["act"] == "look" {
          let query: [(name: String, value: String)] = [("value", texts.joined(separator: ",")), ("from", visit.form["from"] ?? "")]
          effect = try await visit.get("/settings/\(Parts.encoded(name))/effect", query)["effect"]?.strings ?? []
        } else {
          _ = try await visit.send("PUT", "/settings/\(Parts.encoded(name))", body)
          told = "已设定,自 \(visit.form["from"] ?? "") 起适用。"
        }
      } catch let found as Fault where found.status != 401 { fault = found }
    }
    let settings = try await visit.get("/settings")["settings"]?.array ?? []
    let content: HTML = "\(Parts.fault(fault))<p class=\"hint\">办法没有规定具体数字的,由市数据局在这里设定。改动自生效日起适用,以前的事项不受影响。</p>\(settings.map { one($0, visit, effect: visit.form["name"] == $0["name"]?.string ? effect : []) })"
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "系统参数", trail: [("规则", "/rules")], told: told, content: content).html)
  }

  private static func words(_ value: JSON?) -> String { value?.int.map(String.init) ?? value?.array?.compactMap { $0.int.map(String.init) }.joined(separator: "、") ?? "" }

  private static func shown(_ effect: [String]) -> HTML {
    effect.isEmpty ? "" : "<div class=\"told\" role=\"status\"><p>若这样设定:</p><ul>\(effect.map { "<li>\($0)</li>" as HTML })</ul></div>"
  }

  private static func one(_ setting: JSON, _ visit: Visit, effect: [String]) -> HTML {
    let name = setting["name"]?.string ?? ""
    let isTyped = visit.form["name"] == name
    let past = (setting["history"]?.array ?? []).map { line -> [HTML] in
      ["\(line["from"]?.string ?? "")", "\(words(line["value"]))", "\(line["reason"]?.string ?? "")", "\(line["by"]?.string ?? "")", Parts.time(line["at"]?.string)]
    }
    let form: HTML = visit.holds("bureau.operation") ? """
      <details\(isTyped ? " open" : "")><summary>设定</summary><form method="post" action="/settings" class="narrow">\(Parts.hidden(visit))<input type="hidden" name="name" value="\(name)">
      <div class="field"><label for="v-\(name)">新值(\(setting["bounds"]?["min"]?.int ?? 0)–\(setting["bounds"]?["max"]?.int ?? 0) \(setting["unit"]?.string ?? ""))</label><input id="v-\(name)" name="value" required value="\(isTyped ? visit.form["value"] ?? "" : "")"></div>
      <div class="field"><label for="d-\(name)">生效日期</label><input id="d-\(name)" name="from" type="date" required value="\(isTyped ? visit.form["from"] ?? "" : "")"></div>
      <div class="field"><label for="r-\(name)">理由</label><input id="r-\(name)" name="reason" required maxlength="300" value="\(isTyped ? visit.form["reason"] ?? "" : "")"></div>\(shown(effect))<p><button name="act" value="look">先看影响</button> <button class="main" name="act" value="set">设定</button></p></form></details>
      """ : ""
    return """
      <section><h2>\(setting["title"]?.string ?? name) <span class="badge">\(words(setting["value"])) \(setting["unit"]?.string ?? "")</span></h2>
      <p>\(setting["meaning"]?.string ?? "")\(Parts.clause(setting["clause"]?.string))</p>
      \(past.isEmpty ? HTML.empty : Parts.table(["自", "值", "理由", "设定人", "设定时间"], past))\(form)</section>
      """
  }
}
