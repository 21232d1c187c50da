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
    return "<time datetime=\"\(machine(text))\">\(text.prefix(10)) \(text.dropFirst(11).prefix(5))</time>"
  }

  /// HTML knows no shorter time than a millisecond.
  private static func machine(_ text: String) -> String { String(text.prefix(19) + text.suffix(6)) }

  /// A term ends at the first instant of the day after its last one (K4); people read the last day.
  static func until(_ text: String?) -> HTML {
    guard let text, let end = Instant(text) else { return "" }
    return "<time datetime=\"\(machine(text))\">\(Day(of: Instant(microseconds: end.microseconds - 1)).text) 止(含当日)</time>"
  }

  /// - Parameter mend: where it is put right; what was typed stands below where nothing is said.
  static func fault(_ fault: Fault?, mend: HTML = "") -> HTML {
    guard let fault else { return "" }
    let lines = fault.lines.map { line -> HTML in
      "<li>\(line.message)\(clause(line.clause))</li>"
    }
    return """
      <section class="refused" role="alert" aria-labelledby="refused"><h2 id="refused">没有办成</h2><ul>\(lines)</ul>
      <p class="hint">\(mend.isEmpty ? "您填写的内容都在下面,改好再提交即可。" : mend)\(help(fault))</p></section>
      """
  }

  /// Whom to ask, with the number under which both sides see the same.
  static func help(_ fault: Fault) -> HTML {
    fault.requestID.isEmpty ? "有疑问请联系市数据局。" : "有疑问请凭请求编号 <a href=\"/requests/\(fault.requestID)\"><code>\(fault.requestID)</code></a> 联系市数据局,双方都能按编号查到这次请求。"
  }

  /// What something rests on: a clause leads to its text, a number of ours to where it is set, a document is named.
  static func clause(_ text: String?) -> HTML {
    guard let text, !text.isEmpty else { return "" }
    if text.hasPrefix("系统参数") { return " <a class=\"clause\" href=\"/settings\">\(text)</a>" }
    // `嘉政办发〔2024〕57号 第十四条 (EX-14c)`, or the clause alone.
    let id = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".")) }.last { word in
      guard let dash = word.firstIndex(of: "-"), dash > word.startIndex, word.index(after: dash) < word.endIndex else { return false }
      return word[..<dash].allSatisfy(\.isUppercase) && word[word.index(after: dash)].isNumber
    }
    return id.map { " <a class=\"clause\" href=\"/rules/\(encoded(String($0)))\">\(text)</a>" } ?? " <span class=\"clause\">\(text)</span>"
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
