import Vocabulary
package import Workflow

extension Ledger {
  /// 培训记录: departments train those who use data (EX-18).
  package static let training = Ledger(
    "exchange.training", "培训记录", clause: "EX-18",
    fields: [
      .text("date", "培训日期", max: 10), .text("topic", "培训内容", max: 500),
      Field("people", "参加人数", .number(1...100_000), else: .missing), .text("note", "备注", max: 2000, required: false),
    ], days: ["date"], dated: "date", writers: departmentWriters)

  /// 审计制度: the rule by which a department audits its use of data (EX-20).
  package static let auditRule = Ledger(
    "exchange.audit-rule", "审计制度", clause: "EX-20",
    fields: [
      .text("title", "制度名称"), .text("number", "文号", max: 100, required: false), .text("date", "施行日期", max: 10),
      .text("note", "备注", max: 2000, required: false),
    ], days: ["date"], dated: "date", writers: ["user.audit"], papers: [Paper("document", "制度文件", else: .missing)])

  /// 审计记录: period, findings, rectification (EX-20).
  package static let auditRecord = Ledger(
    "exchange.audit-record", "审计记录", clause: "EX-20",
    fields: [
      .text("from", "审计期间起", max: 10), .text("to", "审计期间止", max: 10), .text("date", "审计日期", max: 10),
      .text("findings", "发现的问题", max: 4000), .text("rectification", "整改情况", max: 4000, required: false),
    ], days: ["from", "to", "date"], dated: "date", writers: ["user.audit"], papers: [Paper("report", "审计报告", else: .missing)])

  /// 其他渠道使用记录: a department may record that it used another route than the platform; nothing is refused (EX-4c).
  package static let otherRoute = Ledger(
    "exchange.other-route", "其他渠道使用记录", clause: "EX-4c",
    fields: [
      .text("date", "使用日期", max: 10), .text("data", "数据名称"), .text("route", "使用渠道", max: 500), Field("reason", "原因", .reason(max: 2000), else: .noReason),
    ], days: ["date"], dated: "date", writers: departmentWriters)

  /// 突发故障: what stopped unplanned needs no notice in advance, and is recorded (EX-17c).
  package static let fault = Ledger(
    "exchange.fault", "突发故障", clause: "EX-17c",
    fields: [
      .text("scope", "影响范围", max: 500), .text("start", "开始时间", max: 40), .text("end", "恢复时间", max: 40, required: false),
      .text("cause", "原因", max: 2000),
    ], instants: ["start", "end"], dated: "start", writers: ["bureau.operation"], readers: .everyone)

  /// 移送记录: a serious violation is handed to whoever may punish it (EX-21).
  package static let transfer = Ledger(
    "exchange.transfer", "移送记录", clause: "EX-21",
    fields: [
      Field("violation", "违规事项编号", .reference, else: .missing), .text("date", "移送日期", max: 10), .text("recipient", "移送机关"),
      .text("number", "文号", max: 100), .text("note", "备注", max: 2000, required: false),
    ], days: ["date"], dated: "date", refers: ["violation": "exchange.violation"], writers: ["bureau.operation"],
    papers: [Paper("document", "移送文书", else: .missing)])

  private static let departmentWriters = ["provider.catalogue", "provider.review", "user.apply", "user.receive", "user.audit"]
}

extension Duty {
  /// 定期审计: the text says regularly; a year is ours [CFG] and only reminds (EX-20).
  package static let yearlyAudit = Duty(
    "exchange.yearly-audit", "数据使用审计", clause: "EX-20", owner: .userDepartments, every: .months(12), setting: "exchange.audit-months",
    fulfilledBy: "exchange.audit-record", reminds: "user.audit")
}
