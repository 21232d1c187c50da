package import Accounts
package import CaseDesk
package import JSONText
package import Records
package import Registry

/// The desks that the API stands before. Gateway and Delivery come in as closures: no door needs more of them.
package struct Desks: Sendable {
  /// The answer of a landing area's own keeping: a new password, shown once.
  package typealias NewPassword = @Sendable (_ department: String) async throws -> String
  /// Asks a source layer by layer.
  package typealias TestSource = @Sendable (SourceRow) async throws -> JSON
  /// The columns of a table as the source's own catalogue says.
  package typealias ReadColumns = @Sendable (SourceRow, _ schema: String, _ table: String) async throws -> JSON
  /// One probe call to an interface's upstream: `{"safety": …, "availability": …}`.
  package typealias CheckInterface = @Sendable (SourceRow, _ detail: JSON) async throws -> JSON

  let records: Records
  let accounts: Accounts
  let cases: CaseDesk
  let registry: Registry
  let ledgers: LedgerDesk
  let agreements: Agreements
  let statistics: Statistics
  let proofs: CallProofs
  let jobs: JobRunner
  let newPassword: NewPassword
  let landed: LandedData
  let testSource: TestSource
  let readColumns: ReadColumns
  let checkInterface: CheckInterface
  let uploads: Uploads
  /// Where calls go: `https://gateway.example:8443`.
  let gateway: String
  /// Where notices may go by mail; empty where no mail server is set up.
  let mailDomains: [String]
  /// nil where no program for office files was set up: sheets are CSV then.
  let workbook: Workbook?

  package init(
    records: Records, accounts: Accounts, cases: CaseDesk, registry: Registry, ledgers: LedgerDesk, agreements: Agreements, proofs: CallProofs,
    statistics: Statistics, jobs: JobRunner, newPassword: @escaping NewPassword, landed: LandedData, testSource: @escaping TestSource, readColumns: @escaping ReadColumns,
    checkInterface: @escaping CheckInterface, uploads: Uploads, gateway: String, mailDomains: [String] = [], workbook: Workbook? = nil
  ) {
    self.records = records
    self.accounts = accounts
    self.cases = cases
    self.registry = registry
    self.ledgers = ledgers
    self.agreements = agreements
    self.statistics = statistics
    self.proofs = proofs
    self.jobs = jobs
    self.newPassword = newPassword
    self.landed = landed
    self.testSource = testSource
    self.readColumns = readColumns
    self.checkInterface = checkInterface
    self.uploads = uploads
    self.gateway = gateway
    self.mailDomains = mailDomains
    self.workbook = workbook
  }
}
