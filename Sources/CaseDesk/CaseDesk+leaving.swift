package import Accounts
import Measures
import Postgres
package import Records
import Vocabulary
import Workflow

extension CaseDesk {
  /// What an account would leave behind here (EX-11.5): drafts and returned cases that it opened, and cases whose running clock is held by a
  /// seat that no other active account of the department fills.
  package func tasks(of account: Int64, ignoring successor: Int64?, in work: Work) async throws -> [Leaving.Task] {
    let roles = Set(try await work.tx.all(LeavingStatements.roles, account))
    let own = try await work.tx.all(LeavingStatements.own, account).compactMap { row -> Leaving.Task? in
      guard let procedure = Measure.procedure(row.procedure),
        let seat = procedure.seats.first(where: { procedure.openers.contains($0.party) && roles.contains($0.role) })
      else { return nil }
      return Leaving.Task(caseID: row.id, title: "\(procedure.title) \(row.number)", role: seat.role, isOwn: true)
    }
    let alone = Set(try await work.tx.all(LeavingStatements.seatsAlone, account, successor))
    guard !alone.isEmpty else { return own }
    var waiting: [Leaving.Task] = []
    for procedure in Measure.procedures {
      for seat in procedure.seats where alone.contains(seat.role) && seat.side != .system {
        let states = procedure.waiting(on: seat.party).filter { $0 != .draft && $0 != .returned }.map(\.code)
        guard !states.isEmpty else { continue }
        for row in try await work.tx.all(LeavingStatements.waiting, account, procedure.code, states, seat.side.rawValue)
        where !waiting.contains(where: { $0.caseID == row.id }) {
          waiting.append(Leaving.Task(caseID: row.id, title: "\(procedure.title) \(row.number)", role: seat.role, isOwn: false))
        }
      }
    }
    return own + waiting
  }

  /// Puts the successor's name on the drafts and returned cases of the leaver.
  package func moveTasks(from leaver: Int64, to successor: Int64, in work: Work) async throws {
    _ = try await work.tx.run(LeavingStatements.move, leaver, successor)
  }
}

/// A case that somebody must go on with.
struct WaitingRow: PostgresRow {
  let id: Int64, number: String, procedure: String
  init(from row: inout RowReader) throws {
    id = try row.next()
    number = try row.next()
    procedure = try row.next()
  }
}

enum LeavingStatements {
  static let own = Statement<WaitingRow, Int64>(
    "leaving.own",
    "select id, number, procedure from case_file where opened_by = $1 and state in ('draft', 'returned') order by id")
  static let roles = Statement<String, Int64>("leaving.roles", "select role from account_role where account = $1 order by role")
  static let seatsAlone = Statement<String, Int64, Int64?>(
    "leaving.seats",
    """
    select r.role
    from account_role r
    join account a on a.id = r.account
    where r.account = $1
      and not exists (
        select from account_role o
        join account b on b.id = o.account
        where o.role = r.role and b.department = a.department and b.state = 'active' and b.id <> $1 and b.id is distinct from $2)
    order by r.role
    """)
  /// Cases of a procedure that wait in these states for the side on which the account's department stands.
  static let waiting = Statement<WaitingRow, Int64, String, [String], String>(
    "leaving.waiting",
    """
    select c.id, c.number, c.procedure
    from case_file c
    join account a on a.id = $1
    join department d on d.code = a.department
    where c.procedure = $2 and c.state = any ($3)
      and (($4 = 'owner' and c.department = a.department) or ($4 = 'counterpart' and c.counterpart = a.department)
        or ($4 = 'bureau' and d.kind = 'bureau') or ($4 = 'addressee' and c.addressees @> array[a.department]))
    order by c.id
    """)
  /// The words of the case are as they were: neither its version nor its time of change moves.
  static let move = Statement<NoRow, Int64, Int64>(
    "leaving.move", "update case_file set opened_by = $2 where opened_by = $1 and state in ('draft', 'returned')")

  static let all: [AnyStatement] = [roles.any, own.any, seatsAlone.any, waiting.any, move.any]
}
