package import Accounts
package import JSONText
import Measures
import Postgres
package import Records
import Seals
package import Vocabulary
package import Workflow

/// Keeps the ledgers (台账) of every measure: who may write and read, version after version. Nothing is changed and nothing deleted.
package struct LedgerDesk: Sendable {
  package let records: Records
  package init(_ records: Records) { self.records = records }

  /// The ledger of that code; refuses one that no measure declares.
  package func ledger(_ code: String) throws -> Ledger {
    guard let ledger = Measure.ledger(code) else { throw Refused(.noLedger) }
    return ledger
  }

  /// May the person read entries of the department? Administrators of system and security have no part in ledgers.
  package func reads(_ person: Person, _ ledger: Ledger, of department: String) -> Bool {
    if person.overseesAll { return true }
    guard person.administrator == nil else { return false }
    return ledger.readers == .everyone || person.department == department
  }

  /// Writes a new record of the person's department.
  package func add(_ fields: JSONObject, to ledger: Ledger, by person: Person, in work: Work) async throws -> LedgerRow {
    work.trying("ledger.add", "ledger:\(ledger.code)")
    try mayWrite(person, ledger)
    let fields = fields.filled
    let day = try await check(fields, ledger, of: person.department, in: work)
    let id = try await work.tx.one(LedgerStatements.open, ledger.code, person.department, work.now.stamp)
    _ = try await work.tx.run(
      LedgerStatements.write, id, Int32(1), JSONBytes(JSON.object(fields).text), day.date, false, String?.none, person.id, work.now.stamp)
    work.note("ledger.add", "ledger:\(ledger.code)/\(id)")
    return try await work.tx.one(LedgerStatements.current, id)
  }

  /// Writes the next version of a record, whole; what stood there before stays readable.
  ///
  /// - Parameter seen: the version that the person had before her; another one is refused.
  package func correct(
    _ id: Int64, of ledger: Ledger, seen: Int32?, _ fields: JSONObject, reason: String?, by person: Person, in work: Work
  ) async throws -> LedgerRow {
    let row = try await locked(id, of: ledger, "ledger.correct", seen: seen, by: person, in: work)
    let fields = fields.filled
    let day = try await check(fields, ledger, of: row.department, in: work)
    return try await next(row, JSON.object(fields), day, retracted: false, reason, by: person, in: work)
  }

  /// A record that should not be there: it counts nowhere any more, stays readable, and says why. A later version may put it back.
  package func retract(_ id: Int64, of ledger: Ledger, seen: Int32?, reason: String, by person: Person, in work: Work) async throws -> LedgerRow {
    let row = try await locked(id, of: ledger, "ledger.retract", seen: seen, by: person, in: work)
    guard !reason.isBlank, reason.count <= 1000 else { throw Refused(Refusal.noLedgerReason.at("/reason")) }
    guard !row.isRetracted else { throw Refused(.retractedTwice) }
    return try await next(row, row.fields, row.day, retracted: true, reason, by: person, in: work)
  }

  /// Lays a file with a record; one of the same name is kept beside it (EX §5).
  package func lay(_ paper: NewPaper, in id: Int64, of ledger: Ledger, by person: Person, work: Work) async throws -> PaperRow {
    let row = try await locked(id, of: ledger, "ledger.paper", seen: nil, by: person, in: work)
    guard ledger.papers.contains(where: { $0.name == paper.name }) else { throw Refused(Refusal.noLedgerPaper.at("/papers")) }
    try paper.check(most: try await Settings.value(.paperSize, on: Day(of: work.now), work.tx))
    work.note("ledger.paper.put", "ledger:\(ledger.code)/\(row.id)", ["name": .string(paper.name), "size": JSON(paper.body.count)])
    return try await work.tx.one(
      LedgerStatements.putPaper, row.id, paper.name, paper.file, paper.mediaType, Int32(paper.body.count), SHA256.hash(paper.body), paper.body,
      person.id, work.now.stamp)
  }

  private func next(
    _ row: LedgerRow, _ fields: JSON, _ day: Day, retracted: Bool, _ reason: String?, by person: Person, in work: Work
  ) async throws -> LedgerRow {
    let reason = reason.flatMap { $0.isBlank ? nil : $0 }
    _ = try await work.tx.run(
      LedgerStatements.write, row.id, row.version + 1, JSONBytes(fields.text), day.date, retracted, reason, person.id, work.now.stamp)
    work.note(retracted ? "ledger.retract" : "ledger.correct", "ledger:\(row.ledger)/\(row.id)", ["version": JSON(Int(row.version) + 1)])
    return try await work.tx.one(LedgerStatements.current, row.id)
  }

  private func locked(_ id: Int64, of ledger: Ledger, _ what: String, seen: Int32?, by person: Person, in work: Work) async throws -> LedgerRow {
    work.trying(what, "ledger:\(ledger.code)/\(id)")
    _ = try await work.tx.first(LedgerStatements.lock, id)
    guard let row = try await work.tx.first(LedgerStatements.current, id), row.ledger == ledger.code,
      reads(person, ledger, of: row.department)
    else { throw Refused(.noEntry) }
    try mayWrite(person, ledger)
    guard row.department == person.department else { throw Refused(Refusal.notAllowed.saying(["who": "本部门的记录"])) }
    guard seen == nil || seen == row.version else { throw Refused(.changedMeanwhile) }
    return row
  }

  private func mayWrite(_ person: Person, _ ledger: Ledger) throws {
    guard person.administrator == nil, ledger.writers.contains(where: person.holds) else {
      throw Refused(Refusal.notAllowed.saying(["who": SubPermission.labels(ledger.writers)]))
    }
  }

  /// The day on which the entry counts.
  private func check(_ fields: JSONObject, _ ledger: Ledger, of department: String, in work: Work) async throws -> Day {
    let today = Day(of: work.now)
    let facts = FactReading(owner: department, counterpart: nil, id: nil, fields: fields, input: JSONObject())
    var faults = ledger.check(fields, around: try await facts.read(ledger.facts, work.tx), today: today)
    for (name, procedure) in ledger.refers.sorted(by: { $0.key < $1.key }) {
      guard let id = fields[name]?.int else { continue }
      if try await !work.tx.one(LedgerStatements.isCase, Int64(id), procedure) { faults.append(Refusal.noLinkedCase.at("/\(name)")) }
    }
    guard faults.isEmpty else { throw Refused(faults) }
    return ledger.day(of: fields) ?? today
  }
}

extension Refusal {
  package static let noLedger = Refusal("ledger.unknown", .missing, "没有这个台账", "EX-20")
  package static let noEntry = Refusal("ledger.entry", .missing, "没有这条记录,或您无权查看", "EX-20")
  static let noLedgerReason = Refusal("E59", .form, "请填写撤销记录的原因(1000字以内)", "EX-20")
  static let retractedTwice = Refusal("E76", .state, "当前状态为“已撤销”,不能进行此操作", "EX-20")
  static let noLedgerPaper = Refusal("ledger.paper", .missing, "该台账没有这种附件", "EX-20")
  static let noLinkedCase = Refusal("E73", .form, "须关联事实", "EX-21")
}
