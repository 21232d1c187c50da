import ArgumentParser
import JSONText

/// `exchange search`: what there is to apply for, and what is not shared and why.
struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "查找目录、数据项和不予共享备案",
    discussion: """
      例:
        exchange search 不动产                          两个字即可
        exchange search bdcdj                           拼音首字母或全拼
        exchange search 企业 --provider 市市场监管局 --class 有条件共享
        exchange search --origin 省级 --facets          只按来源,并列出各项数目

      命中的文字在【】里。名称命中在前,数据项次之,摘要、部门、资源最后。
      """)

  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("要找的词;不写则列出全部", valueName: "词")) var words: [String] = []
  @Option(help: ArgumentHelp("提供部门", valueName: "部门")) var provider: String?
  @Option(name: .customLong("class"), help: ArgumentHelp("共享类型:无条件共享、有条件共享、不予共享", valueName: "类型")) var shareClass: String?
  @Option(help: ArgumentHelp("资源类型:库表、服务接口、文件(文件夹)", valueName: "类型")) var kind: String?
  @Option(help: ArgumentHelp("更新频率", valueName: "频率")) var frequency: String?
  @Option(help: ArgumentHelp("来源:本市、省级、国家", valueName: "来源")) var origin: String?
  @Option(help: ArgumentHelp("状态", valueName: "状态")) var state: String?
  @Option(help: ArgumentHelp("接着上一页的 next", valueName: "位置")) var after: String?
  @Option(help: ArgumentHelp("最多多少条,1到100", valueName: "条数")) var limit = 20
  @Flag(help: "同时列出各项的数目") var facets = false

  func run() async throws {
    let text = words.isEmpty ? nil : words.joined(separator: " ")
    let answer = try await connection.client().get(
      "/search",
      [
        ("q", text), ("provider", provider), ("class", shareClass), ("kind", kind), ("frequency", frequency), ("origin", origin),
        ("state", state), ("after", after), ("limit", String(limit)), ("facets", facets ? "true" : nil),
      ])
    guard connection.output == .table || connection.output == .csv else { return print(answer.text) }
    Output.list((answer["hits"]?.array ?? []).map(Self.line), Self.columns, as: connection.output)
    if let next = answer["next"]?.string { Talk.line("还有更多:--after \(next)") }
    if facets { Self.show(answer["facets"] ?? .null) }
  }

  private static let columns = [
    Column("编号", "id"), Column("目录", "name"), Column("提供部门", "provider.label"), Column("类型", "class.label"), Column("资源", "mounted"),
    Column("命中", "found"),
  ]

  /// The hit as it is read: its title with what was found in it, else the field in which it was found; `15 服务接口 qy-api` for a resource.
  private static func line(_ hit: JSON) -> JSON {
    var row = hit.object ?? JSONObject()
    let inTitle = hit["hit"]?["field"]?.string == "title"
    row["name"] = inTitle ? hit["hit"]?["text"] : hit["title"]
    row["mounted"] = .string(
      (hit["resources"]?.array ?? []).map { resource in
        "\(Output.plain(resource["id"] ?? .null)) \(resource["kind"]?["label"]?.string ?? "") \(resource["code"]?.string ?? "")"
      }.joined(separator: ";"))
    if let basis = hit["basis"], !basis.isNull {
      row["mounted"] = .string("不予共享:\(basis["reason"]?.string ?? "")(\(basis["basisTitle"]?.string ?? ""))")
    }
    let items = (hit["items"]?.strings ?? []).joined(separator: "、")
    row["found"] = !items.isEmpty ? .string(items) : inTitle ? "" : hit["hit"]?["text"]
    return .object(row)
  }

  private static func show(_ facets: JSON) {
    for facet in facets.object?.members ?? [] {
      let counts = (facet.value.array ?? []).map { "\($0["label"]?.string ?? "") \(Output.plain($0["count"] ?? .null))" }
      if !counts.isEmpty { print("\(facet.name):\(counts.joined(separator: "、"))") }
    }
  }
}
