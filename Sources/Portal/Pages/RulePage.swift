import JSONText
import Measures
import Vocabulary
import Workflow

/// 规则: the law as the platform holds it: lengths of clocks with their sources, and every procedure's sheet; for one clause, each line that cites it.
enum RulePage {
  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    if let clause = parts.first { return .page(200, cited(visit, clause)) }
    let rows = (try await visit.get("/clocks/rules")["rules"]?.array ?? []).map { rule -> [HTML] in
      ["\(rule["code"]?.string ?? "")", "\(rule["length"]?.int ?? 0) \(rule["text"]?.string ?? "")", "\(rule["source"]?.string ?? "")", "\(rule["from"]?.string ?? "")", "\(rule["inForce"]?.bool == true ? "现行" : "")"]
    }
    let sheets = Measure.all.flatMap(\.procedures).map { procedure -> HTML in
      "<details><summary>\(procedure.title) <span class=\"clause\">\(procedure.clause.description)</span></summary><pre>\(procedure.sheet())</pre></details>"
    }
    let content: HTML = "<p><a href=\"/settings\">系统参数:办法未规定、由市数据局设定的数</a></p><section><h2>时限</h2>\(Parts.table(["代码", "长度", "依据", "自", ""], rows))</section><section><h2>流程</h2>\(sheets)</section>"
    return .page(200, Shell(visit: visit, title: "规则", content: content).html)
  }

  /// Where the platform does what a clause says.
  private static func cited(_ visit: Visit, _ clause: String) -> HTML {
    let found = Measure.all.flatMap(\.procedures).compactMap { procedure -> HTML? in
      let lines = procedure.sheet().split(separator: "\n").filter { line in
        line.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }.contains { $0 == clause }
      }
      guard !lines.isEmpty else { return nil }
      return "<section><h2><a href=\"/cases/\(procedure.path)\">\(procedure.title)</a></h2><pre>\(lines.joined(separator: "\n"))</pre></section>"
    }
    let content: HTML = found.isEmpty ? "<p>没有流程直接引用这一条。</p>" : "<p>引用《嘉峪关市政务数据共享交换平台管理办法》\(clause) 的规则:</p>\(found)"
    return Shell(visit: visit, title: "条款 \(clause)", trail: [("规则", "/rules")], content: content).html
  }
}
