import API
import Accounts
import CaseDesk
import Delivery
import Gateway
import JSONText
import Logging
import Measures
import Postgres
import Records
import Registry
import Rooms
import Schema
import Seals
import ServiceLifecycle
import Vocabulary
import Workflow

/// Wires everything. What one desk needs of another is handed over here as a closure, so that no desk imports another.
struct BuildServer {
  let config: Config
  let logger: Logger

  init(_ config: Config, logger: Logger) {
    self.config = config
    self.logger = logger
  }

  /// Checks everything that must hold before the first request, then gives the services to run.
  func services() async throws -> [any Service] {
    try SealsSelfCheck.run()
    let keys = try Keys(directory: config.keys)
    let pool = Pool(config.database, size: 8)
    let outside = try Outside(config: config, keys: keys, pool: pool, logger: logger)
    let records = Records(pool: pool, auditKey: keys.audit, promptly: outside.promptly)
    try await pool.with { try await Migrator($0).check() }
    guard try await records.isRehearsal() == config.rehearsal else {
      throw Config.Fault(description: "配置项 rehearsal 与数据库不一致:演练库与正式库不能互换")
    }
    try await Declarations().check(records)
    let metrics = RequestCounts()
    let rooms = Rooms(records, secrets: keys.seal, pepper: keys.pepper, columns: outside.columnNames)
    let (cases, registry) = rooms.desks()
    let signers = Agreements.Signers(sm2: keys.signing, p256: keys.second)
    let agreements = Agreements(registry, signers: signers)
    let anchors = try AnchorFile(directory: config.evidence.anchors, place: hex(outside.journal.id))
    let proofs = CallProofs(registry, signers: signers, anchors: anchors, archives: config.evidence.archives, stamp: config.evidence.stamp.map(outside.stamp))
    let accounts = try Accounts(records, cost: config.demo == nil ? .usual : .demo, leaving: rooms.leaving(cases, registry))
    let post = config.mail.map { Post(accounts: accounts, courier: outside.courier, mail: $0) }
    let handlers = [Papers(cases: cases).handlers(), post?.handlers() ?? [:]].reduce(outside.handlers()) { $0.merging($1) { $1 } }
    let runner = JobRunner(pool, handlers: handlers, logger: logger)
    let ledgers = LedgerDesk(records)
    let desks = Desks(
      records: records, accounts: accounts, cases: cases, registry: registry, ledgers: ledgers, agreements: agreements, proofs: proofs,
      statistics: rooms.statistics, jobs: runner, newPassword: outside.newPassword, landed: outside.landed, testSource: outside.testSource, readColumns: outside.readColumns,
      checkInterface: outside.checkInterface, uploads: outside.uploads, gateway: config.gatewayAddress, mailDomains: config.mail?.domains ?? [], workbook: config.workbook.map { WorkbookProgram(path: $0, logger: logger).workbook })
    let api = try APIServer(
      desks, host: config.api.host, port: config.api.port, tls: config.apiTLS, metrics: metrics,
      isReady: { (try? await records.isRehearsal()) != nil }, pages: Self.pages(outside.tryOut), logger: logger)
    var services: [any Service] = [
      api, Loop("jobs") { await runner.run() }, Loop("time", every: .seconds(5), logger: logger) { try await registry.keepTime() },
      Loop("turns", every: .seconds(30), logger: logger) { try await registry.deliverByTurn() },
      Loop("search", every: .seconds(1), logger: logger) { try await registry.keepIndex() },
      Loop("reminders", every: .seconds(5), logger: logger) { try await cases.remind() },
      Loop("duties", every: .seconds(60), logger: logger) { try await ledgers.remindDuties() },
      Loop("yearly", every: .seconds(60), logger: logger) { try await cases.openYearly() },
      Loop("freshness", every: .seconds(300), logger: logger) { try await registry.tellLagging() },
      Loop("statistics", every: .seconds(60), logger: logger) { [statistics = rooms.statistics] in try await statistics.keepSnapshots() },
      Loop("agreements", every: .seconds(3), logger: logger) { while try await agreements.seal() == Agreements.mostInBatch {} },
    ]
    services += [
      Loop("months", every: .seconds(600), logger: logger) { try await proofs.makeMonths() },
      Loop("evidence", every: .seconds(30), logger: logger) {
        _ = try await proofs.seal()
        _ = try await proofs.anchor()
      },
      Loop("requests", every: .seconds(6 * 3600), logger: logger) { try await records.forgetRefused() },
      Loop("stamps", every: .seconds(600), logger: logger) { _ = try await proofs.stampLast() },
      Loop("archive", every: .seconds(6 * 3600), logger: logger) {
        for month in try await proofs.archive() { logger.notice("calls archived", metadata: ["month": "\(month)"]) }
      },
    ]
    if post != nil { services.append(Loop("mail", every: .seconds(2), logger: logger) { while try await accounts.postNotices() > 0 {} }) }
    if let endpoint = config.metrics {
      services.append(MetricsServer(host: endpoint.host, port: endpoint.port, registry: registry, text: { metrics.text + outside.gateway.metrics }, logger: logger))
    }
    return services + [
      Loop("gateway") { try await outside.gateway.run() },
      Loop("journal") { await outside.shipper.run() },
      Loop("landing", every: .seconds(60), logger: logger) { try await outside.delivery.settleAll() },
    ]
  }
}
