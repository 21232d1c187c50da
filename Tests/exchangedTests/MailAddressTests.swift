import Couriers
import Testing
import Vocabulary

/// What a person may wish for is what the courier takes: nothing lies dead in the outbox for its address.
@Suite struct `A mail address` {
  @Test(arguments: [
    ("li@jyg.example", true), ("li.si+a@jyg.example", true), ("o'neil@jyg.example", true), ("", false), ("li", false), ("li@", false), ("@jyg.example", false), ("li@a@b", false),
    ("li@jyg.example\r\nBcc: x@y", false), ("李@jyg.example", false), ("<li@jyg.example>", false), ("li si@jyg.example", false), ("\"li\"@jyg.example", false), ("li,si@jyg.example", false),
    (String(repeating: "a", count: 65) + "@jyg.example", false), ("li@" + String(repeating: "a", count: 255), false),
  ])
  func `is judged the same where it is wished for and where letters go out`(text: String, isOne: Bool) {
    #expect((MailAddress(text) != nil) == isOne && Letter.isAddress(text) == isOne)
  }
}
