/// What the sub-permissions of EX §1 and the three administrators are called.
package enum SubPermission {
  /// Those that an account may be opened with, in the order in which people choose them.
  package static let choices = [
    "provider.catalogue", "provider.review", "user.apply", "user.receive", "user.audit", "bureau.account", "bureau.catalogue", "bureau.application",
    "bureau.operation", "bureau.audit", "unit.network", "bureau.network", "bureau.network-safety", "bureau.network-bulletin",
    "operator.network", "ops.network",
  ]
  private static let labels = [
    "bureau.account": "市数据局(账号管理)", "bureau.catalogue": "市数据局(目录审核)", "bureau.application": "市数据局(申请审核)",
    "bureau.operation": "市数据局(运行管理)", "bureau.audit": "市数据局(审计只读)", "provider.catalogue": "提供部门(目录编制)",
    "provider.review": "提供部门(申请审核)", "user.apply": "使用部门(申请)", "user.receive": "使用部门(取数/授权码)",
    "user.audit": "使用部门(本部门审计)", "unit.network": "外网接入单位(网络管理)", "bureau.network": "市数据局(外网接入审核)",
    "bureau.network-safety": "市数据局(外网安全监管)",
    "bureau.network-bulletin": "市数据局(外网通报)", "operator.network": "平面运营单位(线路管理)", "ops.network": "运维服务单位(运维记录)", "admin.system": "系统管理员", "admin.security": "安全管理员", "admin.audit": "审计管理员",
  ]

  /// `["user.apply", "user.audit"]` → `使用部门(申请)、使用部门(本部门审计)`
  package static func labels(_ codes: [String]) -> String { codes.map { labels[$0] ?? $0 }.joined(separator: "、") }
}
