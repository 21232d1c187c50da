package import Postgres
import Records

extension CaseDesk {
  /// The articles of a measure by its code (`EX`), in their order; none for a measure that is not there.
  package func law(of measure: String) async throws -> [ArticleRow] {
    try await records.pool.with { try await $0.all(LawStatements.articles, measure) }
  }
}

/// One article as the measure has it.
package struct ArticleRow: PostgresRow {
  package let measure: String, title: String, article: Int32, label: String, text: String
  package init(from row: inout RowReader) throws {
    (measure, title, article, label, text) = (try row.next(), try row.next(), try row.next(), try row.next(), try row.next())
  }
}

/// What is asked of the measures' text.
package enum LawStatements {
  static let articles = Statement<ArticleRow, String>(
    "law.articles", "select measure, title, article, label, text from law_article where measure = $1 order by article")
  package static let all: [AnyStatement] = [articles.any]
}
