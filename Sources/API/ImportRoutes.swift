import Accounts
import CaseDesk
import JSONText
import Measures
import Records
import Registry
import Sharing
import Vocabulary
import Workflow

extension Routes {
  private static let importers = ["provider.catalogue"]

  /// Bulk import of catalogues: a sheet becomes a preview, the preview drafts, and for a day the drafts can be taken back (EX-6a).
  var imports: [Route] {
    [
      Route(.get, "/api/v1/imports/template", .any(Self.importers), "目录导入模板(XLSX;?format=csv)", reply: showTemplate),
      Route(.get, "/api/v1/imports", .any(Self.importers), "本部门的目录导入", listImports),
      Route(.post, "/api/v1/imports", .any(Self.importers), "上传目录表(XLSX或CSV),只预览不写入", limit: SheetLimits.bytes + 1, createImport),
      Route(.get, "/api/v1/imports/{id}", .any(Self.importers), "一次导入的预览", showImport),
      Route(.get, "/api/v1/imports/{id}/lines", .any(Self.importers), "一次导入的逐个目录", listImportLines),
      Route(.get, "/api/v1/imports/{id}/workbook", .any(Self.importers), "原表,另加“错误原因”一列", reply: showWorkbook),
      Route(.post, "/api/v1/imports/{id}/confirm", .any(Self.importers), "确认导入,生成草稿", confirmImport),
      Route(.post, "/api/v1/imports/{id}/undo", .any(Self.importers), "24小时内撤销导入,作废未动过的草稿", undoImport),
    ]
  }

  @Sendable private func showTemplate(_ call: Call) async throws -> Reply {
    try await file(CatalogueSheet.template, name: "catalogue-template", asCSV: call.query["format"] == "csv")
  }

  @Sendable private func listImports(_ call: Call) async throws -> Answer {
    let (person, page) = (try call.someone(), try call.page())
    let rows = try await desks.registry.imports(for: person, after: page.after, limit: page.limit)
    return Answer(
      200, ["imports": .array(rows.map(ImportJSON.line)), "next": rows.count == page.limit ? JSON(rows[rows.count - 1].id) : .null])
  }

