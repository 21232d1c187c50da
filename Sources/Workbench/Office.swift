package import Accounts
package import CaseDesk
import JSONText
import Measures
import Postgres
package import Records
package import Registry
import Rooms
import Seals
import Vocabulary
import Workflow

/// The office on a database of its own, wired as the server wires it: for tests that take cases through the desks.
package struct Office: Sendable {
  package let database: TestDatabase
  package let records: Records
  package let accounts: Accounts
  package let cases: CaseDesk
  package let registry: Registry
  package let agreements: Agreements
  package let statistics: Statistics
  package let proofs: CallProofs
  package let signers: Agreements.Signers

  package static func with<Output: Sendable>(_ body: @Sendable (Office) async throws -> Output) async throws -> Output {
    try await TestDatabase.with { database in try await body(Office(database)) }
  }

  package init(_ database: TestDatabase) async throws {
    self.database = database
    let records = Records(pool: database.pool, auditKey: Self.auditKey)
    self.records = records
    try await Declarations().check(records)
    // Sources that nobody can ask for their columns.
    let rooms = Rooms(
      records, secrets: try SealKey([UInt8](repeating: 9, count: 32)), pepper: (1, [UInt8](repeating: 5, count: 32)), columns: { _, _, _ in nil })
    let (cases, registry) = rooms.desks()
    (self.cases, self.registry) = (cases, registry)
    statistics = rooms.statistics
    accounts = try Accounts(records, cost: .pbkdf2SM3(iterations: 1000), leaving: rooms.leaving(cases, registry))
    signers = Agreements.Signers(sm2: try .generate(.sm2), p256: try .generate(.p256))
    agreements = Agreements(registry, signers: signers)
    proofs = CallProofs(registry, signers: signers)
  }

  package static let auditKey = [UInt8](repeating: 7, count: 32)
}
