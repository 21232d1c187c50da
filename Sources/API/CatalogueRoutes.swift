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
  var catalogues: [Route] {
    [
      Route(.get, "/api/v1/exchange/catalogue/{id}/lint", .session, "目录填写检查和完备度(EX-5.1b)", lintCatalogue),
      Route(.get, "/api/v1/catalogues/{id}/versions", .session, "目录的历次发布版本", listVersions),
      Route(.get, "/api/v1/catalogues/{id}/diff", .session, "两个版本的差异和受影响的授权", diffVersions),
      Route(.get, "/api/v1/catalogues/{id}/templates/{name}", .session, "下载材料清单所附模板(EX-5.1b)", reply: getTemplate),
    ]
  }

  /// What a stranger would stumble over: in the version in force, or in the form while it is being written. The provider's own people have its machines asked for their columns as well.
  @Sendable private func lintCatalogue(_ call: Call) async throws -> Answer {
    let (person, id) = (try call.someone(), try call.id())
    let row = try await visibleCatalogue(id, for: person)
    let isWritten = ["draft", "returned", "review"].contains(row.state)
    let inForce = isWritten ? nil : try await desks.registry.versions(of: id).last?.fields
    let flaws = try await desks.registry.lint(
      CatalogueForm(inForce ?? row.fields), of: id, department: row.department, asking: person.administrator == nil && person.department == row.department)
    return Answer(200, ["readiness": Readiness(flaws).json, "flaws": .array(flaws.map(\.json))])
  }

  @Sendable private func listVersions(_ call: Call) async throws -> Answer {
    let (person, id) = (try call.someone(), try call.id())
    _ = try await visibleCatalogue(id, for: person)
    let versions = try await desks.registry.versions(of: id)
    return Answer(
      200,
      [
        "versions": .array(
          versions.map {
            [
              "version": JSON(Int($0.version)), "publishedAt": .string($0.publishedAt.text), "publishedBy": .string($0.publishedBy),
              "fields": .object($0.fields),
            ]
          })
      ])
  }

  /// `?from=1&to=2`: without `to` the newest version, without `from` the one before it.
  @Sendable private func diffVersions(_ call: Call) async throws -> Answer {
    let (person, id) = (try call.someone(), try call.id())
    _ = try await visibleCatalogue(id, for: person)
    func version(_ name: String, _ usual: Int32) throws -> Int32 {
      guard let text = call.query[name] else { return usual }
      guard let value = Int32(text), value > 0 else { throw Refused(Refusal.badQuery.saying(["name": name])) }
      return value
    }
    let newest = try await desks.registry.versions(of: id).last?.version ?? 1
    let to = try version("to", newest)
    let from = try version("from", max(1, to - 1))
    let (diff, touched) = try await desks.registry.compare(id, from: from, to: to, for: person)
    var answer = diff.json.object ?? JSONObject()
    answer["from"] = JSON(Int(from))
    answer["to"] = JSON(Int(to))
    answer["grants"] = .array(
      touched.map {
        [
          "id": JSON($0.id), "number": .string($0.number), "department": .string($0.department), "resource": .string($0.code),
          "title": .string($0.title), "kind": .string($0.kind), "items": JSON($0.items),
        ]
      })
    return Answer(200, .object(answer))
  }

  @Sendable private func getTemplate(_ call: Call) async throws -> Reply {
    let (person, id, name) = (try call.someone(), try call.id(), call.parameters["name"] ?? "")
    let paper = try await desks.records.perform(.account(person.id)) { [cases = desks.cases] work in
      try await cases.template(name, of: id, for: person, in: work)
    }
    return .document(Self.stored(paper))
  }

  /// The catalogue's case, where the person may see it; to anyone else it is not there.
  private func visibleCatalogue(_ id: Int64, for person: Person) async throws -> CaseRow {
    try await desks.records.perform(.account(person.id)) { [cases = desks.cases] work in
      try await cases.page(id, .catalogue, for: person, in: work).row
    }
  }
}
