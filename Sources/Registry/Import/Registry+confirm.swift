package import Accounts
import JSONText
import Postgres
package import Records
import Sharing
import Vocabulary

extension Registry {
  /// Turns a preview into drafts, all of them or none (EX-6a). Confirming again changes nothing.
  ///
  /// How each catalogue stands is looked at anew under the department's lock: what was published or sent in since the preview is skipped.
  package func confirmImport(_ id: Int64, drafts: ImportDrafts, by person: Person, in work: Work) async throws {
    work.trying("import.confirm", "import:\(id)")
    let row = try await lockedImport(id, by: person, in: work)
    guard row.confirmedAt == nil else { return }
    var after: Int32 = 0
    var done: [ImportOutcome: Int] = [:]
    while true {
      let forms = try await work.tx.all(ImportStatements.toConfirm, id, after, 200)
      guard let last = forms.last else { break }
      let bearers = try await bearers(forms.map(\.code), for: person.department, in: work)
      var lines: [Settled] = []
      for form in forms { lines.append(try await settle(form, bearers[form.code], drafts, person, work)) }
      _ = try await work.tx.connection.pipeline(
        ImportStatements.settleLine, lines.map { (id, $0.n, $0.outcome.rawValue, $0.caseID, $0.version, $0.before) })
      for line in lines { done[line.outcome, default: 0] += 1 }
      after = last.n
    }
    _ = try await work.tx.run(ImportStatements.confirm, id, work.now.stamp)
    work.note("import.confirm", "import:\(id)", ["opened": JSON(done[.new] ?? 0), "filled": JSON(done[.changed] ?? 0)])
  }

  /// One form of the sheet as it came out.
  private struct Settled {
    let n: Int32, outcome: ImportOutcome
    var caseID: Int64?, version: Int32?
    /// The words of a draft that was filled anew, for an undo.
    var before: JSONBytes?
  }

  private func settle(_ form: ImportFormRow, _ bearer: CodeBearer?, _ drafts: ImportDrafts, _ person: Person, _ work: Work) async throws -> Settled {
    let existing = bearer.map { ImportOutcome.Existing(isOwn: $0.department == person.department, state: $0.state, fields: $0.fields) }
    let outcome = ImportOutcome.of(form.fields, hasFaults: false, existing: existing)
    switch (outcome, bearer) {
    case (.new, _):
      let opened = try await drafts.open(form.fields, work)
      return Settled(n: form.n, outcome: outcome, caseID: opened.id, version: opened.version)
    case (.changed, let bearer?):
      let version = try await drafts.fill(bearer.id, Self.replacing(bearer.fields, with: form.fields), work)
      return Settled(
        n: form.n, outcome: outcome, caseID: bearer.id, version: version, before: JSONBytes(JSON.object(bearer.fields).text))
    default:
      return Settled(n: form.n, outcome: outcome, caseID: existing?.isOwn == true ? bearer?.id : nil)
    }
  }

  /// What became of one draft when its import was taken back.
  package struct Kept: Sendable {
    package let code: String, caseID: Int64, why: String
  }

  /// Within 24 hours of office time after the confirmation: drafts that nobody touched since are given up again, refilled ones get their earlier
  /// words back. Answers how many, and which were left alone.
  package func undoImport(_ id: Int64, drafts: ImportDrafts, by person: Person, in work: Work) async throws -> (undone: Int, kept: [Kept]) {
    work.trying("import.undo", "import:\(id)")
    let row = try await lockedImport(id, by: person, in: work)
    guard let confirmed = row.confirmedAt else { throw Refused(.importNotConfirmed) }
    guard row.undoneAt == nil else { throw Refused(.importUndone) }
    guard work.now < confirmed.adding(seconds: 24 * 3600) else { throw Refused(.undoTooLate) }
    var (undone, kept) = (0, [Kept]())
    for draft in try await work.tx.all(ImportStatements.done, id) {
      guard draft.version == draft.versionNow, ["draft", "returned"].contains(draft.state) else {
        kept.append(Kept(code: draft.code, caseID: draft.caseID, why: draft.state == "draft" ? "导入后已有人修改" : "导入后已提交或已作废"))
        continue
      }
      if let before = draft.before {
        _ = try await drafts.fill(draft.caseID, Self.replacing(draft.fields, with: before), work)
      } else {
        try await drafts.discard(draft.caseID, work)
      }
      undone += 1
    }
    _ = try await work.tx.run(ImportStatements.undo, id, work.now.stamp)
    work.note("import.undo", "import:\(id)", ["undone": JSON(undone), "kept": JSON(kept.count)])
    return (undone, kept)
  }

  private func lockedImport(_ id: Int64, by person: Person, in work: Work) async throws -> ImportRow {
    try mayImport(person)
    _ = try await work.tx.run(ImportStatements.lockDepartment, person.department)
    guard let row = try await work.tx.first(ImportStatements.lock, id), row.department == person.department else {
      throw Refused(.noSuchImport)
    }
    return row
  }

  /// The changes that turn one form into another: every member of the new one, and null for what it has no more.
  private static func replacing(_ old: JSONObject, with new: JSONObject) -> JSONObject {
    var changes = new
    for name in old.names where new[name] == nil { changes[name] = .null }
    return changes
  }
}

extension Refusal {
  static let importNotConfirmed = Refusal("import.not-confirmed", .state, "该次导入尚未确认,没有可撤销的草稿", "EX-6a")
  static let importUndone = Refusal("import.undone", .state, "该次导入已经撤销", "EX-6a")
  static let undoTooLate = Refusal("import.undo-late", .state, "确认导入已超过24小时,请逐个作废草稿", "EX-6a")
}
