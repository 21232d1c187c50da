package import Accounts
import Postgres
import Records
package import Vocabulary

extension Registry {
  /// Every interface's use in a period of whole days: a department sees calls on its own interfaces and by its own grants, the bureau all.
  package func interfaceReport(from: Day, to: Day, for person: Person) async throws -> [InterfaceUse] {
    guard person.overseesAll || person.administrator == nil else { throw Refused(Refusal.notAllowed.saying(["who": "部门和市数据局"])) }
    return try await records.read { tx, _ in
      try await Self.use(tx, from, to, department: person.overseesAll ? nil : person.department)
    }
  }

  /// Every interface's use today, for those who run the platform: the office's own page, apart from the doors that people use.
  package func interfacesNow() async throws -> (today: Day, uses: [InterfaceUse]) {
    try await records.read { tx, now in
      let today = Day(of: now)
      return (today, try await Self.use(tx, today, today, department: nil))
    }
  }

  private static func use(_ tx: Transaction, _ from: Day, _ to: Day, department: String?) async throws -> [InterfaceUse] {
    let (first, end, isAll) = (from.date, to.next.date, department == nil)
    let rows = try await tx.all(CallReportStatements.interfaces, first, end, isAll, department ?? "")
    let faults = try await tx.all(CallReportStatements.faults, first, end, isAll, department ?? "")
    return rows.map { row in InterfaceUse(row: row, faults: faults.filter { $0.resource == row.code }) }
  }
}
