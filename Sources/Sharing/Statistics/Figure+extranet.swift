import Vocabulary

extension Figure {
  /// The list of NET §6, in the order in which it is shown. How much of each pool is used stands in the address plan.
  static let extranet: [Figure] = units + applications + lines + addresses + safety + networks + reports

  private static let units: [Figure] =
    [("1", "第一项"), ("2", "第二项"), ("3", "第三项"), ("4", "第四项")].map { Figure(.netUnit, "net.unit.category.\($0.0)", "接入单位:\($0.1)", "NET-11", unit: "个") }
    + [
      Figure(.netUnit, "net.township", "街道(社区)、三镇", "NET-5.5", unit: "个"),
      Figure(.netUnit, "net.township.coverage", "街道(社区)、三镇接入覆盖率", "NET-5.5", slot: "net.township", .rate, unit: "%"),
    ]
    + [("open", "已开通"), ("cut", "已切断"), ("closed", "已关闭")].map { Figure(.netAccess, "net.access.\($0.0)", "接入:\($0.1)", "NET-12.5", unit: "个") }

  private static let applications: [Figure] =
    [("new", "新接入"), ("change", "变更"), ("again", "重新开通")].map { Figure(.netAct, "net.application.\($0.0)", "接入申请提交:\($0.1)", "NET-12.1") }
    + [("done", "已完成"), ("failed", "审核未通过"), ("withdrawn", "已撤回")].map { Figure(.netAct, "net.application.result.\($0.0)", "接入申请:\($0.1)", "NET-12") }
    + [("review", "审核"), ("drafting", "制定方案"), ("confirming", "确认方案"), ("waiting", "待实施"), ("building", "实施"), ("testing", "业务测试")].map {
      Figure(.netAct, "net.application.days.\($0.0)", "接入申请平均用时:\($0.1)", "NET-12", slot: "net.application.left.\($0.0)", .averageDays, unit: "个工作日")
    }
    + [Figure(.netAct, "net.closing.done", "关闭接入", "NET-13a")]

  private static let planes = [("one", "一平面"), ("two", "二平面")]

  private static let lines: [Figure] =
    planes.map { Figure(.netLine, "net.line.plane.\($0.0)", "线路:\($0.1)", "NET-7a", unit: "条") }
    + [("building", "在建"), ("running", "在用"), ("faulty", "故障"), ("cut", "已切断"), ("isolated", "应急隔离"), ("stopped", "已停")].map {
      Figure(.netLine, "net.line.state.\($0.0)", "线路:\($0.1)", "NET-7a", unit: "条")
    }
    + [("unit", "接入单位"), ("bureau", "市数据局")].flatMap {
      [
        Figure(.netLine, "net.line.payer.\($0.0)", "线路:\($0.1)承担费用", "NET-10", unit: "条"),
        Figure(.netLine, "net.line.cost.\($0.0)", "线路费用:\($0.1)承担", "NET-10", slot: "net.line.payer.\($0.0)", .bytes, unit: "元/年"),
      ]
    }
    + [Figure(.netLine, "net.line.bandwidth", "线路带宽合计", "NET-7a", slot: "net.line.live", .amount, unit: "Mbps")]
    + planes.flatMap {
      [
        Figure(.netFault, "net.fault.\($0.0)", "故障:\($0.1)", "NET-18", unit: "次"),
        Figure(.netFault, "net.fault.hours.\($0.0)", "故障时长:\($0.1)", "NET-18", slot: "net.fault.\($0.0)", .hours, unit: "小时"),
        Figure(.netService, "net.availability.\($0.0)", "可用率:\($0.1)", "NET-18", .availability, unit: "%"),
      ]
    }

  private static let addresses: [Figure] = [("allotted", "已分配"), ("reserved", "预留")].flatMap { state in
    [("4", "IPv4"), ("6", "IPv6")].map { Figure(.netAddress, "net.address.\(state.0).\($0.0)", "\($0.1)地址:\(state.1)", "NET-5.2b", unit: "段") }
  }

  private static let safety: [Figure] =
    [("general", "一般"), ("larger", "较大"), ("serious", "重大"), ("gravest", "特别重大")].map { Figure(.netAct, "net.incident.\($0.0)", "安全事件:\($0.1)", "NET-16", unit: "起") }
    + [Figure(.netAct, "net.incident.urgent", "安全事件:紧急", "NET-16", unit: "起")]
    + [("raised", "通知整改"), ("closed", "已销号"), ("cut", "切断接入"), ("restored", "恢复接入")].map { Figure(.netAct, "net.problem.\($0.0)", "安全检查问题:\($0.1)", "NET-20a") }
    + [Figure(.netOverdue, "net.problem.overdue", "安全检查问题:逾期", "NET-20b")]

  private static let networks: [Figure] =
    [
      Figure(.netPrivate, "net.private.all", "业务专网", "NET-4c", unit: "个"), Figure(.netPrivate, "net.private.merged", "业务专网:已融合", "NET-4c", unit: "个"),
      Figure(.netPrivate, "net.private.remaining", "业务专网:尚未融合", "NET-4c", unit: "个"),
      Figure(.netPrivate, "net.private.unplanned", "业务专网:没有迁移计划", "NET-4c", unit: "个"),
      Figure(.netPrivate, "net.private.illegal", "业务专网:违规新建", "NET-4b", unit: "个"),
    ]
    + (planes + [("metropolitan", "城域网")]).map { Figure(.netGrading, "net.grading.\($0.0)", "等级保护测评:\($0.1)", "NET-15a", unit: "次") }
    + [Figure(.netGrading, "net.grading.unreported", "等级保护记录:未报送", "NET-15b", unit: "次")]

  private static let reports: [Figure] =
    [("yes", "按时"), ("no", "迟报"), ("none", "未报")].map { Figure(.netReport, "net.report.\($0.0)", "年度报送:\($0.1)", "NET-22", unit: "个") }
    + [("yearly", "年度运行管理通报"), ("situation", "安全态势通报"), ("incident", "安全事件通报"), ("problem", "问题通报")].map {
      Figure(.netAct, "net.bulletin.\($0.0)", "\($0.1)", "NET-19", unit: "份")
    }
}
