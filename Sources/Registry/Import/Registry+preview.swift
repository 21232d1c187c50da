package import Accounts
import JSONText
import Postgres
package import Records
import Seals
package import Sharing
import Vocabulary

extension Registry {
  /// Keeps a sheet that was read, with what confirming it would do. Nothing is written to cases yet (EX-6a).
  package func keepImport(_ file: String, kind: String, body: [UInt8], _ reading: SheetReading, by person: Person, in work: Work)
    async throws -> Int64
  {
    try mayImport(person)
    let bearers = try await bearers(reading.catalogues.map(\.code), for: person.department, in: work)
    _ = try await work.tx.run(ImportStatements.forgetPreviews, person.department, person.id)
    let id = try await work.tx.one(
      ImportStatements.add, person.department, person.id, file, kind, SHA256.hash(body), body, Int32(reading.rows),
      JSONBytes(JSON.array(reading.strayFaults.map(\.json)).text), work.now.stamp)
    let lines = reading.catalogues.enumerated().map { n, catalogue in
      let bearer = bearers[catalogue.code]
      let existing = bearer.map { ImportOutcome.Existing(isOwn: $0.department == person.department, state: $0.state, fields: $0.fields) }
      let outcome = ImportOutcome.of(catalogue.fields, hasFaults: !catalogue.faults.isEmpty, existing: existing)
      var faults = catalogue.faults
      if let existing, !existing.isOwn { faults.append(SheetFault(row: catalogue.firstRow, column: "目录代码", reason: "目录代码已被其他部门使用")) }
      return (
        id, Int32(n + 1), catalogue.code, String(catalogue.title.prefix(200)), Int32(catalogue.firstRow), outcome.rawValue,
        JSONBytes(JSON.object(catalogue.fields).text), JSONBytes(JSON.array(faults.map(\.json)).text),
        existing?.isOwn == true ? bearer?.id : nil
      )
    }
    _ = try await work.tx.connection.pipeline(ImportStatements.addLine, lines)
    work.note("import.preview", "import:\(id)", ["rows": JSON(reading.rows), "catalogues": JSON(reading.catalogues.count)])
    return id
  }

  /// An import of the person's own department.
  package func importRow(_ id: Int64, for person: Person) async throws -> ImportRow {
    try mayImport(person)
    guard let row = try await records.pool.with({ try await $0.first(ImportStatements.read, id) }), row.department == person.department else {
      throw Refused(.noSuchImport)
    }
    return row
  }

  package func imports(for person: Person, after: Int64, limit: Int) async throws -> [ImportRow] {
    try mayImport(person)
    return try await records.pool.with { try await $0.all(ImportStatements.list, person.department, after, limit) }
  }

  package func importCounts(_ id: Int64) async throws -> [OutcomeCount] {
    try await records.pool.with { try await $0.all(ImportStatements.counts, id) }
  }

  package func importLines(_ id: Int64, after: Int, limit: Int) async throws -> [ImportLineRow] {
    try await records.pool.with { try await $0.all(ImportStatements.lines, id, Int32(clamping: after), limit) }
  }

  /// The sheet as it was sent, and every reason by its row.
  package func importSheet(_ row: ImportRow) async throws -> (body: [UInt8], reasons: [Int: String]) {
    let (body, lists) = try await records.read { tx, _ in
      (try await tx.one(ImportStatements.body, row.id), try await tx.all(ImportStatements.faulty, row.id))
    }
    var reasons: [Int: String] = [:]
    let faults = try lists.flatMap { try JSON.parse($0.text, limits: ImportRow.limits).array ?? [] } + (row.faults.array ?? [])
    for fault in faults.map({ SheetFault($0) }) {
      let text = fault.column.map { "【\($0)】\(fault.reason)" } ?? fault.reason
      reasons[fault.row] = reasons[fault.row].map { "\($0);\(text)" } ?? text
    }
    return (body, reasons)
  }

  /// Only who writes catalogues brings them in.
  func mayImport(_ person: Person) throws {
    guard person.administrator == nil, person.holds("provider.catalogue") else {
      throw Refused(Refusal.notAllowed.saying(["who": "提供部门(目录编制)"]))
    }
  }

  /// By code. A published catalogue goes before a draft of the same code, the oldest draft before a younger one.
  func bearers(_ codes: [String], for department: String, in work: Work) async throws -> [String: CodeBearer] {
    let rows = try await work.tx.all(ImportStatements.bearers, codes, department)
    return Dictionary(rows.map { ($0.code, $0) }) { _, later in later }
  }
}

extension Refusal {
  static let noSuchImport = Refusal("import.unknown", .missing, "没有这次导入,或不属于本部门", "EX-6a")
}
