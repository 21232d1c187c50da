extension Setting {
  package static let announcement = Setting(
    "extranet.announcement", "安全事件通报提醒", "重大、紧急网络安全事件发现后,发布通报的提醒期限;办法未规定时限,只提醒,不计超期", clause: "NET-16", unit: "个工作日", usual: [1],
    in: 1...30)
}
