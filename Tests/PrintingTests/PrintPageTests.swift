import Printing
import Testing

@Suite struct `A printed page` {
  @Test func `holds text as text, wherever it stands`() {
    let evil = "<script>\"x\"&'</script>\u{202E}倒\u{0}"
    let page = PrintPage(
      title: evil, number: evil, mark: ("<svg/>", evil),
      parts: [.heading(evil), .text(evil), .pairs([(evil, evil)]), .table(head: [evil], rows: [[evil]]), .sealPlace([evil]), .note(evil)])
    let html = page.html
    #expect(!html.contains("<script") && !html.contains("\u{202E}") && !html.contains("\u{0}"))
    #expect(html.split(separator: "&lt;script&gt;&quot;x&quot;&amp;&#39;&lt;/script&gt;倒").count > 10)
  }

  @Test func `needs nothing from elsewhere and runs nothing`() {
    let html = PrintPage(title: "表", number: "1", mark: nil, parts: []).html
    #expect(html.contains("@page{size:A4") && html.contains("lang=\"zh-CN\""))
    for word in ["http://", "https://", "src=", "href=", "url(", "@import"] { #expect(!html.contains(word)) }
    #expect(PrintPage.policy.hasPrefix("default-src 'none'"))
  }
}
