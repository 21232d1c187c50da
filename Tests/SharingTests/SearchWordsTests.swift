import Testing

@testable import Sharing

@Suite struct `The words of an entry` {
  @Test(arguments: [
    ("不动产登记", [.characters("不动产登记")]), ("GB/T 2260", [.word("gb"), .word("t"), .word("2260")]),
    ("ABC企业API", [.word("abc"), .characters("企业"), .word("api")]), ("market-12", [.word("market"), .word("12")]),
    ("〇二一", [.characters("〇二一")]), ("𠮷野家", [.characters("𠮷野家")]), ("(。)", []), ("", []),
  ] as [(String, [SearchText.Piece])])
  func `are runs of characters and of letters, whatever their width`(_ text: String, _ pieces: [SearchText.Piece]) {
    #expect(SearchText(text).pieces == pieces)
  }

  @Test(arguments: [
    ("重庆市", ["chong", "qing", "shi"]), ("重量", ["zhong", "liang"]), ("银行", ["yin", "hang"]), ("女", ["nv"]),
    ("绿地率", ["lv", "di", "lv"]), ("会计师", ["kuai", "ji", "shi"]), ("行政许可", ["xing", "zheng", "xu", "ke"]), ("", []),
  ])
  func `are read as their neighbours say`(_ characters: String, _ syllables: [String]) {
    #expect(Reading(characters).syllables == syllables)
  }

  @Test func `are pairs, the last character, and readings from each character on`() {
    var words = SearchWords()
    words.add("不动产", at: .title)
    #expect(words.all == ["t不动", "t产", "t动产", "tbdc", "tbudongchan", "tc", "tchan", "tdc", "tdongchan"].sorted())
  }

  @Test func `keep their place, and one that stands in two places is there twice`() {
    var words = SearchWords()
    words.add("企业", at: .title, readings: .none)
    words.add("企业 name", at: .item, readings: .none)
    words.add("企业", at: .item, readings: .none)
    #expect(words.all == ["i业", "i企业", "iname", "t业", "t企业"].sorted())
  }

  @Test func `of a long run are cut to what anybody types`() {
    var words = SearchWords()
    words.add(String(repeating: "税", count: 300), at: .title)
    words.add(String(repeating: "x", count: 300), at: .rest)
    #expect(words.all.allSatisfy { $0.count <= SearchWords.longest + 1 })
    // One pair, one single character, and 24 letters and 8 initials at most, shorter near the end.
    #expect(words.all.count < 30)
  }
}
