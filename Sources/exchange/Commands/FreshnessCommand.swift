import ArgumentParser
import JSONText

/// `exchange freshness`: which data lag behind their frequency, and how interfaces answer (EX-5.4a).
struct FreshnessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freshness", abstract: "更新情况:更新滞后的库表和文件,服务接口的成功率和时延",
    discussion: """
      例:
        exchange freshness --lagging                 本部门(市数据局:全部)更新滞后的资源
        exchange freshness --department market
        exchange freshness --services                近30日的成功率、p50、p95(毫秒)

      数据已更新的,用 exchange case act resource 编号 refresh 登记更新日期。
      """)

  @OptionGroup var connection: Connection
  @Flag(help: "只列更新滞后的") var lagging = false
  @Flag(help: "列服务接口") var services = false
  @Option(help: ArgumentHelp("部门编码(市数据局可用)", valueName: "部门")) var department: String?

  func run() async throws {
    let path = services ? "/freshness/services" : "/freshness"
    let client = try connection.client()
    var rows: [JSON] = []
    var next: String?
    repeat {
      let page = try await client.get(
        path, [("department", department), ("lagging", lagging && !services ? "true" : nil), ("after", next), ("limit", "1000")])
      rows += page[services ? "services" : "resources"]?.array ?? []
      next = page["next"].flatMap { $0.isNull ? nil : Output.plain($0) }
    } while next != nil
    Output.list(rows, services ? Self.serviceColumns : Self.dataColumns, as: connection.output)
  }

  private static let dataColumns = [
    Column("编号", "id"), Column("资源", "code"), Column("名称", "title"), Column("提供部门", "provider"), Column("更新频率", "frequency.label"),
    Column("最近更新", "updatedOn"), Column("应在此日前更新", "dueDay"), Column("情况", "label"),
  ]
  private static let serviceColumns = [
    Column("编号", "id"), Column("接口", "code"), Column("名称", "title"), Column("提供部门", "provider"), Column("调用", "calls"),
    Column("成功率(%)", "successRate"), Column("p50(毫秒)", "p50"), Column("p95(毫秒)", "p95"),
  ]
}
