import Accounts
import JSONText
import Records
import Registry
import Vocabulary

extension Routes {
  private static let receivers = ["user.receive", "bureau.application"]

  /// The department's landing area: where it is, what lies there, and the data themselves, for who does not read them with its own tools (EX-8.1).
  var landing: [Route] {
    [
      Route(.get, "/api/v1/landing", .any(Self.receivers), "本部门前置区", showLanding),
      Route(
        .get, "/api/v1/landing/stock", .any(Self.receivers + ["bureau.operation", "bureau.audit"]), "前置区存量:各授权最近一次交付的行数、字节(EX-8.1)",
        listStock),
      Route("/api/v1/landing/{id}/rows", .any(Self.receivers), "下载已交付的库表:format=csv、jsonl(EX-8.1)", download: readRows),
      Route(.get, "/api/v1/landing/{id}/files", .any(Self.receivers), "已交付的文件清单(EX-8.1)", listFiles),
      Route("/api/v1/landing/{id}/file", .any(Self.receivers), "下载一个已交付的文件:path(EX-8.1)", download: readFile),
      Route(.get, "/api/v1/landing/keys", .any(["user.receive"]), "本部门的取数密钥", listKeys),
      Route(.post, "/api/v1/landing/keys", .any(["user.receive"]), "新的取数密钥:name、days,只显示一次(EX-8.1)", makeKey),
      Route(.delete, "/api/v1/landing/keys/{id}", .any(["user.receive"]), "停用一把取数密钥", endKey),
      Route(.post, "/api/v1/landing/password", .any(Self.receivers), "前置区新密码,只显示一次", newPassword),
    ]
  }

  @Sendable private func showLanding(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let department = call.query["department"] ?? person.department
    guard try await desks.registry.mayReceive(person, for: department) else { throw Refused(.otherLanding) }
    guard let landing = try await desks.registry.landing(department) else {
      throw Refused(Refusal("landing.none", .missing, "本部门还没有前置区;首次交付后自动建立", "EX-8.1"))
    }
    return Answer(
      200,
      [
        "department": .string(department), "host": .string(landing.host), "port": JSON(Int(landing.port)),
        "database": .string(landing.database), "login": .string(landing.login), "folder": .string(landing.folder),
      ])
  }

  @Sendable private func listStock(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let department = call.query["department"] ?? person.department
    let rows = try await desks.registry.landingStock(department, for: person)
    func number(_ value: Int64?) -> JSON { value.map { JSON($0) } ?? .null }
    let stock: [JSON] = rows.map { row in
      [
        "grant": JSON(row.grant), "number": .string(row.number), "state": .string(row.state), "code": .string(row.code),
        "title": .string(row.title), "kind": .string(row.kind), "provider": .string(row.provider), "expiresAt": .string(row.expiresAt.text),
        "version": number(row.version), "landedAt": JSON(row.landedAt?.text), "rows": number(row.rows), "bytes": number(row.bytes),
      ]
    }
    return Answer(200, ["department": .string(department), "stock": .array(stock)])
  }

  @Sendable private func readRows(_ call: Call) async throws -> Download {
    let format = call.query["format"] ?? "csv"
    guard let type = ["csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson; charset=utf-8"][format] else {
      throw Refused(Refusal.badQuery.saying(["name": "format"]))
    }
    let id = try await taken(call, "table", ["format": .string(format)])
    return Download(type, file: "grant-\(id).\(format)", try await desks.landed.rows(id, format))
  }

  @Sendable private func listFiles(_ call: Call) async throws -> Answer {
    let id = try await taken(call, "folder", as: "landing.list", [:])
    return Answer(200, ["grant": JSON(id), "files": .array(try await desks.landed.files(id))])
  }

  @Sendable private func readFile(_ call: Call) async throws -> Download {
    guard let path = call.query["path"], !path.isEmpty else { throw Refused(Refusal.badQuery.saying(["name": "path"])) }
    let id = try await taken(call, "folder", ["path": .string(path)])
    let found = try await desks.landed.file(id, path, call.resumesAt)
    var download = Download("application/octet-stream", file: String(path.split(separator: "/").last ?? ""), found.pieces)
    download.part = (found.start, found.bytes)
    download.tag = found.sha256
    return download
  }

  /// The grant whose data this person takes now.
  private func taken(_ call: Call, _ kind: String, as action: String = "landing.download", _ what: JSON) async throws -> Int64 {
    let (person, id) = (try call.someone(), try call.id())
    try await desks.records.perform(.account(person.id)) { [registry = desks.registry] work in
      try await registry.takeLanded(id, kind, as: action, what, by: person, in: work)
    }
    return id
  }

  @Sendable private func listKeys(_ call: Call) async throws -> Answer {
    Answer(200, ["keys": .array(try await desks.accounts.landingKeys(of: call.someone()).map(json))])
  }

  @Sendable private func makeKey(_ call: Call) async throws -> Answer {
    let object = try call.object(["name", "days"])
    let days = Int32(clamping: object["days"]?.int ?? 366)
    let made = try await desks.accounts.makeLandingKey(object.need("name", max: 80), days: days, by: call.someone())
    return Answer(201, ["id": JSON(made.row.id), "key": .string(made.key), "endsAt": .string(made.row.endsAt.text)])
  }

  @Sendable private func endKey(_ call: Call) async throws -> Answer {
    try await desks.accounts.endLandingKey(call.id(), by: call.someone())
    return Answer(204, nil)
  }

  private func json(_ key: LandingKeyRow) -> JSON {
    [
      "id": JSON(key.id), "name": .string(key.name), "by": .string(key.by), "madeAt": .string(key.madeAt.text), "endsAt": .string(key.endsAt.text),
      "endedAt": JSON(key.endedAt?.text), "usedAt": JSON(key.usedAt?.text),
    ]
  }

  @Sendable private func newPassword(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let department = call.query["department"] ?? person.department
    guard try await desks.registry.mayReceive(person, for: department) else { throw Refused(.otherLanding) }
    let password = try await desks.newPassword(department)
    try await desks.records.perform(.account(person.id)) { work in work.note("landing.password", "landing:\(department)") }
    return Answer(201, ["password": .string(password)])
  }
}
