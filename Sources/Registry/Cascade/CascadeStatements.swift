package import Postgres

/// Every statement of the cascade file.
package enum CascadeStatements {
  static let published = Statement<CascadeRow, String, Int>(
    "cascade.published",
    """
    select p.code, p.title, p.summary, p.class, p.conditions, p.frequency, p.provider, d.name, p.items, r.upstream_code, r.state, r.reason
    from catalogue_published p
    join department d on d.code = p.provider
    join catalogue c on c.id = p.catalogue and c.origin = 'city'
    left join catalogue_report r on r.catalogue = p.catalogue
    where p.code > $1
    order by p.code
    limit $2
    """)
  /// True: it was not there before; false: it was, with other words. No row: nothing changed.
  static let keepUpstream = Statement<
    Bool, String, String, String, String, JSONBytes, String, String, String, JSONBytes, Timestamp, Int64
  >(
    "cascade.keep",
    """
    insert into upstream_catalogue as u (code, title, summary, class, conditions, frequency, provider_name, level, items, imported_at, imported_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    on conflict (code) do update
    set title = excluded.title, summary = excluded.summary, class = excluded.class, conditions = excluded.conditions,
        frequency = excluded.frequency, provider_name = excluded.provider_name, level = excluded.level, items = excluded.items,
        imported_at = excluded.imported_at, imported_by = excluded.imported_by
    where (u.title, u.summary, u.class, u.conditions, u.frequency, u.provider_name, u.level, u.items)
      is distinct from (excluded.title, excluded.summary, excluded.class, excluded.conditions, excluded.frequency, excluded.provider_name,
        excluded.level, excluded.items)
    returning xmax = 0
    """)
  static let keepReport = Statement<NoRow, String, String?, String, String?, Timestamp>(
    "cascade.report",
    """
    insert into catalogue_report (catalogue, upstream_code, state, reason, at)
    select id, $2, $3, $4, $5
    from catalogue
    where code = $1
    on conflict (catalogue) do update
    set upstream_code = excluded.upstream_code, state = excluded.state, reason = excluded.reason, at = excluded.at
    """)

  package static let all: [AnyStatement] = [published.any, keepUpstream.any, keepReport.any]
}
