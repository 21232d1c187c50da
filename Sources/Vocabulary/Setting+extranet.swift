extension Setting {
  package static let extranetReview = Setting(
    "extranet.review", "接入审核提醒", "接入业务申请提交后,市数据局审核的提醒期限;办法只要求及时,只提醒,不计超期", clause: "NET-12", unit: "个工作日", usual: [5], in: 1...30)
  package static let announcement = Setting(
    "extranet.announcement", "安全事件通报提醒", "重大、紧急网络安全事件发现后,发布通报的提醒期限;办法未规定时限,只提醒,不计超期", clause: "NET-16", unit: "个工作日", usual: [1],
    in: 1...30)
  package static let preparednessMonths = Setting(
    "extranet.preparedness-months", "风险评估、演练、预案修订周期", "距上一次满几个月提醒开展下一次;办法只要求定期,只提醒,不计超期", clause: "NET-17", unit: "个月", usual: [12], in: 1...36)
  package static let gradingMonths = Setting(
    "extranet.grading-months", "等级保护测评周期", "距上一次测评满几个月提醒;办法未规定周期,只提醒,不计超期", clause: "NET-15a", unit: "个月", usual: [12], in: 1...36)
  package static let contractReminder = Setting(
    "extranet.contract-reminder", "运维合同到期提醒", "运维合同到期前提前几天提醒;办法未规定时限,只提醒", clause: "NET-7c", unit: "天", usual: [30], in: 1...180)
}
