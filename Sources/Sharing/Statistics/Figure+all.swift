import Vocabulary

extension Figure {
  /// Every measure's figures.
  package static let all: [Figure] = exchange + extranet
  /// The closed list of EX §6, in the order in which it is shown.
  private static let exchange: [Figure] = catalogues + resources + changes + applications + demands + grants + calls + deliveries + others

  package static func named(_ code: String) -> Figure? { byCode[code] }
  private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

  private static let catalogues: [Figure] =
    [("unconditional", "无条件共享"), ("conditional", "有条件共享")].map {
      Figure(.catalogue, "catalogue.class.\($0.0)", "在用目录:\($0.1)", "EX-5.1a", unit: "个")
    }
    + [
      ("review", "待审核"), ("returned", "已退回"), ("published", "已发布"), ("withdrawal-review", "撤销审核中"), ("offline-talks", "下线衔接中"),
      ("offline", "已下线"), ("cancelled", "已撤销"),
    ].map { Figure(.catalogue, "catalogue.state.\($0.0)", "目录:\($0.1)", "EX-6a", unit: "个") }
    + [("filing", "待备案"), ("filed", "已备案"), ("returned", "已退回"), ("deregistered", "已注销")].map {
      Figure(.noShare, "no-share.\($0.0)", "不予共享备案:\($0.1)", "EX-5.1c")
    }

  private static let kinds = [("table", "库表"), ("interface", "服务接口"), ("folder", "文件(文件夹)")]

  private static let resources: [Figure] =
    kinds.map { Figure(.resource, "resource.kind.\($0.0)", "在用资源:\($0.1)", "EX-7a", unit: "个") }
    + [Figure(.resource, "resource.lagging", "资源:更新滞后", "EX-5.4a", unit: "个")]

  private static let changes: [Figure] =
    [
      Figure(.clock, "change.on-time", "变更按时更新", "EX-6b"), Figure(.clock, "change.late", "变更更新超期", "EX-6b"),
      Figure(.clock, "change.rate", "变更更新超期率", "EX-6b", slot: "change.settled", .rate, unit: "%"),
      Figure(.act, "change.extended", "变更同意延期", "EX-6c"),
    ]

  private static let applications: [Figure] =
    [Figure(.act, "application.submitted", "申请提交", "EX-12a")]
    + [("unconditional", "无条件共享"), ("conditional", "有条件共享")].map {
      Figure(.act, "application.class.\($0.0)", "申请提交:\($0.1)", "EX-5.1a")
    }
    + kinds.map { Figure(.act, "application.kind.\($0.0)", "申请提交:\($0.1)", "EX-8") }
    + [Figure(.act, "application.one-thing", "支撑“高效办成一件事”的申请", "EX-1")]
    + [("granted", "已授权"), ("not-accepted", "不予受理"), ("denied", "不予授权"), ("withdrawn", "已撤回"), ("ended", "已终止")].map {
      Figure(.act, "application.result.\($0.0)", "申请结果:\($0.1)", "EX-14c")
    }
    + leg("application.bureau", "无条件申请审核(3个工作日)", "EX-14a") + leg("application.provider", "有条件申请审核(10个工作日)", "EX-14c")

  private static let demands: [Figure] =
    [Figure(.act, "demand.submitted", "供需需求提交", "EX-13a")]
    + kinds.map { Figure(.act, "demand.wish.\($0.0)", "供需需求提交:期望\($0.1)", "EX-13a") }
    + [
      ("confirming", "已转交"), ("unqualified", "不符合要求"), ("implemented", "已实施"), ("declined", "不同意共享"), ("withdrawn", "已撤回"),
    ].map { Figure(.act, "demand.result.\($0.0)", "供需需求:\($0.1)", "EX-13b") }
    + leg("demand.bureau", "需求转交(3个工作日)", "EX-13a") + leg("demand.provider", "需求确认并实施(10个工作日)", "EX-13b")

  /// A statutory clock. Each is settled once: in time when it ends, late when its due date passes (K6, K7); targets of ours never are.
  private static func leg(_ code: String, _ label: String, _ clause: Clause) -> [Figure] {
    [
      Figure(.clock, "\(code).handled", "\(label):办结", clause),
      Figure(.clock, "\(code).average", "\(label):平均用时", clause, slot: "\(code).handled", .averageDays, unit: "个工作日"),
      Figure(.clock, "\(code).longest", "\(label):最长用时", clause, slot: "\(code).handled", .longestDays, unit: "个工作日"),
      Figure(.clock, "\(code).late", "\(label):超期", clause),
      Figure(.clock, "\(code).rate", "\(label):超期率", clause, slot: "\(code).settled", .rate, unit: "%"),
    ]
  }

