import Accounts
import JSONText
import Records
import Registry
import Sharing
import Vocabulary

extension Routes {
  /// 上传表 (EX-7b): a sheet becomes a table's next version.
  var uploads: [Route] {
    [
      Route(
        .post, "/api/v1/sources/{id}/tables", .any(["provider.catalogue"]), "上传XLSX或CSV作为一张表的下一版:table、file、key、types、trial(EX-7b)",
        limit: SheetLimits.bytes + 1, uploadTable),
      Route(.get, "/api/v1/sources/{id}/tables", .any(["provider.catalogue"]), "上传记录", listUploads),
    ]
  }

  /// `?table=从业人员&file=名单.xlsx&key=工号&types=电话:text&trial=true` and the raw bytes.
  @Sendable private func uploadTable(_ call: Call) async throws -> Answer {
    let (person, file, table) = (try call.someone(), call.query["file"] ?? "", call.query["table"] ?? "")
    let source = try await desks.registry.source(call.id(), for: person)
    guard source.kind == "upload" else { throw Refused(Refusal("upload.source", .form, "这个数据来源不是上传表(upload)", "EX-7b")) }
    guard (1...200).contains(file.count), !file.contains(where: { $0 == "/" || $0 == "\\" || $0.isNewline }) else {
      throw Refused(Refusal.badQuery.saying(["name": "file"]))
    }
    guard (1...63).contains(table.utf8.count), table.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F && $0 != "\"" }) else {
      throw Refused(Refusal.badQuery.saying(["name": "table"]))
    }
    let (key, types) = (Self.words(call.query["key"]), try Self.types(call.query["types"]))
    let isTrial = call.query["trial"] == "true"
    let sheet: SheetTable
    do {
      let known = try await desks.uploads.known(table, source.department)
      sheet = try SheetTable(try await records(call.body), key: key, types: types, known: known)
    } catch let unreadable as SheetUnreadable {
      throw Refused(Refusal.unreadableSheet.saying(["why": unreadable.why]))
    } catch let faults as SheetTable.Faults {
      throw Refused(faults.faults.map { Refusal("upload.sheet", .form, $0.words, "EX-7b").at("/rows/\($0.row)") })
    }
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [desks] work in
      let change = try await desks.uploads.put(sheet, table, source.department, isTrial)
      if !isTrial { try await desks.registry.keepUpload(table, file: file, body: call.body, change, into: source, by: person, in: work) }
      var answer = change.object ?? JSONObject()
      answer["table"] = .string(table)
      answer["columns"] = .array(sheet.columns.map(\.json))
      answer["trial"] = .bool(isTrial)
      return Answer(isTrial ? 200 : 201, .object(answer))
    }
  }

  @Sendable private func listUploads(_ call: Call) async throws -> Answer {
    let source = try await desks.registry.source(call.id(), for: call.someone())
    let rows = try await desks.registry.uploads(of: source)
    return Answer(200, ["uploads": .array(rows.map(json))])
  }

  private func json(_ row: UploadRow) -> JSON {
    [
      "id": JSON(row.id), "table": .string(row.table), "file": .string(row.file), "bytes": JSON(row.bytes), "sm3": .string(row.sm3), "rows": JSON(row.rows),
      "inserted": JSON(row.inserted), "updated": JSON(row.updated), "deleted": JSON(row.deleted), "by": .string(row.by), "at": .string(row.at.text),
    ]
  }

  private static func words(_ text: String?) -> [String] { (text ?? "").split(whereSeparator: { $0 == "," || $0 == "\u{FF0C}" }).map(String.init) }

  /// `工号:text,人数:integer`.
  private static func types(_ text: String?) throws -> [String: SheetType] {
    var types: [String: SheetType] = [:]
    for word in words(text) {
      let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2, let type = SheetType(rawValue: parts[1]) else { throw Refused(Refusal.badQuery.saying(["name": "types"])) }
      types[parts[0]] = type
    }
    return types
  }
}

extension SheetFault {
  fileprivate var words: String { "第 \(row) 行\(column.map { "“\($0)”" } ?? ""):\(reason)" }
}
