/// Figures that are read off the same rows.
package enum FigureFamily: String, Sendable, CaseIterable {
  case catalogue, noShare, resource, clock, act, grant, call, delivery, ledger, bulletin, downtime
  case netUnit, netAccess, netAct, netLine, netFault, netService, netAddress, netOverdue, netPrivate, netGrading, netReport

  package var label: String {
    switch self {
    case .catalogue: "目录"
    case .noShare: "不予共享备案"
    case .resource: "资源"
    case .clock: "办理时限"
    case .act: "办理情况"
    case .grant: "授权"
    case .call: "接口调用"
    case .delivery: "数据交换"
    case .ledger: "培训和审计"
    case .bulletin: "通报"
    case .downtime: "停服"
    case .netUnit, .netAccess: "网络接入"
    case .netAct: "外网办理情况"
    case .netLine, .netFault, .netService: "线路保障"
    case .netAddress: "外网地址"
    case .netOverdue: "网络安全"
    case .netPrivate: "业务专网"
    case .netGrading: "等级保护"
    case .netReport: "年度报送"
    }
  }

  /// Whose figure a row is.
  package var whose: String {
    switch self {
    case .catalogue, .noShare, .resource: "提供部门"
    case .clock: "办理部门"
    case .act: "申请、反馈或被记录的部门"
    case .grant, .call, .delivery: "使用部门"
    case .ledger: "登记部门"
    case .bulletin: "被通报部门"
    case .downtime, .netGrading: "市数据局"
    case .netLine, .netFault, .netService: "平面运营单位"
    case .netUnit, .netAccess, .netAct, .netAddress, .netOverdue, .netPrivate, .netReport: "外网单位"
    }
  }

  /// Which measure's statistics it belongs to, as in URLs.
  package var measure: String {
    switch self {
    case .catalogue, .noShare, .resource, .clock, .act, .grant, .call, .delivery, .ledger, .bulletin, .downtime: "exchange"
    case .netUnit, .netAccess, .netAct, .netLine, .netFault, .netService, .netAddress, .netOverdue, .netPrivate, .netGrading, .netReport: "extranet"
    }
  }
}
