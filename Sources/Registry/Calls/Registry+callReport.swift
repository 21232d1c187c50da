package import Accounts
import Postgres
import Records
package import Vocabulary

extension Registry {
  /// Every interface's use in a period of whole days: a department sees calls on its own interfaces and by its own grants, the bureau all.
  package func interfaceReport(from: Day, to: Day, for person: Person) async throws -> [InterfaceUse] {
    guard person.overseesAll || person.administrator == nil else { throw Refused(Refusal.notAllowed.saying(["who": "部门和市数据局"])) }
    return try await records.read { tx, _ in
      let (first, end) = (from.date, to.next.date)
      let rows = try await tx.all(CallReportStatements.interfaces, first, end, person.overseesAll, person.department)
      let faults = try await tx.all(CallReportStatements.faults, first, end, person.overseesAll, person.department)
      return rows.map { row in InterfaceUse(row: row, faults: faults.filter { $0.resource == row.code }) }
    }
  }
}
