import Accounts
import JSONText
import Records
import Registry
import Seals
import Sharing
import Vocabulary

extension Routes {
  /// The file that goes to the province's platform and comes from it (EX-2, EX-11.4b). A live link needs the province's own interface text.
  var cascade: [Route] {
    [
      Route(.get, "/api/v1/cascade/export", .any(["bureau.catalogue"]), "级联文件:本市已发布目录(EX-2)", reply: exportCascade),
      Route("/api/v1/cascade/catalogues", .any(["bureau.catalogue"]), "本市已发布目录的级联状态和上级编目代码(EX-2)", download: listCascade),
      Route(
        .post, "/api/v1/cascade/import", .any(["bureau.catalogue"]), "载入上级的级联文件(EX-2)", limit: CascadeFile.mostBytes, importCascade),
    ]
  }

  @Sendable private func exportCascade(_ call: Call) async throws -> Reply {
    .document(
      Document(
        mediaType: "application/x-ndjson; charset=utf-8", body: try await desks.registry.exportCascade(), showing: .file("cascade.jsonl")))
  }

  /// `?state=上级退回&format=csv`.
  @Sendable private func listCascade(_ call: Call) async throws -> Download {
    let (format, registry) = (try call.format(), desks.registry)
    let state = try call.query["state"].map { text in
      guard let state = CascadeReport.State(rawValue: text) else { throw Refused(Refusal.badQuery.saying(["name": "state"])) }
      return state
    }
    let list = LongList(
      "cascade", ["code": "目录代码", "title": "目录名称", "provider": "提供部门", "state": "级联状态", "upstreamCode": "上级编目代码", "reason": "退回理由"],
      as: format)
    return list.download { take in
      var total = 0
      try await registry.readCascade(state) { lines in
        total += lines.count
        try await take(lines.map(json))
      }
      return ["total": JSON(total)]
    }
  }

  private func json(_ line: CascadeLine) -> JSONObject {
    JSONObject([
      .init(name: "code", value: .string(line.code)), .init(name: "title", value: .string(line.title)),
      .init(name: "provider", value: .string(line.providerName)), .init(name: "state", value: JSON(line.report?.state.rawValue)),
      .init(name: "upstreamCode", value: JSON(line.report?.upstreamCode)), .init(name: "reason", value: JSON(line.report?.reason)),
    ])
  }

  @Sendable private func importCascade(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let file: CascadeFile
    do { file = try CascadeFile(call.body) { hex(SM3.hash($0)) } } catch {
      try await desks.records.note(error, .account(person.id), "cascade.import", "upstream")
      throw error
    }
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [registry = desks.registry] work in
      let counts = try await registry.importCascade(file, by: person.id, in: work)
      return Answer(
        200,
        [
          "new": JSON(counts.new), "changed": JSON(counts.changed), "unchanged": JSON(counts.unchanged), "answered": JSON(counts.answered),
          "unknown": JSON(counts.unknown),
        ])
    }
  }
}
