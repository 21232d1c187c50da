package import Workflow

/// A measure (办法) as declarations. The kernel knows no more of it.
package struct Measure: Sendable, Hashable {
  /// As in clause ids: `EX`.
  package let code: String
  /// As in URLs: `exchange`.
  package let path: String
  package let title: String
  /// As on tabs: `数据共享`.
  package let shortTitle: String
  package let procedures: [Procedure]
  package let ledgers: [Ledger]
  package let duties: [Duty]

  package init(code: String, path: String, title: String, shortTitle: String, procedures: [Procedure], ledgers: [Ledger], duties: [Duty]) {
    self.code = code
    self.path = path
    self.title = title
    self.shortTitle = shortTitle
    self.procedures = procedures
    self.ledgers = ledgers
    self.duties = duties
  }
}

extension Measure {
  package static let exchange = Measure(
    code: "EX", path: "exchange", title: "嘉峪关市政务数据共享交换平台管理办法", shortTitle: "数据共享",
    procedures: [
      .catalogue, .revision, .change, .noShare, .resource, .demand, .application, .grant, .crossLevel, .quality, .violation, .dispute, .stop,
      .bulletin,
    ], ledgers: [.training, .auditRule, .auditRecord, .otherRoute, .fault, .transfer], duties: [.yearlyAudit])
  package static let extranet = Measure(
    code: "NET", path: "extranet", title: "嘉峪关市电子政务外网管理办法", shortTitle: "政务外网",
    procedures: [.accessApplication, .access, .closing, .line, .problem, .incident, .yearlyReport, .netBulletin, .privateNetwork],
    ledgers: [.unit, .profile, .plane, .contract, .maintenance, .guidance, .device, .funds, .grading, .emergencyPlan, .assessment, .drill, .inspection],
    duties: [.assessment, .drill, .planRevision, .grading, .yearlyBulletin])
  package static let all: [Measure] = [.exchange, .extranet]
  /// Every procedure that the house can run.
  package static let procedures: [Procedure] = all.flatMap(\.procedures)
  package static func procedure(_ code: String) -> Procedure? { procedures.first { $0.code == code } }
  package static let ledgers: [Ledger] = all.flatMap(\.ledgers)
  package static func ledger(_ code: String) -> Ledger? { ledgers.first { $0.code == code } }
  package static let duties: [Duty] = all.flatMap(\.duties)
}
