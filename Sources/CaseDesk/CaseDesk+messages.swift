package import Accounts
import JSONText
package import Postgres
package import Records
package import Vocabulary
package import Workflow

extension CaseDesk {
  /// A word to the other sides of a case; they are told. It moves neither the case nor a clock (EX K7).
  package func say(_ text: String, in id: Int64, of procedure: Procedure, by person: Person, work: Work) async throws -> MessageLine {
    work.trying("case.say", "case:\(id)")
    guard let row = try await work.tx.first(CaseStatements.read, id), row.procedure == procedure.code, sees(person, row) else {
      throw Refused(.noSuchCase)
    }
    guard let party = seats(of: person, in: procedure, row).sorted(by: { $0.code < $1.code }).first else {
      throw Refused(procedure.common.notYours.saying(["party": "本事项各方"]))
    }
    guard ![State.draft.code, State.discarded.code].contains(row.state) else {
      throw Refused(procedure.common.notNow.saying(["state": procedure.state(row.state)?.label ?? row.state]))
    }
    guard !text.isBlank, text.count <= 2000 else { throw Refused(Refusal.noMessage.at("/text")) }
    let line = try await work.tx.one(MessageStatements.add, id, person.id, party.code, text, work.now.stamp)
    let bureau = procedure.seats.contains { $0.side == .bureau } ? try await work.tx.first(DeskStatements.bureau) : nil
    for department in Set([row.department, row.counterpart, bureau].compactMap(\.self) + row.addressees).subtracting([person.department]).sorted() {
      try await work.notify(department, about: id, "message", "\(procedure.title) \(row.number):\(text)")
    }
    work.note("case.say", "case:\(id)", ["message": JSON(line.id)])
    return line
  }

  /// What was said in a case, the oldest first.
  package func messages(in id: Int64, of procedure: Procedure, for person: Person, after: Int64, limit: Int) async throws -> [MessageLine] {
    try await records.read { tx, _ in
      guard let row = try await tx.first(CaseStatements.read, id), row.procedure == procedure.code, sees(person, row),
        isParty(person, to: row)
      else { throw Refused(.noSuchCase) }
      return try await tx.all(MessageStatements.list, id, after, limit)
    }
  }
}

/// One message of a case.
package struct MessageLine: PostgresRow {
  package let id: Int64, person: String, department: String, party: String, text: String, at: Instant
  package init(from row: inout RowReader) throws {
    id = try row.next()
    person = try row.next()
    department = try row.next()
    party = try row.next()
    text = try row.next()
    at = try Instant(row.next())
  }
}

enum MessageStatements {
  private static let columns = """
    m.id, (select a.name from account a where a.id = m.account), (select a.department from account a where a.id = m.account), m.party, m.text, m.at
    """
  static let add = Statement<MessageLine, Int64, Int64, String, String, Timestamp>(
    "message.add",
    "insert into case_message as m (case_id, account, party, text, at) values ($1, $2, $3, $4, $5) returning \(columns)")
  static let list = Statement<MessageLine, Int64, Int64, Int>(
    "message.list",
    """
    select \(columns)
    from case_message m
    where m.case_id = $1 and m.id > $2
    order by m.id
    limit $3
    """)

  static let all: [AnyStatement] = [add.any, list.any]
}

extension Refusal {
  static let noMessage = Refusal("E59", .form, "请填写留言(2000字以内)", "EX-4b")
}
