import ArgumentParser
import Foundation

/// `exchange tour`: does the main job from account to revocation against running servers, and says what each step proves.
struct TourCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tour", abstract: "走一遍主要流程,逐步说明证明了什么",
    discussion: """
      例:
        exchange tour --world .exchange/world.json --data .exchange/tour
        exchange tour --world .exchange/world.json --data .exchange/tour --only 接口 --only 收回

      可以随时中断后重来:已办的事项沿用,不会重复。章节:\(Chapter.allCases.map(\.rawValue).joined(separator: "、"))。
      到期、城市两章要移动办公时钟,只能对演练数据库运行:--only 到期。
      """)

  @Option(help: ArgumentHelp("描述环境的 JSON 文件(见 Docs/reference/tour.md)", valueName: "文件")) var world: String
  @Option(help: ArgumentHelp("保存进度和演示口令的目录", valueName: "目录")) var data: String
  @Option(help: ArgumentHelp("服务器地址;默认取自环境文件", valueName: "地址")) var api: String?
  @Option(help: ArgumentHelp("网关地址;默认取自环境文件", valueName: "地址")) var gateway: String?
  @Option(help: ArgumentHelp("只走这些章节;可重复", valueName: "章节")) var only: [Chapter] = []

  func run() async throws {
    let world = try World(file: self.world)
    let stage = Stage(
      world: world, memory: try TourMemory(file: PrivateFile(path: "\(data)/tour.json")), record: TourRecord(),
      api: try APIClient(server: ServerAddress(api ?? world.api)), gateway: try APIClient(server: ServerAddress(gateway ?? world.gateway)))
    let chosen = only.isEmpty ? Chapter.everyday : [.accounts] + only.filter { $0 != .accounts }
    for chapter in chosen where await stage.record.goesOn {
      await stage.play(chapter)
    }
    guard await stage.record.close() else { throw Fault(.failed, "") }
  }
}
