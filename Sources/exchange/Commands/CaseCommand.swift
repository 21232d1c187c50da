import ArgumentParser

/// `exchange case`: every procedure has the same verbs.
struct CaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case", abstract: "事项:目录、资源、申请、授权",
    discussion: """
      例:
        exchange case new catalogue --fields 目录.json
        exchange case act catalogue 12 submit
        exchange case new application --parent 15 --set system=巡查系统 --set months:=12 --fields 申请.json
        exchange case form 18 --to 申请表.html
        exchange case paper application 18 stamped-form 申请表.pdf
        exchange case act application 18 submit
        exchange case list application --state 待部门审核

      流程:catalogue 目录,resource 资源(--parent 目录编号),application 申请(--parent 资源编号),grant 授权。
      """,
    subcommands: [
      CaseNew.self, CaseSet.self, CasePaper.self, CasePapers.self, CasePaperGet.self, CaseForm.self, CaseAct.self, CaseShow.self,
      CaseList.self, CaseRules.self, CaseSay.self, CaseMessages.self,
    ])
}