  /// `?file=目录.xlsx` and the raw bytes. What kind of file it is, its content says.
  @Sendable private func createImport(_ call: Call) async throws -> Answer {
    let (person, name) = (try call.someone(), call.query["file"] ?? "")
    guard (1...200).contains(name.count), !name.contains(where: { $0 == "/" || $0 == "\\" || $0 == "\"" || $0.isNewline }) else {
      throw Refused(Refusal.badQuery.saying(["name": "file"]))
    }
    let kind = call.body.starts(with: [0x50, 0x4B, 0x03, 0x04]) ? "xlsx" : "csv"
    let reading: SheetReading
    do {
      reading = try SheetReading(try await records(call.body), columns: CatalogueSheet.columns, judge: CatalogueSheet.judge)
    } catch let unreadable as SheetUnreadable {
      throw Refused(Refusal.unreadableSheet.saying(["why": unreadable.why]))
    }
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [registry = desks.registry] work in
      let id = try await registry.keepImport(name, kind: kind, body: call.body, reading, by: person, in: work)
      return Answer(201, ["id": JSON(id)])
    }.with { answer in
      guard let id = answer.body["id"]?.int else { return answer }
      return Answer(answer.status, try await importPage(Int64(id), person))
    }
  }

  /// The rows of an uploaded sheet. What kind of file it is, its content says.
  func records(_ body: [UInt8]) async throws -> [CSVReader.Record] {
    guard !body.isEmpty else { throw SheetUnreadable("文件是空的") }
    guard !body.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { throw SheetUnreadable("不支持旧的XLS格式,请另存为XLSX") }
    guard !body.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
      guard let workbook = desks.workbook else { throw SheetUnreadable("本服务器没有设置XLSX程序,请另存为CSV后上传") }
      return try await workbook.read(body)
    }
    var reader = CSVReader()
    do {
      let records = try reader.read(try SheetText(body).bytes)
      return try records + reader.finish()
    } catch let fault as CSVReader.Fault {
      throw SheetUnreadable(fault.text)
    }
  }

  @Sendable private func showImport(_ call: Call) async throws -> Answer {
    Answer(200, try await importPage(call.id(), call.someone()))
  }

  private func importPage(_ id: Int64, _ person: Person) async throws -> JSON {
    let row = try await desks.registry.importRow(id, for: person)
    let lines = try await desks.registry.importLines(id, after: 0, limit: 5000)
    return ImportJSON.page(row, counts: try await desks.registry.importCounts(id), faulty: lines)
  }

  @Sendable private func listImportLines(_ call: Call) async throws -> Answer {
    let (page, row) = (try call.page(), try await desks.registry.importRow(call.id(), for: call.someone()))
    let lines = try await desks.registry.importLines(row.id, after: Int(page.after), limit: page.limit)
    return Answer(
      200,
      ["lines": .array(lines.map(ImportJSON.line)), "next": lines.count == page.limit ? JSON(Int(lines[lines.count - 1].n)) : .null])
  }

  @Sendable private func showWorkbook(_ call: Call) async throws -> Reply {
    let row = try await desks.registry.importRow(call.id(), for: call.someone())
    let (body, reasons) = try await desks.registry.importSheet(row)
    var rows: [[String]] = []
    do {
      for record in try await records(body) {
        let said = rows.isEmpty ? SheetColumn.reasons : reasons[record.row] ?? ""
        rows.append(SheetMarking.marked(record.cells, heading: rows.first, with: said))
      }
      return try await file(rows, name: "import-\(row.id)", asCSV: row.kind == "csv")
    } catch let unreadable as SheetUnreadable {
      throw Refused(Refusal.unreadableSheet.saying(["why": unreadable.why]))
    }
  }

  @Sendable private func confirmImport(_ call: Call) async throws -> Answer {
    let (person, id) = (try call.someone(), try call.id())
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [desks] work in
      try await desks.registry.confirmImport(id, drafts: drafts(of: person), by: person, in: work)
      return Answer(200, ["id": JSON(id)])
    }.with { answer in Answer(answer.status, try await importPage(id, person)) }
  }

  @Sendable private func undoImport(_ call: Call) async throws -> Answer {
    let (person, id) = (try call.someone(), try call.id())
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [desks] work in
      let (undone, kept) = try await desks.registry.undoImport(id, drafts: drafts(of: person), by: person, in: work)
      return Answer(
        200,
        [
          "undone": JSON(undone),
          "kept": .array(kept.map { ["code": .string($0.code), "case": JSON($0.caseID), "reason": .string($0.why)] }),
        ])
    }
  }

  /// The import acts on cases as the person would by hand: the same desk, the same rules, the same audit.
  private func drafts(of person: Person) -> ImportDrafts {
    let cases = desks.cases
    return ImportDrafts(
      open: { fields, work in
        let row = try await cases.open(.catalogue, fields, parent: nil, by: person, in: work)
        return (row.id, row.version)
      },
      fill: { id, changes, work in try await cases.fill(id, of: .catalogue, changes, by: person, in: work).version },
      discard: { id, work in _ = try await cases.take("discard", on: id, of: .catalogue, JSONObject(), by: person, in: work) })
  }

  /// A sheet as a file: XLSX, or CSV with the mark by which office programs know UTF-8.
  private func file(_ rows: [[String]], name: String, asCSV: Bool) async throws -> Reply {
    if asCSV || desks.workbook == nil {
      var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
      for row in rows { bytes += Array((row.map(SafeCell.csv).joined(separator: ",") + "\r\n").utf8) }
      return .document(Document(mediaType: "text/csv; charset=utf-8", body: bytes, showing: .file("\(name).csv")))
    }
    let bytes = try await desks.workbook?.write(rows) ?? []
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return .document(Document(mediaType: type, body: bytes, showing: .file("\(name).xlsx")))
  }
}

extension Answer {
  /// The answer as it is shown, made after the work was committed.
  fileprivate func with(_ show: (Answer) async throws -> Answer) async throws -> Answer { try await show(self) }
}

extension Refusal {
  static let unreadableSheet = Refusal("import.unreadable", .form, "无法读取该文件:{why}", "EX-6a")
}
