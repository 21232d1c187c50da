extension Setting {
  package static let catalogueReview = Setting(
    "exchange.catalogue-review", "目录审核提醒", "目录或修订提交后,市数据局审核的提醒期限;办法未规定审核时限,只提醒,不计超期", clause: "EX-6a", unit: "个工作日", usual: [3],
    in: 1...30)
  package static let qualityConfirm = Setting(
    "exchange.quality-confirm", "质量问题确认提醒", "质量问题提交后,提供部门确认的提醒期限;只提醒,不计超期", clause: "EX-5.4b", unit: "个工作日", usual: [3], in: 1...30)
  package static let qualityHandle = Setting(
    "exchange.quality-handle", "质量问题处理提醒", "质量问题确认属实后,提供部门处理的提醒期限;只提醒,不计超期", clause: "EX-5.4b", unit: "个工作日", usual: [10], in: 1...60)
  package static let offlineLead = Setting(
    "exchange.offline-lead", "停用提前量", "在用资源计划下线时,停用通知须提前的工作日数;更短须说明理由", clause: "EX-10b", unit: "个工作日", usual: [2], in: 1...30,
    rule: "CK9")
  package static let expiryReminders = Setting(
    "exchange.expiry-reminders", "授权到期提醒", "授权到期前第几天提醒使用部门重新申请,可设多个", clause: "EX-11.2b", unit: "天", usual: [60, 30, 7], in: 1...365, most: 5)
  package static let idleWarning = Setting(
    "exchange.idle-warning", "未使用预警", "接口授权将满三个月未使用前,提前几天提醒使用部门", clause: "EX-11.2c", unit: "天", usual: [15], in: 1...60)
  package static let manyFiles = Setting(
    "exchange.many-files", "文件数量较多的界限", "文件数量超过此数的,挂接时须提供文件服务器和更新频率", clause: "EX-7d", unit: "个", usual: [100], in: 1...1_000_000)
  package static let paperSize = Setting(
    "exchange.paper-size", "附件大小上限", "每个附件(含盖章扫描件)的大小上限", clause: "EX-12a", unit: "MB", usual: [20], in: 1...50)
  package static let codeGrace = Setting(
    "exchange.code-grace", "旧授权码保留天数", "计划更换授权码时,旧码在新码启用前最多再用几天", clause: "EX-8.2", unit: "天", usual: [7], in: 0...30)
  package static let auditMonths = Setting(
    "exchange.audit-months", "数据使用审计周期", "使用部门开展数据使用审计的提醒周期;办法只要求定期,只提醒,不计超期", clause: "EX-20", unit: "个月", usual: [12], in: 1...36)

  /// Every number that the bureau may set.
  package static let all: [Setting] = [
    catalogueReview, qualityConfirm, qualityHandle, offlineLead, expiryReminders, idleWarning, manyFiles, paperSize, codeGrace, auditMonths,
    extranetReview, announcement, preparednessMonths, gradingMonths, contractReminder,
  ]
}
