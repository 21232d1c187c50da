import Testing

@testable import Portal

@Suite struct `A page` {
  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"), ("\" onmouseover='x'", "&quot; onmouseover=&#39;x&#39;"), ("a&amp;b", "a&amp;amp;b"),
    ("甲\u{202E}txt.exe", "甲⟦U+202E⟧txt.exe"), ("a\u{0}b\u{1B}[31m", "a\u{FFFD}b\u{FFFD}[31m"), ("𠀀\n\t", "𠀀\n\t"),
  ])
  func `shows text from outside as text`(_ text: String, _ shown: String) {
    let page: HTML = "<p title=\"\(text)\">\(text)</p>"
    #expect(page.text == "<p title=\"\(shown)\">\(shown)</p>")
  }

  @Test func `takes pieces of its own as they are`() {
    let piece: HTML = "<b>\("<")</b>"
    let none: HTML? = nil
    let page: HTML = "<p>\(piece)\([piece, piece])\(none)\(7)</p>"
    #expect(page.text == "<p><b>&lt;</b><b>&lt;</b><b>&lt;</b>7</p>")
  }

  @Test(arguments: [("/a b/ü", "%2Fa%20b%2F%C3%BC"), ("a-b_c.d~e", "a-b_c.d~e")])
  func `escapes what stands in an address`(_ text: String, _ escaped: String) {
    #expect(Parts.encoded(text) == escaped)
    #expect(Form.decode(escaped[...]) == text)
  }
}
