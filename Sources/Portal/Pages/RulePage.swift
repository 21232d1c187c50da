import JSONText
import Measures
import Vocabulary
import Workflow

/// 规则: the law as the platform holds it: lengths of clocks with their sources, and every procedure's sheet; for one clause, each line that cites it.
enum RulePage {
  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    if parts.first == "law" { return try await law(visit, parts.dropFirst().first ?? "EX") }
    if parts.first == "sheet" { return sheet(visit, parts.dropFirst().first ?? "") }
    if let clause = parts.first { return .page(200, try await cited(visit, clause)) }
    let rows = (try await visit.get("/clocks/rules")["rules"]?.array ?? []).map { rule -> [HTML] in
      ["\(rule["code"]?.string ?? "")", "\(rule["length"]?.int ?? 0) \(rule["text"]?.string ?? "")", "\(rule["source"]?.string ?? "")", "\(rule["from"]?.string ?? "")", "\(rule["inForce"]?.bool == true ? "现行" : "")"]
    }
    let sheets = Measure.all.flatMap(\.procedures).map { procedure -> HTML in
      "<li><a href=\"/rules/sheet/\(procedure.code)\">\(procedure.title)</a></li>"
    }
    let laws = [("EX", "政务数据共享交换平台"), ("CTR", "政务服务中心"), ("WEB", "政府网站"), ("NET", "电子政务外网"), ("CLD", "政务云"), ("MOB", "“甘快办”站点")].map { "<li><a href=\"/rules/law/\($0.0)\">\($0.1)</a></li>" as HTML }
    let content: HTML = "<section><h2>六个办法的条文</h2><ul class=\"starts\">\(laws)</ul></section><p><a href=\"/settings\">系统参数:办法未规定、由市数据局设定的数</a></p><section><h2>时限</h2>\(Parts.table(["代码", "长度", "依据", "自", ""], rows))</section><section><h2>流程</h2><p>每个流程的表单、步骤、谁能办、依据哪一条:</p><ul class=\"starts\">\(sheets)</ul></section>"
    return .page(200, Shell(visit: visit, title: "规则", content: content).html)
  }

  /// One procedure in the law's arrow notation, as it is carried out.
  private static func sheet(_ visit: Visit, _ code: String) -> Reply {
    guard let procedure = Measure.procedure(code) else { return .page(404, FaultPage.missing(visit)) }
    let content: HTML = "<p>这是平台实际执行的规则全文,第 \(procedure.revision) 版。\(Parts.clause(procedure.clause.description))</p><pre tabindex=\"0\" aria-label=\"规则全文\">\(procedure.sheet())</pre><p><a href=\"/cases/\(procedure.path)\">在办的\(procedure.title)</a></p>"
    return .page(200, Shell(visit: visit, title: "\(procedure.title)的规则", trail: [("规则", "/rules")], content: content).html)
  }

  /// `EX-14a` cites article 14 of the measure EX.
  private static func article(_ visit: Visit, _ clause: String) async throws -> HTML {
    let parts = clause.split(separator: "-")
    guard parts.count == 2, let number = Int(parts[1].prefix { $0.isNumber }), let law = try? await visit.get("/law/\(parts[0])"),
      let article = law["articles"]?.array?.first(where: { $0["article"]?.int == number })
    else { return "" }
    return """
      <section class="law"><h2>\(article["label"]?.string ?? "")</h2><p>\(article["text"]?.string ?? "")</p>
      <p class="hint">\(law["title"]?.string ?? "")(\(law["document"]?.string ?? "")) · <a href="/rules/law/\(parts[0])">全文</a></p></section>
      """
  }

  private static func law(_ visit: Visit, _ measure: String) async throws -> Reply {
    let law = try await visit.get("/law/\(Parts.encoded(measure))")
    let sheets = Measure.all.first { $0.code == measure }?.procedures.map { $0.sheet() }.joined(separator: "\n") ?? ""
    let words = Set(sheets.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }.map(String.init).filter { $0.hasPrefix("\(measure)-") })
    let articles = (law["articles"]?.array ?? []).map { article -> HTML in
      let number = article["article"]?.int ?? 0
      let cited = words.filter { $0.dropFirst(measure.count + 1).prefix(while: \.isNumber) == "\(number)" }.sorted()
      let links: [HTML] = cited.map { "\(Parts.clause($0))" }
      return "<section class=\"law\" id=\"a\(number)\"><h2>\(article["label"]?.string ?? "")</h2><p>\(article["text"]?.string ?? "")</p>\(links.isEmpty ? HTML.empty : "<p class=\"hint\">平台上的规则:\(links)</p>")</section>"
    }
    return .page(200, Shell(visit: visit, title: "\(law["title"]?.string ?? "")", trail: [("规则", "/rules")], content: "\(articles)").html)
  }

  /// What the declaration says of a clause, in the office's words.
  private static func sentences(_ procedure: Procedure, _ clause: String) -> [String] {
    let holders = ["BUREAU": "市数据局", "PROVIDER": "提供部门", "USER": "使用部门"]
    var words = procedure.clause.description == clause ? ["“\(procedure.title)”按本条办理。"] : []
    for clock in procedure.clocks {
      guard case .statutory(let span, let source) = clock.limit, source.description == clause else { continue }
      let states = clock.states.map { "“\($0.label)”" }.joined(separator: "、")
      words.append("时限 \(clock.code):\(span.description),在\(states)期间计时,由\(holders[clock.holder.code] ?? clock.holder.code)办理;当日不计,到期日 24 时前办结为按时。")
    }
    return words
  }

  /// Where the platform does what a clause says.
  private static func cited(_ visit: Visit, _ clause: String) async throws -> HTML {
    let article = try await article(visit, clause)
    let found = Measure.all.flatMap(\.procedures).compactMap { procedure -> HTML? in
      let lines = procedure.sheet().split(separator: "\n").filter { line in
        line.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }.contains { $0 == clause }
      }
      guard !lines.isEmpty else { return nil }
      let words = sentences(procedure, clause).map { "<li>\($0)</li>" as HTML }
      return """
        <section><h3><a href="/cases/\(procedure.path)">\(procedure.title)</a></h3>\(words.isEmpty ? HTML.empty : "<ul>\(words)</ul>" as HTML)
        <details><summary>规则原文</summary><pre>\(lines.joined(separator: "\n"))</pre></details></section>
        """
    }
    let content: HTML = "\(article)\(found.isEmpty ? "<p>没有流程直接引用这一条。</p>" as HTML : "<h2>平台上的规则</h2>\(found)" as HTML)"
    return Shell(visit: visit, title: "条款 \(clause)", trail: [("规则", "/rules")], content: content).html
  }
}
