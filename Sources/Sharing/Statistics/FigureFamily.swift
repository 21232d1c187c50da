/// Figures that are read off the same rows.
package enum FigureFamily: String, Sendable, CaseIterable {
  case catalogue, noShare, resource, clock, act, grant, call, delivery, ledger, bulletin, downtime

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
    case .downtime: "市数据局"
    }
  }
}
