import Measures
import Postgres
package import Records
import Seals
import Workflow

/// The start's own check of what the house declares.
package struct Declarations: Sendable {
  /// A fault of the declarations: the server does not start with it.
  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  package init() {}

  /// Refuses flaws, a revision whose text changed, and an open case whose revision is gone; keeps the sheet of each new revision.
  package func check(_ records: Records) async throws {
    for procedure in Measure.procedures {
      let flaws = procedure.flaws()
      guard flaws.isEmpty else { throw Fault(description: "\(procedure.code): \(flaws.joined(separator: "; "))") }
    }
    try await records.pool.transaction { tx in
      for procedure in Measure.procedures {
        let sheet = procedure.sheet()
        let hash = SM3.hash(Array(sheet.utf8))
        let revision = Int32(procedure.revision)
        if let known = try await tx.first(CaseStatements.sheet, procedure.code, revision) {
          guard known == hash else {
            throw Fault(description: "\(procedure.code) r\(revision): the declaration changed; give it a new revision")
          }
        } else {
          _ = try await tx.run(CaseStatements.keepSheet, procedure.code, revision, hash, sheet)
        }
      }
      for procedure in Measure.procedures {
        _ = try await tx.run(CaseStatements.keepReserved, procedure.code, procedure.reserved.map(\.code))
      }
      let declared = Measure.procedures.flatMap { procedure in
        (procedure.adopts + [procedure.revision]).map { "\(procedure.code) r\($0)" }
      }
      let ended = Measure.procedures.flatMap { procedure in procedure.ends.map { "\(procedure.code) \($0.code)" } }
      let stray = try await tx.all(CaseStatements.strayRevision, declared, ended)
      guard stray.isEmpty else { throw Fault(description: "cases of undeclared revisions: \(stray.joined(separator: ", "))") }
    }
  }
}
