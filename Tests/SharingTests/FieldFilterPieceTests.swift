import Sharing
import Testing

@Suite struct `An answer in pieces` {
  private static let items = ["code", "data.no", "data.person.name", "数据.号"]
  private static let answers = [
    #"{"code":0,"data":[{"no":1,"id":"CANARY"},{"id":"CANARY","no":-0.5e+10}],"msg":"CANARY"}"#,
    #"{ "c\u006fde" : "\ud83d\ude00\n\\" , "data" : { "person" : [ { "n\u0061me" : "张三 é 😀" , "card" : "CANARY" } ] , "no" : [ true ] } }"#,
    #"[{"数据":{"号":"甲乙丙丁戊己庚辛","密":"CANARY"}},{"数据":"CANARY"},["CANARY",12,{"code":{"a":[{}],"b":""}}]]"#,
    #"{"x":{"CANARY":["CANARY",{"y":"CANARY\u0043"}]},"data":"CANARY","code":123456789}"#,
    " [ ] ", "-12.5e3", #""CANARY""#, "null",
    #"{"code":1,"cod\u0065":2}"#, #"{"data":{"no":"\ud800\u0041"}}"#, #"{"data":{"no":1.}}"#,
    #"{"data":[}"#, #"{"code":nul}"#, #"{"a":"x"} "y""#,
  ]

  @Test(arguments: answers) func `is filtered the same wherever it is cut`(answer: String) {
    let bytes = Array(answer.utf8)
    let filter = FieldFilter(FieldList(Self.items))
    let whole = Outcome(bytes, filter)
    #expect(Outcome(bytes, filter, cuts: Array(0...bytes.count)) == whole)
    for first in 0...bytes.count {
      for second in first...bytes.count { #expect(Outcome(bytes, filter, cuts: [first, second]) == whole, "\(first) \(second)") }
    }
    if case .text(let out) = whole { #expect(!String(decoding: out, as: UTF8.self).contains("CANARY")) }
  }

  @Test(arguments: answers.prefix(4)) func `cut short is a fault at its end`(answer: String) {
    let bytes = Array(answer.utf8)
    for end in 0..<bytes.count {
      let short = Array(bytes[..<end])
      #expect(Outcome(short, FieldFilter(items: Self.items)) == .fault(FilterFault(.unexpectedEnd, at: end)))
    }
  }

  /// What is written before a fault has been sent already, so it too must be within the grant.
  @Test(arguments: answers.prefix(4)) func `with one byte wrong shows nothing that is not granted`(answer: String) {
    let bytes = Array(answer.utf8)
    let filter = FieldFilter(FieldList(Self.items))
    for place in bytes.indices {
      for wrong in Array("\"\\{}[],:0eut \n".utf8) + [0, 0x80, 0xE4, 0xFF] {
        var bad = bytes
        bad[place] = wrong
        for cuts in [[], Array(0...bad.count)] {
          var out: [UInt8] = []
          try? filtered(bad, filter, cuts: cuts, into: &out)
          #expect(!String(decoding: out, as: UTF8.self).contains("CANARY"), "\(String(decoding: bad, as: UTF8.self))")
        }
      }
    }
  }
}
