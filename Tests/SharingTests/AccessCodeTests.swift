import Sharing
import Testing

@Suite struct `An access code` {
  private let code = AccessCode(keyID: "0123456789", secret: String(repeating: "a", count: 43)) { _ in "ABCDEF" }

  @Test func `is taken apart as it was put together`() {
    #expect(code.text.utf8.count == AccessCode.length)
    #expect(AccessCode(code.text) == code)
  }

  @Test func `of another form is none`() {
    let text = code.text
    let wrong = [
      "", "jyg1_", String(text.dropLast()), text + "A", "jyg2" + text.dropFirst(4), text.replacing("_a", with: "-a"), text.replacing("0123", with: "O123"),
      text.replacing("aaa", with: "a a"), text.replacing("ABCDEF", with: "ABCDEU"), text.replacing("aa", with: "é"),
    ]
    for text in wrong { #expect(AccessCode(text) == nil, "\(text)") }
  }
}
