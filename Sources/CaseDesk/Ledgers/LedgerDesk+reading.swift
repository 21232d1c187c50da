package import Accounts
import JSONText
import Postgres
package import Records
package import Vocabulary
package import Workflow

extension LedgerDesk {
  /// Records that the person may read, the oldest first, each in its newest version.
  ///
  /// - Parameter department: one department's; nil for all that the person may read.
  package func list(_ ledger: Ledger, department: String?, for person: Person, after: Int64, limit: Int) async throws -> [LedgerRow] {
    guard person.overseesAll || person.administrator == nil else { throw Refused(Refusal.notAllowed.saying(["who": "业务部门人员"])) }
    let all = person.overseesAll || ledger.readers == .everyone
    return try await records.pool.with {
      try await $0.all(LedgerStatements.list, ledger.code, department, all ? nil : person.department, after, limit)
    }
  }

  /// Every version of a record, the first one first, with its files.
  package func history(_ id: Int64, of ledger: Ledger, for person: Person) async throws -> (versions: [LedgerRow], papers: [PaperRow]) {
    try await records.read { tx, _ in
      let versions = try await tx.all(LedgerStatements.versions, id)
      guard let first = versions.first, first.ledger == ledger.code, reads(person, ledger, of: first.department) else { throw Refused(.noEntry) }
      return (versions, try await tx.all(LedgerStatements.papers, id))
    }
  }

  /// A file of a record, the newest of its name. That it was taken out is audited (EX-20).
  package func paper(_ name: String, of id: Int64, in ledger: Ledger, for person: Person, work: Work) async throws -> StoredPaper {
    work.trying("ledger.paper", "ledger:\(ledger.code)/\(id)")
    guard let row = try await work.tx.first(LedgerStatements.current, id), row.ledger == ledger.code, reads(person, ledger, of: row.department),
      let body = try await work.tx.first(LedgerStatements.paper, id, name)
    else { throw Refused(.noEntry) }
    work.note("ledger.paper", "ledger:\(ledger.code)/\(id)", ["name": .string(name)])
    return body
  }

  /// How many records of each department count in a period: for statistics (EX-18, EX-20).
  package func counts(_ ledger: Ledger, from: Day, to: Day, for person: Person) async throws -> [LedgerCount] {
    guard person.overseesAll || person.administrator == nil else { throw Refused(Refusal.notAllowed.saying(["who": "业务部门人员"])) }
    let all = person.overseesAll || ledger.readers == .everyone
    return try await records.pool.with {
      try await $0.all(LedgerStatements.counts, ledger.code, from.date, to.date, all ? nil : person.department)
    }
  }

  /// Notes an export before its first line leaves.
  package func noteExport(_ ledger: Ledger, format: String, by person: Person) async throws {
    try await records.perform(.account(person.id)) { work in
      work.note("ledger.export", "ledger:\(ledger.code)", ["format": .string(format)])
    }
  }
}
