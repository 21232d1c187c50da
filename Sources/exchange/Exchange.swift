import ArgumentParser

/// The command line of the exchange (政务数据共享交换平台): the same acts as the pages, through the same API.
@main
struct Exchange: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exchange",
    abstract: "政务数据共享交换平台命令行",
    discussion: """
      例:
        exchange login --login zhang.wei                    登录(口令在提示处输入)
        exchange case list application --box todo           待我处理的申请
        exchange case show application 18                   看一件申请:状态、时限、可办步骤
        exchange case act application 18 approve            授权
        exchange clock due --start 2026-09-18 --rule CK2    十个工作日到哪一天
        exchange doctor                                     检查地址、时钟、登录

      结果写到标准输出,说明写到标准错误。退出码:0 成功,2 用法错误,3 找不到,4 规则不允许(附条款),5 无权或未登录,6 状态冲突,7 网络或服务不可用,130 中断。
      """,
    version: "exchange 0.1.0",
    subcommands: [
      LoginCommand.self, LogoutCommand.self, ActivateCommand.self, AccountCommand.self, HandoverCommand.self, DepartmentCommand.self,
      SearchCommand.self, CaseCommand.self, CatalogueCommand.self, CascadeCommand.self, SourceCommand.self, GrantCommand.self,
      AgreementCommand.self, LandingCommand.self, CallCommand.self, VerifyCommand.self, ClockCommand.self, CalendarCommand.self, SettingCommand.self,
      NoticeCommand.self, LedgerCommand.self, UseLogCommand.self, StatisticsCommand.self, FreshnessCommand.self, LawCommand.self,
      AuditCommand.self, JobsCommand.self, DoctorCommand.self, TourCommand.self,
    ])

  static func main() async {
    let status = await CommandStatus.running {
      var command = try Exchange.parseAsRoot()
      if var long = command as? any AsyncParsableCommand {
        try await long.run()
      } else {
        try command.run()
      }
    }
    Exchange.exit(withError: ExitCode(status.rawValue))
  }
}
