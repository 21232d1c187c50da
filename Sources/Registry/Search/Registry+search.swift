package import Accounts
import Postgres
import Records
package import Sharing

extension Registry {
  /// Hits of one page, and the counts of the facets where they were asked for.
  package struct SearchPage: Sendable {
    package let hits: [SearchSource]
    /// Where the next page goes on; nil on the last one.
    package let next: SearchPosition?
    package let facets: [FacetCount]
  }

  /// Looks through the index of published catalogues and no-share filings, and what a department has not published yet itself (EX §1, EX-5.1c).
  ///
  /// Hits in the title come first, then those in data items, then the rest; within a rank the newest case first. Administrators of system
  /// and security find nothing.
  /// - Parameter query: nil lists everything.
  package func search(
    _ query: SearchQuery?, _ filter: SearchFilter = SearchFilter(), facets: Bool = false, for person: Person, after: SearchPosition? = nil,
    limit: Int
  ) async throws -> SearchPage {
    guard person.administrator == nil || person.overseesAll else { return SearchPage(hits: [], next: nil, facets: []) }
    let own = person.administrator == nil ? person.department : nil
    return try await records.read { tx, _ in
      // Which way is quickest depends on the words: a plan made without them would read everything for a rare one.
      // The words lie apart from the rows: to read all rows costs the planner little and the machine much, so words are looked up in their index.
      try await tx.script("set local plan_cache_mode = force_custom_plan" + (query == nil ? "" : "; set local enable_seqscan = off"))
      let look = Look(tx: tx, own: own, all: person.overseesAll, filter: filter)
      let found = try await look.page(query, after: after, limit: limit)
      var sources: [Int64: SearchSource] = [:]
      for source in try await tx.all(SearchStatements.sources, found.map(\.id)) { sources[source.id] = source }
      return SearchPage(
        hits: found.compactMap { sources[$0.id] }, next: found.count == limit ? found.last : nil,
        facets: facets ? try await look.facets(query) : [])
    }
  }

  /// One person's look at the index, inside one snapshot.
  private struct Look {
    let tx: any Queries
    let own: String?
    let all: Bool
    let filter: SearchFilter

    func page(_ query: SearchQuery?, after: SearchPosition?, limit: Int) async throws -> [SearchPosition] {
      guard let query else {
        return try await tx.all(
          SearchStatements.list, own, all, filter.provider, filter.shareClass, filter.kind, filter.frequency, filter.origin, filter.state,
          after?.id, limit
        ).map { SearchPosition(rank: 1, id: $0) }
      }
      var found: [SearchPosition] = []
      for (n, condition) in query.ranks.enumerated() where found.count < limit && n + 1 >= after?.rank ?? 1 {
        let last = n + 1 == after?.rank ? after?.id : nil
        let wanted = limit - found.count
        var ids = try await hits(SearchStatements.newest, condition, last, wanted)
        if ids.count < wanted { ids = try await hits(SearchStatements.rank, condition, last, wanted) }
        found += ids.map { SearchPosition(rank: n + 1, id: $0) }
      }
      return found
    }

    private typealias Hits = Statement<Int64, String?, Bool, String?, String?, String?, String?, String?, String?, String, Int64?, Int>

    private func hits(_ statement: Hits, _ condition: String, _ last: Int64?, _ limit: Int) async throws -> [Int64] {
      try await tx.all(
        statement, own, all, filter.provider, filter.shareClass, filter.kind, filter.frequency, filter.origin, filter.state, condition, last,
        limit)
    }

    func facets(_ query: SearchQuery?) async throws -> [FacetCount] {
      guard let query else {
        return try await tx.all(
          SearchStatements.allFacets, own, all, filter.provider, filter.shareClass, filter.kind, filter.frequency, filter.origin,
          filter.state)
      }
      return try await tx.all(
        SearchStatements.facets, own, all, filter.provider, filter.shareClass, filter.kind, filter.frequency, filter.origin, filter.state,
        query.all)
    }
  }
}

extension SearchSource {
  /// Data items in which something of the query stands, at most 20, the hits between 【 and 】.
  package func matchedItems(_ query: SearchQuery) -> [String] { Array(itemNames.compactMap(query.mark).prefix(20)) }

  /// The field that was found, the best first, and its text with the hits marked.
  package func hit(_ query: SearchQuery) -> (field: String, text: String)? {
    let fields: [(String, [String])] = [
      ("title", [title]), ("code", [code]), ("item", itemNames), ("summary", [summary]), ("provider", [providerName]),
      ("resource", resources.flatMap { [$0.title, $0.code] }),
    ]
    for (field, texts) in fields {
      for text in texts { if let marked = query.mark(text) { return (field, marked) } }
    }
    return nil
  }
}
