/// A page to be printed on A4: self-contained, without script, every text escaped. What the office signs or seals is printed from it.
package struct PrintPage: Sendable {
  package enum Part: Sendable {
    case heading(String)
    case text(String)
    /// Label and value, two pairs a row where they are short.
    case pairs([(String, String)])
    case table(head: [String], rows: [[String]])
    /// Room for a seal and a signature, with what is to be put there.
    case sealPlace([String])
    /// Small print.
    case note(String)
  }

  package let title: String
  /// Under the title: the number.
  package let number: String
  /// The mark of the page as SVG and in words beneath it.
  package let mark: (svg: String, words: String)?
  package let parts: [Part]

  package init(title: String, number: String, mark: (svg: String, words: String)?, parts: [Part]) {
    (self.title, self.number, self.mark, self.parts) = (title, number, mark, parts)
  }

  /// What a browser may do with such a page: draw it.
  package static let policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"

  package var html: String {
    let drawn = mark.map { "<figure>\($0.svg)<figcaption>\(Markup.escape($0.words))</figcaption></figure>" } ?? ""
    return """
      <!doctype html>
      <html lang="zh-CN"><head><meta charset="utf-8"><title>\(Markup.escape(title)) \(Markup.escape(number))</title>
      <style>\(Self.style)</style></head>
      <body><header><div><h1>\(Markup.escape(title))</h1><p>编号:\(Markup.escape(number))</p></div>\(drawn)</header>
      \(parts.map(html).joined(separator: "\n"))
      </body></html>

      """
  }

  private func html(_ part: Part) -> String {
    switch part {
    case .heading(let text): return "<h2>\(Markup.escape(text))</h2>"
    case .text(let text): return text.split(separator: "\n").map { "<p>\(Markup.escape(String($0)))</p>" }.joined()
    case .note(let text): return "<p class=\"note\">\(Markup.escape(text))</p>"
    case .sealPlace(let lines):
      return "<section class=\"seal\">\(lines.map { "<p>\(Markup.escape($0))</p>" }.joined())</section>"
    case .pairs(let pairs):
      let rows = pairs.map { "<tr><th>\(Markup.escape($0.0))</th><td>\(Markup.escape($0.1))</td></tr>" }
      return "<table class=\"pairs\">\(rows.joined())</table>"
    case .table(let head, let rows):
      let lines = rows.map { "<tr>\($0.map { "<td>\(Markup.escape($0))</td>" }.joined())</tr>" }
      return "<table><thead><tr>\(head.map { "<th>\(Markup.escape($0))</th>" }.joined())</tr></thead>\(lines.joined())</table>"
    }
  }

  /// Songti first, as official papers are set; the page flows over as many sheets as it needs.
  private static let style = """
    @page{size:A4;margin:18mm 16mm}
    body{font:10.5pt/1.5 "SimSun","Songti SC","Noto Serif CJK SC","Source Han Serif SC",serif;color:#000;max-width:178mm;margin:0 auto}
    header{display:flex;justify-content:space-between;align-items:flex-start}h1{font-size:18pt;margin:0 0 4pt}h2{font-size:12pt;margin:10pt 0 4pt}
    p{margin:2pt 0}figure{margin:0;width:32mm;text-align:center}figure svg{width:30mm;height:30mm}figcaption{font-size:6pt;word-break:break-all}
    table{width:100%;border-collapse:collapse;margin:4pt 0}th,td{border:.5pt solid #000;padding:3pt 5pt;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}
    tr{break-inside:avoid}thead{display:table-header-group}.pairs th{width:34mm;font-weight:normal;background:#f4f4f4}
    .seal{border:.5pt solid #000;min-height:42mm;padding:5pt;margin-top:8pt;break-inside:avoid}.note{font-size:8pt;overflow-wrap:anywhere}
    """
}
