import JSONText

/// 试调用: a plain form that makes a real call through the gateway, and what came of it.
struct TryOut {
  let visit: Visit
  let id: Int
  let samples: CallSamples
  let code: String?
  let tried: Portal.Tried?

  var html: HTML {
    guard !samples.operations.isEmpty else { return "" }
    let secret = code ?? (visit.form["secret"] ?? "")
    return """
      <section aria-labelledby="try"><h2 id="try">试调用</h2>\(result)<form method="post" action="/grants/\(id)/try#try" class="narrow">\(Parts.hidden(visit))\(choice)\(inputs)
      <div class="field"><label for="secret">授权码</label><input id="secret" name="secret" type="password" autocomplete="off" required value="\(secret)"></div>
      <p><button class="main">试调用</button></p><p class="hint">这是一次真实的调用:经过网关,计入调用记录。</p></form></section>
      """
  }

  private var choice: HTML {
    guard samples.operations.count > 1 else { return "" }
    let options = samples.operations.map { one -> HTML in
      let value = "\(one.method) \(one.path)"
      return "<option\(value == visit.form["operation"] ? " selected" : "")>\(value)</option>"
    }
    return "<div class=\"field\"><label for=\"operation\">操作</label><select id=\"operation\" name=\"operation\">\(options)</select></div>"
  }

  /// Parameters of every operation, each once; one is asked for strictly only where it is the only operation's.
  private var inputs: [HTML] {
    var seen: Set<String> = []
    let all = samples.operations.flatMap(\.parameters).filter { seen.insert($0.name).inserted }
    return all.map { one in
      let typed = visit.form["p-\(one.name)"] ?? (one.isRequired ? one.example ?? "" : "")
      let must = one.isRequired && samples.operations.count == 1
      let input: HTML = one.choices.isEmpty
        ? "<input id=\"p-\(one.name)\" name=\"p-\(one.name)\" maxlength=\"500\"\(must ? " required" : "") value=\"\(typed)\">"
        : "<select id=\"p-\(one.name)\" name=\"p-\(one.name)\">\(one.choices.map { "<option\($0 == typed ? " selected" : "")>\($0)</option>" as HTML })</select>"
      return "<div class=\"field\"><label for=\"p-\(one.name)\">\(one.name)\(one.words.isEmpty ? "" : "(\(one.words))")</label>\(input)</div>"
    }
  }

  private var result: HTML {
    guard let tried else { return "" }
    guard let status = tried.status else { return "<p class=\"refused\" role=\"alert\">没有得到应答:\(tried.body)</p>" }
    let call: HTML = tried.call.map { " 请求编号 <a href=\"/calls/\($0)\">\($0)</a>" } ?? ""
    return """
      <div class="\(status < 300 ? "told" : "refused")" role="status"><p>应答 \(status),\(tried.millis) 毫秒。\(call)</p></div>
      <pre tabindex="0" aria-label="应答内容">\(tried.body)</pre>
      """
  }
}
