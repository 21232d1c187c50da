import JSONText
import Testing

@Suite struct `Strict JSON` {
  @Test(arguments: [
    #"{"a":1,"b":[true,false,null],"c":"中\n\u4e2d\ud83d\ude00"}"#, "[]", "{}", "-0.5e+3", #""""#, "[[[]]]",
  ])
  func `reads what is lawful`(text: String) throws {
    let json = try JSON.parse(text)
    #expect(try JSON.parse(json.text) == json)
  }

  @Test(arguments: [
    (#"{"a":1,"a":2}"#, JSONFault.Reason.duplicateKey), ("{\"a\":1,\"\\u0061\":2}", .duplicateKey), ("[1,]", .syntax), ("01", .trailingText),
    ("\"\\ud800\"", .invalidEscape), ("\"\t\"", .controlCharacter), ("{\"a\"", .unexpectedEnd), ("1 2", .trailingText), ("1e400", .invalidNumber),
    ("nul", .syntax), ("\u{FEFF}{}", .syntax), ("", .unexpectedEnd),
  ])
  func `names the fault`(text: String, reason: JSONFault.Reason) {
    let fault = #expect(throws: JSONFault.self) { try JSON.parse(text) }
    #expect(fault?.reason == reason)
  }

  @Test func `stops at its limits`() {
    let deep = String(repeating: "[", count: 10_000)
    #expect(throws: JSONFault(.tooDeep, at: 33)) { try JSON.parse(deep) }
    #expect(throws: JSONFault(.tooLong, at: 4)) { try JSON.parse("[1,2]", limits: JSONLimits(bytes: 4, depth: 3)) }
  }

  @Test func `refuses bytes that are no UTF-8`() {
    #expect(throws: JSONFault.self) { try JSON.parse([0x22, 0xC3, 0x28, 0x22]) }
  }

  @Test func `is canonical whatever the order of members`() throws {
    #expect(try JSON.parse(#"{"b":1,"a":{"z":0,"y":"é"}}"#).canonical == #"{"a":{"y":"é","z":0},"b":1}"#)
  }
}
