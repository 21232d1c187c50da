package import Accounts
package import CaseDesk
import JSONText
import Measures
import Postgres
package import Records
package import Registry
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

  package static func with<Output: Sendable>(_ body: @Sendable (Office) async throws -> Output) async throws -> Output {
    try await TestDatabase.with { database in try await body(Office(database)) }
  }

  package init(_ database: TestDatabase) async throws {
    self.database = database
    let records = Records(pool: database.pool, auditKey: Self.auditKey)
    self.records = records
    try await Declarations().check(records)
    accounts = try Accounts(records, cost: .pbkdf2SM3(iterations: 1000))
    (cases, registry) = try Self.desks(records)
  }

  package static let auditKey = [UInt8](repeating: 7, count: 32)

  /// The same closures as the server's, with sources that nobody can ask for their columns.
  private static func desks(_ records: Records) throws -> (CaseDesk, Registry) {
    let seal = try SealKey([UInt8](repeating: 9, count: 32))
    let plain = CaseDesk(records, context: { _, _, _ in JSONObject() }, carry: { _, _, _, _, _ in })
    let registry = Registry(
      records, secrets: seal, pepper: (1, [UInt8](repeating: 5, count: 32)),
      move: { step, id, work in _ = try await desks(records).0.take(system: step, on: id, in: work) },
      openGrant: { application, user, provider, account, work in
        let row = try await plain.open(
          byEffect: .grant, JSONObject(), owner: user, counterpart: provider, parent: application, by: account, in: work)
        return (row.id, row.number)
      }, columns: { _, _, _ in nil })
    return (desk(records, registry), registry)
  }

  private static func desk(_ records: Records, _ registry: Registry) -> CaseDesk {
    CaseDesk(
      records,
      context: { _, row, work in
        let earliest = try await ClockKeeper().calendar(work.tx).lead(2, from: work.now)
        return try await registry.context(of: facts(row), earliestOffline: earliest, in: work)
      },
      carry: { effect, row, act, _, work in
        switch effect {
        case .publishCatalogue: try await registry.publish(facts(row), by: act.person, in: work)
        case .attachResource: try await registry.attach(facts(row), in: work)
        case .changeResource: try await registry.changeResource(row.id, in: work)
        case .endResource: try await registry.endResource(row.id, in: work)
        case .createGrant: try await registry.createGrant(facts(row), input: act.input, by: act.person, in: work)
        case .changeGrant: try await registry.changeGrant(row.id, in: work)
        }
      })
  }

  private static func facts(_ row: CaseRow) -> Registry.CaseFacts {
    .init(procedure: row.procedure, id: row.id, parent: row.parent, department: row.department, fields: row.fields)
  }
}
