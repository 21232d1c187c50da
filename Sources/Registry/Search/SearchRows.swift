package import JSONText
package import Postgres
import Sharing

/// An entry with its words and its live resources, as the view `search_source` tells them.
package struct SearchSource: PostgresRow {
  package struct Resource: Sendable {
    package let id: Int64, code: String, kind: String, title: String, state: String
  }
  package let id: Int64, number: String, procedure: String, state: String, isShown: Bool, provider: String, providerName: String
  package let shareClass: String?, frequency: String?, origin: String, code: String, title: String, summary: String, items: JSON
  package let resources: [Resource]
  /// Reason and basis of a no-share filing (EX-5.1c).
  package let basis: JSON

  package init(from row: inout RowReader) throws {
    id = try row.next()
    number = try row.next()
    procedure = try row.next()
    state = try row.next()
    isShown = try row.next()
    provider = try row.next()
    providerName = try row.next()
    shareClass = try row.next()
    frequency = try row.next()
    origin = try row.next()
    code = try row.next()
    title = try row.next()
    summary = try row.next()
    items = try JSON.parse((row.next() as JSONBytes).text)
    resources = try JSON.parse((row.next() as JSONBytes).text).array?.map(Self.resource) ?? []
    basis = try JSON.parse((row.next() as JSONBytes).text)
  }

  private static func resource(_ json: JSON) -> Resource {
    Resource(
      id: Int64(json["id"]?.int ?? 0), code: json["code"]?.string ?? "", kind: json["kind"]?.string ?? "",
      title: json["title"]?.string ?? "", state: json["state"]?.string ?? "")
  }

  /// The data items by the name people read, with the code behind it: `企业名称 name`.
  var itemNames: [String] {
    (items.array ?? []).map { [$0["label"]?.string, $0["name"]?.string].compactMap(\.self).joined(separator: " ") }
  }
  var kinds: [String] { Set(resources.map(\.kind)).sorted() }

  /// Every word under which the entry is found.
  var words: SearchWords {
    var words = SearchWords()
    words.add(title, at: .title)
    words.add(code, at: .title, readings: .none)
    // Hundreds of items: one may be spelled from its first character on.
    for name in itemNames { words.add(name, at: .item, readings: .first) }
    words.add(summary, at: .rest, readings: .none)
    words.add(providerName, at: .rest)
    for resource in resources {
      words.add(resource.title, at: .rest, readings: .first)
      words.add(resource.code, at: .rest, readings: .none)
    }
    return words
  }
}

/// One choice of a facet and how many hits it would leave.
package struct FacetCount: PostgresRow, Hashable {
  package let facet: String, value: String, count: Int64
  package init(from row: inout RowReader) throws {
    facet = try row.next()
    value = try row.next()
    count = try row.next()
  }
}
