import Sharing
import Testing

@Suite struct `A field filter refuses` {
  /// No value, wherever it stands.
  private static let badValues: [(String, FilterFault.Reason)] = [
    ("NaN", .syntax), ("Infinity", .syntax), ("-Infinity", .invalidNumber), ("01", .syntax), ("-01", .syntax), ("+1", .syntax),
    (".5", .syntax),
    ("1.", .invalidNumber), ("1.e1", .invalidNumber), ("1e", .invalidNumber), ("1e+", .invalidNumber), ("-", .invalidNumber),
    ("0x1", .syntax),
    ("1 2", .syntax), ("tru", .syntax), ("trUe", .syntax), ("nulll", .syntax), ("False", .syntax), ("'a'", .syntax), ("undefined", .syntax),
    ("", .syntax), (",", .syntax), ("\u{0}", .syntax), ("\u{A0}1", .syntax), ("\u{FEFF}1", .syntax), ("/**/1", .syntax),
    (#""\x""#, .invalidEscape), (#""\u12g4""#, .invalidEscape), (#""\U0041""#, .invalidEscape), (#""\ud800""#, .invalidEscape),
    (#""\udc00""#, .invalidEscape), (#""\ud800\ud800""#, .invalidEscape), (#""\ud800\n""#, .invalidEscape),
    (#""\ud800\u0041""#, .invalidEscape),
    (#""\ud800x""#, .invalidEscape), ("\"\u{0}\"", .controlCharacter), ("\"\n\"", .controlCharacter),
    ("\"12345678\u{1F}\"", .controlCharacter),
    ("[1,]", .syntax), ("[,1]", .syntax), ("[1 2]", .syntax), ("[1}", .syntax), ("[1:2]", .syntax), ("[}", .syntax),
    ("{]", .syntax), (#"{"x":1,}"#, .syntax), (#"{"x"}"#, .syntax), (#"{"x" 1}"#, .syntax), (#"{"x":1 "y":2}"#, .syntax),
    (#"{"x":1]"#, .syntax),
    (#"{"x":}"#, .syntax), (#"{,"x":1}"#, .syntax), ("{x:1}", .syntax), ("{1:1}", .syntax), (#"{"x"::1}"#, .syntax),
    (#"{"x\q":1}"#, .invalidEscape),
    ("{\"x\n\":1}", .controlCharacter),
  ]

  private static let places = [("granted", #"{"a":"#), ("dropped", #"{"z":"#), ("on the way", #"{"p":"#), ("an element", #"[{"z":[1,"#)]

  @Test(arguments: badValues)
  func `what is no value, whatever is granted`(value: String, reason: FilterFault.Reason) {
    for (place, before) in Self.places {
      let outcome = Outcome(Array("\(before)\(value)}".utf8), FieldFilter(items: ["a", "p.q"]))
      guard case .fault(let fault) = outcome else {
        Issue.record("\(value) passed as \(place)")
        continue
      }
      #expect(fault.reason == reason, "\(value) as \(place)")
    }
  }

  @Test(
    arguments: [
      [0xC3, 0x28], [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xE4, 0xB8],
      [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE], [0xE4, 0xB8, 0x41], [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func `bytes that are no UTF-8, in names and values`(bytes: [UInt8]) {
    // With text around it, so that the fast paths meet it too.
    for around in ["", "abcdefgh", "中文字符"] {
      let bad = Array(around.utf8) + bytes + Array(around.utf8)
      for (before, after) in [(#"{"a":""#, #""}"#), (#"{"z":""#, #""}"#), (#"{"a"#, #"":1}"#), (#"{"z":{""#, #"":1}}"#)] {
        guard case .fault(let fault) = Outcome(Array(before.utf8) + bad + Array(after.utf8), FieldFilter(items: ["a"])) else {
          Issue.record("\(bytes) passed")
          continue
        }
        #expect(fault.reason == .invalidUTF8)
      }
    }
  }

  @Test(arguments: [
    ("", FilterFault(.unexpectedEnd, at: 0)), (" \n", FilterFault(.unexpectedEnd, at: 2)), ("\u{FEFF}{}", FilterFault(.syntax, at: 0)),
    ("{} {}", FilterFault(.trailingText, at: 3)), ("{}x", FilterFault(.trailingText, at: 2)), ("1,", FilterFault(.trailingText, at: 1)),
    ("{}\u{0}", FilterFault(.trailingText, at: 2)), ("]", FilterFault(.syntax, at: 0)), ("-", FilterFault(.unexpectedEnd, at: 1)),
    ("1.", FilterFault(.unexpectedEnd, at: 2)), ("<html>", FilterFault(.syntax, at: 0)), ("callback({})", FilterFault(.syntax, at: 0)),
    (#"{"a":1,"a":2}"#, FilterFault(.duplicateName, at: 7)), (#"{"z":1,"\u007a":2}"#, FilterFault(.duplicateName, at: 7)),
    (#"{"a":{"x":[{"y":1,"y":2}]}}"#, FilterFault(.duplicateName, at: 18)),
    (#"{"p":{"x":1,"q":2,"x":3}}"#, FilterFault(.duplicateName, at: 18)),
    (#"[{"p":5},{"p":[],"\u0070":5}]"#, FilterFault(.duplicateName, at: 17)),
    (#"{"😀":1,"\ud83d\ude00":2}"#, FilterFault(.duplicateName, at: 10)),
    (#"{"":1,"":2}"#, FilterFault(.duplicateName, at: 6)),
  ])
  func `and says where`(answer: String, fault: FilterFault) {
    #expect(Outcome(Array(answer.utf8), FieldFilter(items: ["a", "p.q"])) == .fault(fault))
  }

  @Test func `no second name where nothing passes`() throws {
    #expect(try filtered(#"{"z":{"x":1,"x":2},"a":1}"#, ["a"]) == #"{"a":1}"#)
    #expect(try filtered(#"[{"p":{"q":1}},{"p":{"q":1}}]"#, ["p"]) == #"[{"p":{"q":1}},{"p":{"q":1}}]"#)
  }

  /// The inner object is large enough that what is remembered of the outer one has to move.
  @Test(arguments: 0..<20) func `a second name after an inner object has come and gone`(n: Int) {
    func members(_ count: Int, _ letter: String) -> String { (0..<count).map { "\"\(letter)\($0)\":0" }.joined(separator: ",") }
    let before = #"{"a":{\#(members(20, "k")),"in":{\#(members(100, "k"))},"#
    let place = before.utf8.count
    #expect(Outcome(Array(#"\#(before)"k\#(n)":0}}"#.utf8), FieldFilter(items: ["a"])) == .fault(FilterFault(.duplicateName, at: place)))
    let lawful = Array(#"\#(before)\#(members(20, "m"))}}"#.utf8)
    #expect(Outcome(lawful, FieldFilter(items: ["a"])) == .text(lawful))
  }

  @Test(arguments: ["a", "z", "p"]) func `more than 64 levels`(name: String) {
    for (open, close) in [("[", "]"), (#"{"q":"#, "}")] {
      let (opens, closes) = (String(repeating: open, count: 63), String(repeating: close, count: 63))
      let lawful = Outcome(Array("{\"\(name)\":\(opens)1\(closes)}".utf8), FieldFilter(items: ["a", "p.q"]))
      guard case .text = lawful else {
        Issue.record("\(lawful)")
        continue
      }
      let fault = FilterFault(.tooDeep, at: 5 + opens.utf8.count)
      #expect(Outcome(Array("{\"\(name)\":\(opens)[1]\(closes)}".utf8), FieldFilter(items: ["a", "p.q"])) == .fault(fault))
    }
    let endless = Array(#"{"\#(name)":"#.utf8) + Array(repeating: UInt8(ascii: "["), count: 1 << 20)
    #expect(Outcome(endless, FieldFilter(items: ["a", "p.q"])) == .fault(FilterFault(.tooDeep, at: 68)))
  }

  @Test func `names that are too long, where it has to keep them`() throws {
    let filter = FieldFilter(items: ["a"], maxKeyBytes: 10)
    for cuts in [[], [3], [5, 9], [15], [16], [17], Array(1...18)] {
      let lawful = Outcome(Array(#"{ "0123456789":1 }"#.utf8), filter, cuts: cuts)
      #expect(lawful == .text(Array("{}".utf8)), "\(cuts)")
      let long = Outcome(Array(#"{ "0123456789x":1}"#.utf8), filter, cuts: cuts)
      #expect(long == .fault(FilterFault(.nameTooLong, at: 2)), "\(cuts)")
    }
    #expect(Outcome(Array(#"{"z":{"0123456789x":1}}"#.utf8), filter) == .text(Array("{}".utf8)))
    #expect(Outcome(Array(#"{"a":{"0123456789x":1}}"#.utf8), filter) == .fault(FilterFault(.nameTooLong, at: 6)))
    let huge = Array("{\"".utf8) + Array(repeating: UInt8(ascii: "k"), count: 1 << 20)
    let cuts = Array(stride(from: 1000, to: 1 << 20, by: 1000))
    #expect(Outcome(huge, FieldFilter(items: ["a"]), cuts: cuts) == .fault(FilterFault(.nameTooLong, at: 1)))
  }

  @Test func `more names than it can remember`() throws {
    func answer(_ count: Int) -> [UInt8] { Array((#"{"a":{"# + (0..<count).map { "\"\($0)\":0" }.joined(separator: ",") + "}}").utf8) }
    let filter = FieldFilter(FieldList(["a"]), maxNames: 1000)
    #expect(Outcome(answer(999), filter) == .text(answer(999)))
    // `{"a":{` and 999 names with their values before it; of these 10 have one digit, 90 two.
    let place = 6 + 10 * 6 + 90 * 7 + 899 * 8
    #expect(Outcome(answer(1000), filter) == .fault(FilterFault(.tooManyNames, at: place)))
    // Closed objects no longer count, however many there are.
    let many = Array((#"{"a":["# + Array(repeating: #"{"x":1,"y":{"z":2}}"#, count: 2000).joined(separator: ",") + "]}").utf8)
    #expect(Outcome(many, filter) == .text(many))
  }
}
