import ArgumentParser

/// `exchange grant renew`: a draft application with what the grant gave (EX-11.2b).
struct GrantRenew: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "renew", abstract: "重新申请:按原授权内容预填一份申请草稿",
    discussion: """
      例:
        exchange grant renew 20
        exchange case set application 31 --set commitment=true   确认承诺后
        exchange case act application 31 submit
      授权不可延期(第十一条第二项):新申请照常审核,另发授权码,期限另算;原授权用到期满为止。
      """)

  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("授权编号", valueName: "编号")) var id: Int

  func run() async throws {
    CaseView.show(try await connection.client().write("POST", "/grants/\(id)/renewal"), as: connection.output)
  }
}
