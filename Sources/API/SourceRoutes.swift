import Accounts
import JSONText
import Records
import Registry
import Vocabulary

extension Routes {
  @Sendable func listSources(_ call: Call) async throws -> Answer {
    let rows = try await desks.registry.sources(for: call.someone())
    return Answer(200, ["sources": .array(rows.map(json))])
  }

  @Sendable func addSource(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let form = try call.object(["name", "kind", "address", "secret"])
    let (name, kind) = (try form.need("name", max: 80), try form.need("kind", max: 20))
    let (address, secret) = (form["address"] ?? [:], form["secret"]?.string)
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [registry = desks.registry] work in
      Answer(201, ["id": JSON(try await registry.addSource(name, kind: kind, address: address, secret: secret, by: person, in: work))])
    }
  }

  @Sendable func testSource(_ call: Call) async throws -> Answer {
    let source = try await desks.registry.source(call.id(), for: call.someone())
    return Answer(200, ["layers": try await desks.testSource(source)])
  }

  @Sendable func readColumns(_ call: Call) async throws -> Answer {
    let source = try await desks.registry.source(call.id(), for: call.someone())
    guard SourceForm.isTabular(source.kind), let table = call.query["table"], !table.isEmpty else { throw Refused(Refusal.badQuery.saying(["name": "table"])) }
    return Answer(200, ["columns": try await desks.readColumns(source, call.query["schema"] ?? "public", table)])
  }

  private func json(_ row: SourceRow) -> JSON {
    ["id": JSON(row.id), "name": .string(row.name), "kind": .string(row.kind), "address": row.address, "hasSecret": .bool(row.secret != nil)]
  }
}
