import Postgres

/// What the use log reads. Each pages by its own order: the line after (time, number).
enum UseLogStatements {
  private static let callColumns = """
    c.at, 'call', c.department, g.system, f.number, r.code,
           case when not c.admitted then 'refused ' || coalesce(c.code, '') when c.status is null then 'unknown'
                when c.status < 400 then 'ok' else 'failed ' || c.status end,
           c.rows, c.bytes, c.call_id, c.journal, c.seq
    """
  private static let callTables = """
    call_log c
    left join access_grant g on g.id = c.access_grant
    left join case_file f on f.id = c.access_grant
    left join resource r on r.id = c.resource
    """
  static let calls = Statement<UseLine, String, Timestamp, Timestamp, [UInt8], Int64, Int>(
    "use.calls",
    """
    select \(callColumns)
    from \(callTables)
    where c.department = $1
      and c.at < $2
      and c.at >= $3
      and (c.at, c.journal, c.seq) > ($3, $4, $5)
    order by c.at, c.journal, c.seq
    limit $6
    """)
  static let strayCalls = Statement<UseLine, Timestamp, Timestamp, [UInt8], Int64, Int>(
    "use.stray-calls",
    """
    select \(callColumns)
    from \(callTables)
    where c.department is null
      and c.at < $1
      and c.at >= $2
      and (c.at, c.journal, c.seq) > ($2, $3, $4)
    order by c.at, c.journal, c.seq
    limit $5
    """)
  static let deliveries = Statement<UseLine, String, Timestamp, Timestamp, Int64, Int>(
    "use.deliveries",
    """
    select d.started_at, 'delivery', g.department, g.system, f.number, r.code,
           case when d.outcome is null then 'unknown' when d.outcome = 'delivered' then 'ok' else 'failed ' || coalesce(d.fault, '') end,
           d.rows_landed, d.bytes, d.id::text, ''::bytea, d.id
    from delivery d
    join access_grant g on g.id = d.access_grant
    join case_file f on f.id = g.id
    join resource r on r.id = g.resource
    where g.department = $1
      and d.started_at < $2
      and d.started_at >= $3
      and (d.started_at, d.id) > ($3, $4)
    order by d.started_at, d.id
    limit $5
    """)
  /// Downloads, exports, codes and passwords, as the audit keeps them.
  static let acts = Statement<UseLine, String, Timestamp, Timestamp, Int64, Int>(
    "use.acts",
    """
    select e.at, e.action, e.department, e.name, e.subject, null::text, 'ok', null::bigint, null::bigint, e.seq::text, ''::bytea, e.seq
    from use_event e
    where e.department = $1
      and e.at < $2
      and e.at >= $3
      and (e.at, e.seq) > ($3, $4)
    order by e.at, e.seq
    limit $5
    """)
  static let departments = Statement<String>("use.departments", "select code from department order by code")

  static let all: [AnyStatement] = [calls.any, strayCalls.any, deliveries.any, acts.any, departments.any]
}
