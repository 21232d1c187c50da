package import Accounts
import JSONText
import Measures
import Postgres
import Printing
package import Records
import Vocabulary
package import Workflow

extension CaseDesk {
  /// A paper of a case as its page lists it: every version, the newest first.
  package struct PaperLine: Sendable {
    /// The procedure's own word, or that of the catalogue which lists it as a material.
    package let label: String?
    package let version: PaperVersion
    package let reading: PaperReading?
  }

  /// All papers of a case that the person may see (EX-4b, EX §5).
  package func papers(of id: Int64, _ procedure: Procedure, for person: Person, in work: Work) async throws -> [PaperLine] {
    let row = try await seen(id, procedure, by: person, in: work)
    let context = try await context(procedure, row, JSONObject(), work)
    var labels: [String: String] = [:]
    for material in context["materials"]?.array ?? [] { labels[material["name"]?.string ?? ""] = material["label"]?.string }
    for paper in procedure.papers { labels[paper.name] = paper.label }
    let readings = try await readings(of: row, in: work)
    return try await work.tx.all(PaperStatements.versions, id).map { version in
      PaperLine(
        label: labels[version.paper.name], version: version, reading: readings.first { $0.isOf(version.paper) })
    }
  }

  /// One version of a paper with its bytes; who read it is audited (EX-20).
  ///
  /// - Parameter version: nil for the newest.
  package func paper(
    _ name: String, version: Int32?, of id: Int64, _ procedure: Procedure, for person: Person, in work: Work
  ) async throws -> StoredPaper {
    _ = try await seen(id, procedure, by: person, in: work)
    guard let paper = try await work.tx.first(PaperStatements.body, id, name, version) else { throw Refused(.noSuchPaper) }
    work.note("paper.read", "case:\(id)", ["name": .string(name), "version": JSON(Int(paper.paper.version))])
    return paper
  }

  /// The file that an applicant fills in for a material of the list; for everybody who sees the catalogue (EX-5.1b).
  package func template(_ material: String, of catalogue: Int64, for person: Person, in work: Work) async throws -> StoredPaper {
    try await paper(NewPaper.template + material, version: nil, of: catalogue, .catalogue, for: person, in: work)
  }

  /// The form to be printed and sealed, as the application stands now (EX-12b). Tables and folders need none (EX-12a).
  package func stampedForm(_ id: Int64, for person: Person, in work: Work) async throws -> StampedForm {
    let row = try await seen(id, .application, by: person, in: work)
    guard let form = try await form(of: row, in: work) else { throw Refused(.noSuchCase) }
    guard form.names.kind == "interface" else { throw Refused(.noFormNeeded) }
    return form
  }

  /// What the machine read off the scans of a case, held against the form as it stands.
  func readings(of row: CaseRow, in work: Work) async throws -> [PaperReading] {
    let readings = try await work.tx.all(PaperStatements.readings, row.id)
    guard !readings.isEmpty else { return [] }
    let form = try await form(of: row, in: work)
    return readings.map { $0.held(against: form) }
  }

  /// Asks for a scan to be read once it is safely kept.
  func askReading(_ paper: PaperRow, of id: Int64, in work: Work) async throws {
    guard paper.name == NewPaper.stampedForm else { return }
    try await work.queue(
      "paper.read", key: "paper.read/\(id)/\(paper.version)",
      ["case": JSON(id), "name": .string(paper.name), "version": JSON(Int(paper.version))])
  }

  /// Reads a scan and keeps what was found; a version is read once. Work of the outbox (EX-12b).
  package func readScan(_ name: String, version: Int32, of id: Int64) async throws {
    let found = try await records.pool.with { connection -> (StoredPaper, Bool)? in
      guard let paper = try await connection.first(PaperStatements.body, id, name, version) else { return nil }
      return (paper, try await connection.one(PaperStatements.isRead, id, name, version))
    }
    guard let (paper, isRead) = found, !isRead else { return }
    let scan = await Self.marks(on: paper)
    // A server that is being stopped found out nothing about the scan.
    try Task.checkCancellation()
    try await records.perform(.system("papers")) { work in
      guard let row = try await work.tx.first(CaseStatements.read, id), let form = try await form(of: row, in: work) else { return }
      let (outcome, mark, detail) =
        switch scan {
        case .success(let marks): PaperReading.judge(marks, against: form)
        case .failure(let unread): (unread.outcome, nil, unread.detail)
        }
      _ = try await work.tx.run(PaperStatements.keepReading, id, name, version, outcome.rawValue, mark, detail, work.now.stamp)
      work.note("paper.scan", "case:\(id)", ["version": JSON(Int(version)), "outcome": .string(outcome.rawValue)])
    }
  }

  private struct Unread: Error {
    let outcome: PaperReading.Outcome, detail: String
  }

  /// A scan that no program can read, or that breaks one, is a finding and no fault.
  private static func marks(on paper: StoredPaper) async -> Result<[String], Unread> {
    do {
      switch try await MarkReader.read(paper.body, mediaType: paper.paper.mediaType) {
      case .marks(let marks): return .success(marks)
      case .unsupported: return .failure(Unread(outcome: .unsupported, detail: "OFD扫描件不能自动识读"))
      }
    } catch ChildProgram.Fault.missing(let name) {
      let package = ["zbarimg": "zbar-tools", "pdftoppm": "poppler-utils"][name] ?? name
      return .failure(Unread(outcome: .unsupported, detail: "服务器未安装识读程序(软件包 \(package))"))
    } catch ChildProgram.Fault.stopped {
      return .failure(Unread(outcome: .unreadable, detail: "识读超出时间或内存限制"))
    } catch {
      return .failure(Unread(outcome: .unreadable, detail: "扫描件损坏或识读程序不能打开"))
    }
  }

  private func form(of row: CaseRow, in work: Work) async throws -> StampedForm? {
    guard row.procedure == Procedure.application.code else { return nil }
    return try await work.tx.first(PaperStatements.form, row.id).map { StampedForm(row, $0) }
  }

  /// What a person may not see is not there for her.
  func seen(_ id: Int64, _ procedure: Procedure, by person: Person, in work: Work) async throws -> CaseRow {
    work.trying("case.read", "case:\(id)")
    guard let row = try await work.tx.first(CaseStatements.read, id), row.procedure == procedure.code, row.state != State.discarded.code,
      sees(person, row)
    else { throw Refused(.noSuchCase) }
    return row
  }
}

extension Refusal {
  static let noSuchPaper = Refusal("paper.unknown", .missing, "没有这个附件,或没有这个版本", "EX-3")
  static let noFormNeeded = Refusal("form.kind", .form, "库表和文件在线申请即可,不需要盖章的申请表", "EX-12a")
}
