package import Postgres

/// What the freshness monitor asks (EX-5.4a).
package enum FreshnessStatements {
  /// $1 now.
  private static let rows = """
    select r.id, r.code, r.title, r.kind, r.provider, f.state, q.frequency, l.updated
    from resource r
    join case_file f on f.id = r.id and f.state in ('attached', 'paused', 'offline-planned')
    cross join lateral (\(FreshnessSQL.frequency(at: "$1"))) q
    cross join lateral (\(FreshnessSQL.updated(at: "$1"))) l
    where r.kind in ('table', 'folder')
    """
  private static let lags = "freshness_due(l.updated, q.frequency) < ($1 \(FreshnessSQL.day)"

  /// $2 a department or null for all, $3 whether only those that lag.
  static let list = Statement<FreshnessRow, Timestamp, String?, Bool, Int64, Int>(
    "freshness.list",
    """
    \(rows)
      and ($2::text is null or r.provider = $2)
      and (not $3 or \(lags))
      and r.id > $4
    order by r.id
    limit $5
    """)
  static let one = Statement<FreshnessRow, Timestamp, Int64>("freshness.read", "\(rows) and r.id = $2")
  /// Those that lag and whose provider has not been told of this lapse.
  static let untold = Statement<FreshnessRow, Timestamp, Int64, Int>(
    "freshness.untold",
    """
    \(rows)
      and \(lags)
      and not exists (select from notice n where n.key = 'lagging/' || r.id || '/' || l.updated)
      and r.id > $2
    order by r.id
    limit $3
    """)

  /// $1 interfaces, $2 since when.
  static let service = Statement<ServiceRow, [Int64], Timestamp>(
    "freshness.service",
    """
    select g.resource, count(*), count(*) filter (where c.status < 400),
           percentile_disc(0.5) within group (order by c.micros), percentile_disc(0.95) within group (order by c.micros)
    from access_grant g
    join call_log c on c.access_grant = g.id and c.at >= $2 and c.day >= ($2 at time zone 'UTC')::date - 1 and c.admitted
    where g.resource = any ($1)
    group by g.resource
    order by g.resource
    """)
  static let interfaces = Statement<InterfaceName, String?, Int64, Int>(
    "freshness.interfaces",
    """
    select r.id, r.code, r.title, r.provider, r.state
    from resource_in_service r
    where r.kind = 'interface'
      and ($1::text is null or r.provider = $1)
      and r.id > $2
    order by r.id
    limit $3
    """)

  package static let all: [AnyStatement] = [list.any, one.any, untold.any, service.any, interfaces.any]
}

/// An interface in service.
package struct InterfaceName: PostgresRow {
  package let resource: Int64, code: String, title: String, provider: String, state: String
  package init(from row: inout RowReader) throws {
    resource = try row.next()
    code = try row.next()
    title = try row.next()
    provider = try row.next()
    state = try row.next()
  }
}