  private static let grants: [Figure] = [
    Figure(.grant, "grant.in-force", "授权:生效", "EX-11.2a", unit: "项"), Figure(.grant, "grant.suspended", "授权:暂停", "EX-5.5", unit: "项"),
    Figure(.grant, "grant.expiring-30", "授权:30日内到期", "EX-11.2b", unit: "项"),
    Figure(.grant, "grant.expiring-60", "授权:60日内到期", "EX-11.2b", unit: "项"), Figure(.grant, "grant.expired", "授权:本期到期", "EX-11.2b", unit: "项"),
    Figure(.act, "grant.revoked", "授权:本期收回", "EX-11.1d", unit: "项"), Figure(.act, "grant.terminated", "授权:本期终止", "EX-11.1d", unit: "项"),
    Figure(.grant, "grant.unused", "接口授权:超过3个月未使用", "EX-11.2c", unit: "项"),
  ]

  /// Refusals of the gateway by the code that the caller saw; any other one is `other`.
  package static let refusals: [(code: String, label: String)] = [
    ("E36", "授权码无效"), ("E46", "授权已暂停、收回、终止"), ("E47", "超出授权范围"), ("E51", "授权已到期"), ("E72", "系统维护"), ("E77", "资源暂停服务"),
    ("gateway.rate", "调用过快"), ("path.invalid", "地址不规范"),
  ]

  private static let calls: [Figure] =
    [
      Figure(.call, "call.success", "接口调用成功", "EX-8.2", unit: "次"), Figure(.call, "call.failed", "接口调用准入后失败或结果未知", "EX-8.2", unit: "次"),
      Figure(.call, "call.refused", "接口调用被拒绝", "EX-8.2", unit: "次"),
    ]
    + (refusals + [("other", "其他")]).map {
      Figure(.call, "call.refused.\($0.code)", "接口调用被拒绝:\($0.label)(\($0.code))", "EX-8.2", unit: "次")
    }
    + [
      Figure(.call, "call.rows", "接口返回行数", "EX-8.2", slot: "call.success", .amount, unit: "行"),
      Figure(.call, "call.bytes", "接口返回字节", "EX-8.2", slot: "call.success", .bytes, unit: "字节"),
    ]

  private static let deliveries: [Figure] = [
    Figure(.delivery, "delivery.delivered", "交换成功", "EX-8.1", unit: "次"), Figure(.delivery, "delivery.failed", "交换失败", "EX-8.1", unit: "次"),
    Figure(.delivery, "delivery.rows", "交换行数", "EX-8.1", slot: "delivery.delivered", .amount, unit: "行"),
    Figure(.delivery, "delivery.bytes", "交换字节", "EX-8.1", slot: "delivery.delivered", .bytes, unit: "字节"),
  ]

  private static let others: [Figure] = [
    Figure(.act, "quality.reported", "质量问题反馈", "EX-11.3"), Figure(.act, "quality.untrue", "质量问题不属实", "EX-5.4b"),
    Figure(.act, "quality.closed", "质量问题关闭", "EX-5.4b"), Figure(.act, "violation.recorded", "违规登记", "EX-5.5"),
    Figure(.act, "violation.closed", "违规结案", "EX-5.5"), Figure(.act, "dispute.raised", "分歧提出", "EX-16"),
    Figure(.act, "dispute.agreed", "分歧协商一致", "EX-16"), Figure(.act, "dispute.coordinated", "分歧经政府协调", "EX-16"),
    Figure(.ledger, "training.held", "培训", "EX-18", unit: "次"),
    Figure(.ledger, "training.people", "培训人数", "EX-18", slot: "training.held", .amount, unit: "人次"),
    Figure(.ledger, "audit.recorded", "数据使用审计", "EX-20", unit: "次"),
    Figure(.bulletin, "bulletin.usage", "使用情况通报", "EX-17b"), Figure(.bulletin, "bulletin.criticism", "通报批评", "EX-21"),
    Figure(.downtime, "downtime.planned", "停服时长:停服通知", "EX-17c", .hours, unit: "小时"),
    Figure(.downtime, "downtime.fault", "停服时长:突发故障", "EX-17c", .hours, unit: "小时"),
  ]
}
