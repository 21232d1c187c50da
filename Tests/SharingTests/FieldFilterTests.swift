import Sharing
import Testing

@Suite struct `A field filter` {
  @Test(arguments: [
    // members of an object, in their order and spelling
    (["data.no"], #"{"code":0,"data":{"no":1,"id":"x"},"msg":"ok"}"#, #"{"data":{"no":1}}"#),
    (["data.no", "code"], #"{"code":0,"data":{"id":"x","no":1}}"#, #"{"code":0,"data":{"no":1}}"#),
    (["a", "c"], #"{"a":1,"b":2,"c":3}"#, #"{"a":1,"c":3}"#),
    (["b"], #"{"a":1,"b":2,"c":3}"#, #"{"b":2}"#),
    (["d"], #"{"a":1,"b":2,"c":3}"#, "{}"),
    // an item lets through everything below it, with its spelling
    (["data"], #"{"data":{"x":[1, {"y" : null}],"z":-0.50E+1},"n":1}"#, #"{"data":{"x":[1, {"y" : null}],"z":-0.50E+1}}"#),
    (["data", "data.no"], #"{"data":{"id":1}}"#, #"{"data":{"id":1}}"#),
    (["data.no", "data"], #"{"data":{"id":1}}"#, #"{"data":{"id":1}}"#),
    // arrays are transparent
    (["data.no"], #"{"data":[{"no":1,"id":2},{"id":3},{"no":4}]}"#, #"{"data":[{"no":1},{},{"no":4}]}"#),
    (["data.no"], #"[{"data":[[{"no":1}],[],[[{"id":2}]]]}]"#, #"[{"data":[[{"no":1}],[],[[{}]]]}]"#),
    (["a.b.c"], #"{"a":[{"b":[{"c":[1,[2]],"d":3}]},{"b":{"c":{}}}]}"#, #"{"a":[{"b":[{"c":[1,[2]]}]},{"b":{"c":{}}}]}"#),
    // scalars where an object is on the way
    (["data.no"], #"{"data":5,"code":1}"#, "{}"),
    (["data.no"], #"{"data":null}"#, "{}"),
    (["data.no"], #"{"data":[1,"x",{"no":2},true,null,[3]]}"#, #"{"data":[{"no":2},[]]}"#),
    (["data.no", "z"], #"{"data":"x","z":1}"#, #"{"z":1}"#),
    (["a"], "5", "null"), (["a"], #""text""#, "null"), (["a"], " -0 ", "null"), (["a"], "[1,2]", "[]"),
    // names as decoded; a dot in a name is no path
    (["data.no"], #"{"d\u0061ta":{"n\u006F":1,"x":2}}"#, #"{"d\u0061ta":{"n\u006F":1}}"#),
    (["😀", "/"], #"{"\ud83D\uDE00":1,"\/":2,"x":3}"#, #"{"\ud83D\uDE00":1,"\/":2}"#),
    (["数据.编号"], #"{"数据":{"编号":"甲","名":"乙"}}"#, #"{"数据":{"编号":"甲"}}"#),
    (["a.b"], #"{"a.b":1,"a":{"b":2}}"#, #"{"a":{"b":2}}"#),
    (["no"], #"{"NO":1,"no ":2,"no\u0000":3,"n":4,"noo":5}"#, "{}"),
    (["\u{E9}"], "{\"e\u{301}\":1}", "{}"),
    // white space outside granted values goes
    (["a", "c.d"], " {\r\n\t\"a\" : 1 , \"b\" : 2, \"c\" : [ { \"d\" : [ 1 ] } ] } \n", #"{"a":1,"c":[{"d":[ 1 ]}]}"#),
    // a list that names nothing
    ([], #"{"a":1}"#, "null"), ([""], #"{"":1}"#, "null"), (["a..b", ".a", "a."], #"{"a":{"":{"b":1},"b":2}}"#, "null"),
  ])
  func `lets through what the grant names`(items: [String], answer: String, expected: String) throws {
    #expect(try filtered(answer, items) == expected)
  }

  @Test func `copies large numbers and all escapes as written`() throws {
    let answer =
      #"{"a":[1e999,-0,0.000,123456789012345678901234567890,"\"\\\/\b\f\n\r\t\u0000\ud834\udd1e\u0041\ud834\udd1e\ud834\udd1e"]}"#
    #expect(try filtered(answer, ["a"]) == answer)
  }

  @Test func `keeps thousands of items apart`() throws {
    let names = (0..<3000).map { "f\($0)" }
    let answer = "{" + names.map { #""\#($0)":{"x":1,"y":2}"# }.joined(separator: ",") + "}"
    let expected = "{" + names.enumerated().filter { $0.offset % 3 == 0 }.map { #""\#($0.element)":{"x":1}"# }.joined(separator: ",") + "}"
    #expect(try filtered(answer, names.enumerated().filter { $0.offset % 3 == 0 }.map { $0.element + ".x" }) == expected)
  }

  @Test func `answers to the end once`() throws {
    var filter = FieldFilter(items: ["a"])
    var out: [UInt8] = []
    try push("1", &filter, &out)
    try filter.finish(into: &out)
    try filter.finish(into: &out)
    #expect(String(decoding: out, as: UTF8.self) == "null")
    #expect(throws: FilterFault(.trailingText, at: 1)) { try push("{", &filter, &out) }
  }

  @Test func `writes nothing after a fault and repeats it`() throws {
    var filter = FieldFilter(items: ["a"])
    var out: [UInt8] = []
    let fault = FilterFault(.syntax, at: 8)
    #expect(throws: fault) { try push(#"{"a":1, ]"#, &filter, &out) }
    let before = out
    #expect(throws: fault) { try push(#""a":2}"#, &filter, &out) }
    #expect(throws: fault) { try filter.finish(into: &out) }
    #expect(out == before)
  }
}
