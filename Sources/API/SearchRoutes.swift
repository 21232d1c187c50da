import Accounts
import JSONText
import Records
import Registry
import Sharing
import Vocabulary

extension Routes {
  var searches: [Route] {
    [Route(.get, "/api/v1/search", .session, "查找目录和不予共享备案:q、provider、class、kind、frequency、origin、state、facets", search)]
  }

  /// `?q=不动产&origin=省级&facets=true`; choices by code or by label, the next page by `after`.
  @Sendable func search(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let names = SearchNames(try await desks.accounts.departments())
    let filter = SearchFilter(
      provider: try names.code(call, "provider"), shareClass: try names.code(call, "class"), kind: try names.code(call, "kind"),
      frequency: try names.code(call, "frequency"), origin: try names.code(call, "origin"), state: try names.code(call, "state"))
    let text = call.query["q"] ?? ""
    guard text.count <= SearchQuery.longest else { throw Refused(Refusal.badQuery.saying(["name": "q"])) }
    let query = SearchQuery(text)
    let facets = try flag(call, "facets")
    let page = try await desks.registry.search(
      query, filter, facets: facets, for: person, after: try position(call), limit: try limit(call))
    var answer = JSONObject()
    answer["hits"] = .array(page.hits.map { SearchJSON.hit($0, query, names, for: person) })
    answer["next"] = JSON(page.next?.description)
    if facets { answer["facets"] = SearchJSON.facets(page.facets, names) }
    return Answer(200, .object(answer))
  }

  private func flag(_ call: Call, _ name: String) throws -> Bool {
    guard let text = call.query[name] else { return false }
    guard let value = Bool(text) else { throw Refused(Refusal.badQuery.saying(["name": name])) }
    return value
  }

  private func position(_ call: Call) throws -> SearchPosition? {
    guard let text = call.query["after"] else { return nil }
    guard let position = SearchPosition(text) else { throw Refused(Refusal.badQuery.saying(["name": "after"])) }
    return position
  }

  private func limit(_ call: Call) throws -> Int {
    guard let text = call.query["limit"] else { return 20 }
    guard let value = Int(text), (1...100).contains(value) else { throw Refused(Refusal.badQuery.saying(["name": "limit"])) }
    return value
  }
}
