import ArgumentParser
import JSONText
import Postgres
import Workbench

/// Measures the exchange at the size of a city, in one run with its peers. `Scripts/bench` starts it on a private database.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "性能测量:catalogue(十万目录:查找、清单、办理)、delivery(库表交换)、folder(文件交换)")

  @Argument(help: "测量名称") var name: String
  @Flag(help: "每项一行 JSON") var json = false
  @Option(help: "目录数") var entries = 100_000
  @Option(help: "delivery:库表行数") var rows = 2_000_000
  @Option(help: "folder:小文件数") var files = 100_000
  @Option(help: "sql:以谁的账号") var account: Int64 = 1
  @Option(help: "point:留存目录") var work: String?
  @Option(help: "gateway:授权数") var grants = 100_000
  @Option(help: "gateway:后端服务 host:port") var origin = "127.0.0.1:9901"
  @Option(help: "gateway:证书目录") var certificates: String?
  @Option(help: "gateway:接着用的数据库") var database: String?
  @Option(help: "gateway:接着用的日志目录") var journal: String?
  @Option(help: "gateway:接着用的授权码密钥") var secret: String?

  /// Further ones get a line here and a file of their own.
  private static let all: [String: @Sendable (TestDatabase, Int) async throws -> [Figure]] = [
    "catalogue": { try await CatalogueBench(database: $0, entries: $1).run() }, "delivery": { try await DeliveryBench(database: $0, rows: $1).run() },
    "folder": { try await FolderBench(database: $0, files: $1).run() }, "extranet": { try await ExtranetBench(database: $0, entries: $1).run() },
  ]

  func run() async throws {
    if name == "sql" { return print(CatalogueData.sql(entries, applicant: account)) }
    if name == "point", let work { return try await DeliveryPoint(work: work, rows: rows).run() }
    if name == "gateway" {
      let (grants, origin, certificates) = (grants, origin, certificates)
      if let database, let journal, let secret {
        let kept = try TestDatabase.existing(database)
        let bench = GatewayBench(database: kept, grants: 0, origin: origin, certificates: certificates, earlier: (journal, secret))
        try await bench.serve()
        return await kept.pool.close()
      }
      return try await TestDatabase.with { try await GatewayBench(database: $0, grants: grants, origin: origin, certificates: certificates).serve() }
    }
    guard let bench = Self.all[name] else { throw ValidationError("没有 \(name);有 \(Self.all.keys.sorted().joined(separator: "、"))") }
    let entries = ["delivery": rows, "folder": files][name] ?? entries
    let figures = try await TestDatabase.with { try await bench($0, entries) }
    if json {
      for figure in figures { print(figure.json.text) }
    } else {
      print(Figure.table(figures))
    }
    guard figures.allSatisfy({ $0.isMet != false }) else { throw ExitCode(1) }
  }
}
