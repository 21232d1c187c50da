import Postgres
import Records
import Sharing

extension Registry {
  /// Makes the search's entry of a case anew, in the transaction that changed it.
  func index(_ id: Int64, in work: Work) async throws { try await index([id], work.tx) }

  /// Works off what was changed without the registry: drafts, filings, rows loaded in bulk. The server calls it every second.
  ///
  /// A case that somebody is deciding at this moment is left for the next round, so that no older text is written over a newer one.
  package func keepIndex() async throws {
    while try await indexMarked(200) == 200 {}
  }

  /// Makes the whole index anew. It goes on being searched meanwhile.
  package func reindex() async throws {
    _ = try await records.pool.with { try await $0.run(SearchStatements.markAll) }
    try await keepIndex()
  }

  private func indexMarked(_ limit: Int) async throws -> Int {
    try await records.pool.transaction { tx in
      let marks = try await tx.all(SearchStatements.marks, limit)
      guard !marks.isEmpty else { return 0 }
      try await index(Set(marks.map(\.entry)).sorted(), tx)
      _ = try await tx.run(SearchStatements.unmark, marks.map(\.id))
      return marks.count
    }
  }

  private func index(_ ids: [Int64], _ tx: any Queries) async throws {
    let sources = try await tx.all(SearchStatements.sources, ids)
    for source in sources {
      _ = try await tx.run(
        SearchStatements.keep, source.id, source.provider, source.isShown, source.state, source.shareClass, source.kinds, source.frequency,
        source.origin, source.words.all)
    }
    let gone = Set(ids).subtracting(sources.map(\.id)).sorted()
    if !gone.isEmpty { _ = try await tx.run(SearchStatements.drop, gone) }
  }
}
