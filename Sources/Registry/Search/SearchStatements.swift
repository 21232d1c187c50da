package import Postgres

/// What the search asks.
package enum SearchStatements {
  /// $1 own department, $2 whether all that went out is to be seen; then the six choices, each null when nothing was chosen.
  private static let visible = "(shown or provider = $1 or ($2 and state <> 'draft'))"
  private static let chosen: [(facet: String, condition: String)] = [
    ("provider", "($3 is null or provider = $3)"), ("class", "($4 is null or class = $4)"), ("kind", "($5 is null or kinds @> array[$5])"),
    ("frequency", "($6 is null or frequency = $6)"), ("origin", "($7 is null or origin = $7)"), ("state", "($8 is null or state = $8)"),
  ]
  private static let narrowed = chosen.map(\.condition).joined(separator: "\n  and ")
  private static let found = "lexemes @@ $9::text::tsquery"

  /// One rank of hits, the newest case first.
  ///
  /// The sum keeps the planner from walking the key until a page is full: hits lie in heaps, as departments register in batches, and a walk
  /// would read the words of everything between two heaps.
  static let rank = Statement<Int64, String?, Bool, String?, String?, String?, String?, String?, String?, String, Int64?, Int>(
    "search.rank",
    """
    select case_id
    from search_entry
    where \(found)
      and \(visible)
      and \(narrowed)
      and ($10 is null or case_id < $10)
    order by case_id + 0 desc
    limit $11
    """)
  /// The same among the newest 200 entries alone. When it fills the page, the page is right: a word that stands everywhere costs no more.
  static let newest = Statement<Int64, String?, Bool, String?, String?, String?, String?, String?, String?, String, Int64?, Int>(
    "search.newest",
    """
    select case_id
    from (
      select *
      from search_entry
      where $10 is null or case_id < $10
      order by case_id desc
      limit 200) e
    where \(found)
      and \(visible)
      and \(narrowed)
    order by case_id desc
    limit $11
    """)
  /// Everything, when no words were typed.
  static let list = Statement<Int64, String?, Bool, String?, String?, String?, String?, String?, String?, Int64?, Int>(
    "search.list",
    """
    select case_id
    from search_entry
    where \(visible)
      and \(narrowed)
      and ($9 is null or case_id < $9)
    order by case_id desc
    limit $10
    """)

  /// Each facet is counted under all choices but its own. One pass over the hits, by the number of their combination; then sums over the few there are.
  private static func counting(_ condition: String) -> String {
    let facets = chosen.map { facet, _ in
      let others = chosen.filter { $0.facet != facet }.map(\.condition).joined(separator: " and ")
      let value = facet == "kind" ? "k" : facet
      return """
        select '\(facet)'::text as facet, \(value) as value, sum(n)::bigint as n
        from hit\(facet == "kind" ? ", unnest(kinds) k" : "")
        where \(others) and \(value) is not null
        group by 2
        """
    }
    return """
      with counted as materialized (
        select combination, min(case_id) as example, count(*) as n
        from search_entry
        where \(condition)
        group by combination),
      hit as materialized (
        select e.provider, e.class, e.kinds, e.frequency, e.origin, e.state, c.n
        from counted c
        join search_entry e on e.case_id = c.example)
      \(facets.joined(separator: "\nunion all\n"))
      order by facet, n desc, value
      """
  }
  static let facets = Statement<FacetCount, String?, Bool, String?, String?, String?, String?, String?, String?, String>(
    "search.facets", counting("\(found)\n    and \(visible)"))
  static let allFacets = Statement<FacetCount, String?, Bool, String?, String?, String?, String?, String?, String?>(
    "search.all-facets", counting(visible))

  private static let columns = """
    id, number, procedure, state, shown, provider, provider_name, class, frequency, origin, code, title, summary, items, resources, basis
    """
  static let sources = Statement<SearchSource, [Int64]>(
    "search.sources", "select \(columns) from search_source where id = any ($1) order by id")

  /// What an entry says already is not written again: a case is marked more often than its words change.
  static let keep = Statement<NoRow, Int64, String, Bool, String, String?, [String], String?, String, [String]>(
    "search.keep",
    """
    insert into search_entry (case_id, provider, shown, state, class, kinds, frequency, origin, lexemes)
    values ($1, $2, $3, $4, $5, $6, $7, $8, array_to_tsvector($9))
    on conflict (case_id) do update set provider = excluded.provider, shown = excluded.shown, state = excluded.state, class = excluded.class,
      kinds = excluded.kinds, frequency = excluded.frequency, origin = excluded.origin, lexemes = excluded.lexemes
    where (search_entry.provider, search_entry.shown, search_entry.state, search_entry.class, search_entry.kinds, search_entry.frequency, search_entry.origin,
        search_entry.lexemes)
      is distinct from (excluded.provider, excluded.shown, excluded.state, excluded.class, excluded.kinds, excluded.frequency, excluded.origin, excluded.lexemes)
    """)
  static let drop = Statement<NoRow, [Int64]>("search.drop", "delete from search_entry where case_id = any ($1)")

  /// Marks whose case nobody is deciding at this moment, nor another node indexing.
  static let marks = Statement<MarkRow, Int>(
    "search.marks",
    """
    with m as materialized (
      select id, entry
      from search_mark
      order by id
      limit $1
      for update skip locked)
    select m.id, m.entry
    from m
    join case_file f on f.id = m.entry
    for share of f skip locked
    """)
  static let unmark = Statement<NoRow, [Int64]>("search.unmark", "delete from search_mark where id = any ($1)")
  static let markAll = Statement<NoRow>(
    "search.mark-all",
    """
    insert into search_mark (entry)
    select id
    from case_file
    where procedure in ('exchange.catalogue', 'exchange.no-share')
    order by id
    """)

  package static let all: [AnyStatement] = [
    rank.any, newest.any, list.any, facets.any, allFacets.any, sources.any, keep.any, drop.any, marks.any, unmark.any, markAll.any,
  ]
}

struct MarkRow: PostgresRow {
  let id: Int64, entry: Int64
  init(from row: inout RowReader) throws {
    id = try row.next()
    entry = try row.next()
  }
}
