import JSONText
import Testing

@testable import exchange

@Suite struct `Fields on the command line` {
  @Test func `are texts after = and JSON after :=`() throws {
    #expect(try FieldOptions.field("system=巡查=系统") == ("system", "巡查=系统"))
    #expect(try FieldOptions.field("months:=12") == ("months", 12))
    #expect(try FieldOptions.field(#"items:=["no"]"#) == ("items", ["no"]))
  }

  @Test(arguments: ["months", "=12", "months:=zwölf", ":=1"])
  func `without a name or with broken JSON are wrong usage`(pair: String) {
    #expect(throws: Fault.self) { try FieldOptions.field(pair) }
  }

  @Test(arguments: [("application", "/exchange/application"), ("exchange.grant", "/exchange/grant"), ("a/b", "/exchange/a%2Fb")])
  func `name a procedure with or without its measure`(typed: String, path: String) {
    #expect(CasePath(argument: typed)?.path == path)
  }
}
