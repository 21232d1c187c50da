import Evidence
import Sharing
import Testing

@Suite struct `EX-6a a catalogue's own code` {
  @Test(.clause("EX-6a")) func `names the city, the provider, the class and the sequence, and ends with a check sign`() {
    let code = CatalogueCode(provider: "market", sequence: 12).text
    #expect(code.hasPrefix("620200-market-3-000012-") && code.count == "620200-market-3-000012-".count + 1)
    #expect(CatalogueCode(provider: "natural-resources", sequence: 12_345_678).text.hasPrefix("620200-natural-resources-3-12345678-"))
    #expect(CatalogueCode.isWhole(code))
  }

  @Test func `notices any one wrong sign and any two neighbours that changed places`() {
    let code = Array(CatalogueCode(provider: "market", sequence: 4021).text)
    // The city's own digits are compared as they are.
    for at in 7..<code.count where code[at] != "-" {
      for sign in "0123456789abcdefghijklmnopqrstuvwxyz" {
        var wrong = code
        wrong[at] = at == code.count - 1 ? Character(sign.uppercased()) : sign
        #expect(wrong == code || !CatalogueCode.isWhole(String(wrong)))
      }
      guard at + 1 < code.count, code[at + 1] != "-", code[at] != code[at + 1] else { continue }
      var swapped = code
      swapped.swapAt(at, at + 1)
      #expect(!CatalogueCode.isWhole(String(swapped)))
    }
  }

  @Test(arguments: ["", "market-12", "620200-market-3-000012", "620200-market-3-000012-", "620201-market-3-000012-A"])
  func `is not taken for one when it has another form`(code: String) {
    #expect(!CatalogueCode.isWhole(code))
  }
}
