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
      Route(
        .post, "/api/v1/cascade/import", .any(["bureau.catalogue"]), "载入上级的级联文件(EX-2)", limit: CascadeFile.mostBytes, importCascade),
    ]
  }

  @Sendable private func exportCascade(_ call: Call) async throws -> Reply {
    .document(
      Document(
        mediaType: "application/x-ndjson; charset=utf-8", body: try await desks.registry.exportCascade(), showing: .file("cascade.jsonl")))
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
