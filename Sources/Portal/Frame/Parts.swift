import JSONText
import Seals
import Vocabulary

/// Pieces that many pages have.
enum Parts {
  /// What every form of a session carries: its guard word, whose it is, and a key by which a form sent twice is done once.
  static func hidden(_ visit: Visit) -> HTML {
    "<input type=\"hidden\" name=\"_guard\" value=\"\(visit.guardWord)\"><input type=\"hidden\" name=\"_who\" value=\"\(visit.person?["id"]?.int ?? 0)\"><input type=\"hidden\" name=\"_key\" value=\"\(hex(RandomBytes.make(12)))\">"
  }

  static func table(_ head: [String], _ rows: [[HTML]], caption: String? = nil, empty: String = "没有记录。") -> HTML {
    guard !rows.isEmpty else { return "<p class=\"empty\">\(empty)</p>" }
    let lines = rows.map { row -> HTML in
      let cells = row.enumerated().map { place, cell -> HTML in "<td data-label=\"\(place < head.count ? head[place] : "")\">\(cell)</td>" }
      return "<tr>\(cells)</tr>"
    }
    let titles = head.map { "<th scope=\"col\">\($0)</th>" as HTML }
    return "<table class=\"rows\">\(caption.map { "<caption>\($0)</caption>" as HTML })<thead><tr>\(titles)</tr></thead><tbody>\(lines)</tbody></table>"
  }

  /// Label and value; what is empty is left out.
  static func facts(_ pairs: [(String, HTML)]) -> HTML {
    let lines = pairs.filter { !$0.1.isEmpty }.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML }
    return lines.isEmpty ? "" : "<dl class=\"facts\">\(lines)</dl>"
  }

  static func badge(_ state: JSON?) -> HTML { "<span class=\"badge\">\(state?["label"]?.string ?? "")</span>" }

  /// `2026-11-30T14:42:21.123990+08:00` → `2026-11-30 14:42`.
  static func time(_ text: String?) -> HTML {
    guard let text, text.count >= 16 else { return "\(text ?? "")" }
    return "<time datetime=\"\(text)\">\(text.prefix(10)) \(text.dropFirst(11).prefix(5))</time>"
  }

  /// A term ends at the first instant of the day after its last one (K4); people read the last day.
  static func until(_ text: String?) -> HTML {
    guard let text, let end = Instant(text) else { return "" }
    return "<time datetime=\"\(text)\">\(Day(of: Instant(microseconds: end.microseconds - 1)).text) 止(含当日)</time>"
  }

  static func fault(_ fault: Fault?) -> HTML {
    guard let fault else { return "" }
    let lines = fault.lines.map { line -> HTML in
      "<li>\(line.message)\(line.clause.isEmpty ? HTML.empty : " <a class=\"clause\" href=\"/rules/\(line.clause)\">\(line.clause)</a>")</li>"
    }
    return """
      <section class="refused" role="alert" aria-labelledby="refused"><h2 id="refused">没有办成</h2><ul>\(lines)</ul>
      <p class="hint">您填写的内容都在下面,改好再提交即可。有疑问请凭请求编号 <code>\(fault.requestID)</code> 联系市数据局。</p></section>
      """
  }

  static func encoded(_ text: String) -> String {
    var out = ""
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: out.unicodeScalars.append(Unicode.Scalar(byte))
      default: out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return out
  }

  /// A link to a file of the API, with the session of whoever looks.
  static func file(_ path: String) -> String { "/files/api/v1\(path)" }
}

extension HTML.StringInterpolation {
  mutating func appendInterpolation(_ value: Substring) { appendInterpolation(String(value)) }
  mutating func appendInterpolation(_ value: Character) { appendInterpolation(String(value)) }
}
