import Testing

@testable import Sharing

@Suite struct `A query` {
  @Test(arguments: [
    ("登记", "('t登记' | 'i登记' | 's登记')"), ("不动产", "('t不动' | 'i不动' | 's不动') & ('t动产' | 'i动产' | 's动产')"),
    ("税", "('t税':* | 'i税':* | 's税':*)"), ("GB 企业", "('tgb':* | 'igb':* | 'sgb':*) & ('t企业' | 'i企业' | 's企业')"),
  ])
  func `asks for every pair, and for what begins with a word or a single character`(_ text: String, _ condition: String) throws {
    #expect(try #require(SearchQuery(text)).all == condition)
  }

  @Test func `ranks the title first, items next, the rest last, each hit once`() throws {
    #expect(
      try #require(SearchQuery("登记")).ranks == [
        "('t登记')", "('t登记' | 'i登记') & !(('t登记'))", "('t登记' | 'i登记' | 's登记') & !(('t登记' | 'i登记'))",
      ])
  }

  @Test(arguments: ["", "  ", "。,!", "'", "\\", "&|!():*"]) func `of marks alone is none`(_ text: String) {
    #expect(SearchQuery(text) == nil)
  }

  @Test func `lets nothing through that PostgreSQL would take for an operator`() throws {
    let (typed, plain) = (SearchQuery("a'b:*&!登\\记'|(c)"), SearchQuery("a b 登 记 c"))
    #expect(typed != nil && typed?.all == plain?.all)
  }

  @Test(arguments: [
    ("登记", "不动产登记信息", "不动产【登记】信息"), ("bdc", "市不动产登记", "市【不动产】登记"), ("dongchan", "不动产登记", "不【动产】登记"),
    ("chongq", "重庆市", "【重庆】市"), ("GB", "gb2260代码", "【gb】2260代码"), ("企业 名称", "企业法人名称", "【企业】法人【名称】"),
    ("税", "税务", "【税】务"), ("登记", "没有", nil), ("企业", "企业企业", "【企业企业】"),
  ] as [(String, String, String?)])
  func `marks what it found`(_ text: String, _ field: String, _ marked: String?) throws {
    #expect(try #require(SearchQuery(text)).mark(field) == marked)
  }

  @Test func `shows a long text around its first hit`() throws {
    let text = String(repeating: "前", count: 100) + "登记" + String(repeating: "后", count: 100)
    let query = try #require(SearchQuery("登记"))
    let marked = try #require(query.mark(text))
    #expect(marked.hasPrefix("…前") && marked.hasSuffix("后…") && marked.contains("前【登记】后") && marked.count == 84)
  }
}
