import Evidence
import JSONText
import Sharing
import Testing
import Vocabulary

@Suite struct `EX-2 the cascade file` {
  /// Not SM3: these tests ask only that what is written is what is compared.
  private static func digest(_ bytes: [UInt8]) -> String { "sum\(bytes.reduce(7) { ($0 &* 31 &+ Int($1)) % 1_000_003 })" }

  private static let line = #"{"code":"A","title":"人口","class":"conditional","provider":{"name":"省公安厅"},"level":"省级","items":[{"name":"id","label":"编号","type":"text"}]}"#
  private static let answer = #"{"answers":"620200-x","state":"已上报","upstreamCode":"GS-1"}"#

  private static func file(_ lines: [String], count: Int? = nil, sum: String? = nil, format: String = "jyg-cascade", version: Int = 1) -> [UInt8] {
    let body = Array(lines.map { $0 + "\n" }.joined().utf8)
    let header = #"{"format":"\#(format)","version":\#(version),"count":\#(count ?? lines.count),"sm3":"\#(sum ?? digest(body))"}"#
    return Array((header + "\n").utf8) + body
  }

  @Test(.clause("EX-2")) func `takes catalogues from above and answers to our own`() throws {
    let file = try CascadeFile(Self.file([Self.line, Self.answer]), digest: Self.digest)
    #expect(file.catalogues.map(\.title) == ["人口"] && file.catalogues[0].level == .province && file.catalogues[0].items.map(\.name) == ["id"])
    #expect(file.answers == [CascadeReport(code: "620200-x", upstreamCode: "GS-1", state: .reported, reason: nil)])
  }

  @Test(.clause("EX-2"), arguments: [
    (Array("x".utf8), "第1行没有文件头,或文件头之后没有换行"), (Array("x\n".utf8), "第1行第1字节处不是有效的JSON"), (Array("[]\n".utf8), "第1行应为JSON对象"),
    (file([], format: "other"), "第1行不是级联文件(format应为jyg-cascade)"), (file([], version: 2), "第1行版本不支持(version应为1)"),
    (file([line], count: 2), "第1行记录数与文件头不符(实有1条)"), (file([line], sum: "0"), "第1行摘要(sm3)与内容不符,文件可能被改动"),
    (file([line, "{"]), "第3行第2字节处不是有效的JSON"), (file([line, line]), "第3行目录代码与第2行重复"),
    (file([line.replacing("省级", with: "市级")]), "第2行level应为国家或省级"), (file([line.replacing("\"conditional\"", with: "1")]), "第2行class应为unconditional或conditional"),
    (file([line.replacing("\"title\":\"人口\",", with: "")]), "第2行缺少title,或不是200字以内的文字"),
    (file([line.replacing("[{\"name\":\"id\",\"label\":\"编号\",\"type\":\"text\"}]", with: "[]")]), "第2行items应为1至500个数据项"),
    (file([line.replacing("\"name\":\"id\",", with: "")]), "第2行数据项缺少name、label或type"),
    (file([answer.replacing("已上报", with: "未上报")]), "第2行state应为已上报或上级退回"),
    (file([answer.replacing(",\"upstreamCode\":\"GS-1\"", with: "")]), "第2行已上报的须给出upstreamCode"),
    (Array(file([line]).dropLast()), "第2行行尾没有换行,文件不完整"),
  ] as [([UInt8], String)])
  func `that is malformed is refused whole with the line`(bytes: [UInt8], why: String) {
    let refused = #expect(throws: Refused.self) { try CascadeFile(bytes, digest: Self.digest) }
    #expect(refused?.refusals.map(\.code) == ["E01"] && refused?.refusals.map(\.clause) == ["EX-2"] && refused?.refusals.map(\.kind) == [.form])
    #expect(refused?.refusals.first?.message == "级联文件格式不正确:\(why)")
  }

  @Test(.clause("EX-2")) func `says of each of ours its code, class, provider and items, and how it stands above`() throws {
    let line = CascadeLine(
      code: "620200-market-3-000001-A", title: "企业", summary: "摘要", shareClass: "conditional", conditions: ["履职"], frequency: "daily",
      providerCode: "market", providerName: "市市场监管局", level: .city, items: [CatalogueItem(name: "id", label: "编号", type: "text", isKey: true)],
      report: CascadeReport(code: "620200-market-3-000001-A", upstreamCode: nil, state: .unreported, reason: nil))
    let lines = CascadeFile.text([line], digest: Self.digest).split(separator: 0x0A)
    let header = try JSON.parse(Array(lines[0]))
    #expect(header["count"]?.int == 1 && header["sm3"]?.string == Self.digest(Array(lines[1]) + [0x0A]))
    #expect(String(decoding: lines[1], as: UTF8.self) == #"{"code":"620200-market-3-000001-A","title":"企业","summary":"摘要","class":"conditional","conditions":["履职"],"frequency":"daily","provider":{"code":"market","name":"市市场监管局"},"level":"市级","items":[{"name":"id","label":"编号","type":"text","key":true}],"upstreamCode":null,"state":"未上报"}"#)
  }
}
