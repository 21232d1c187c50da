import Accounts
import JSONText
import Registry
import Sharing

/// A hit as the API shows it: where it was found, and what an application can begin with.
enum SearchJSON {
  static func hit(_ source: SearchSource, _ query: SearchQuery?, _ names: SearchNames, for person: Person) -> JSON {
    let found = query.flatMap(source.hit)
    var hit: JSONObject = JSONObject([
      .init(name: "id", value: JSON(source.id)), .init(name: "number", value: .string(source.number)),
      .init(name: "procedure", value: .string(source.procedure)), .init(name: "title", value: .string(source.title)),
      .init(name: "code", value: .string(source.code)), .init(name: "summary", value: .string(source.summary)),
    ])
    hit["provider"] = ["code": .string(source.provider), "label": .string(source.providerName)]
    for (facet, code) in [
      ("class", source.shareClass), ("frequency", source.frequency), ("origin", source.origin), ("state", source.state),
    ] {
      hit[facet] = code.map { ["code": .string($0), "label": .string(names.label(facet, $0))] } ?? .null
    }
    hit["hit"] = found.map { ["field": .string($0.field), "text": .string($0.text)] } ?? .null
    hit["items"] = JSON(query.map(source.matchedItems) ?? [])
    hit["resources"] = .array(source.resources.map { resource($0, names) })
    // What is not shared has its reason and its basis, and nothing to apply for (EX-5.1c).
    if source.procedure == "exchange.no-share" { hit["basis"] = source.basis }
    hit["mayApply"] = .bool(
      source.isShown && source.provider != person.department && source.resources.contains { ["attached", "paused"].contains($0.state) })
    return .object(hit)
  }

  private static func resource(_ resource: SearchSource.Resource, _ names: SearchNames) -> JSON {
    [
      "id": JSON(resource.id), "code": .string(resource.code), "title": .string(resource.title),
      "kind": ["code": .string(resource.kind), "label": .string(names.label("kind", resource.kind))], "state": .string(resource.state),
    ]
  }

  /// `{"provider": [{"code": …, "label": …, "count": …}], …}`, the most frequent first.
  static func facets(_ counts: [FacetCount], _ names: SearchNames) -> JSON {
    var facets = JSONObject()
    for facet in SearchNames.facets {
      facets[facet] = .array(
        counts.filter { $0.facet == facet }.map {
          ["code": .string($0.value), "label": .string(names.label(facet, $0.value)), "count": JSON($0.count)]
        })
    }
    return .object(facets)
  }
}
