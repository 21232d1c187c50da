package import Postgres

/// What the gateway asks of the exchange's database: who may call what, and that it still knows.
package enum GatewayStatements {
  /// An earlier process of this journal is gone: it held the journal's lock.
  static let retire = Statement<NoRow, String>(
    "node.retire", "update node set stopped_at = clock_timestamp() where name = $1 and stopped_at is null")
  static let register = Statement<Int64, String, Int32>("node.register", "insert into node (name, lease_seconds) values ($1, $2) returning id")
  static let confirm = Statement<ConfirmRow, Int64, Int64>(
    "node.confirm",
    """
    update node set applied = $2, confirmed_at = clock_timestamp()
    where id = $1 and $2 = (select n from authority)
    returning office_now()
    """)
  static let stop = Statement<NoRow, Int64>("node.stop", "update node set stopped_at = clock_timestamp() where id = $1")

  static let authority = Statement<Int64>("gateway.authority", "select n from authority")
  static let codes = Statement<CodeRow, Int64>(
    "gateway.codes", "select key_id, mac, pepper, ends_at, access_grant, replaces from gateway_code where authority_n > $1 order by key_id")
  static let grants = Statement<GatewayGrantRow, Int64>(
    "gateway.grants",
    """
    select id, resource, department, department_name, system, state, expires_at, manner, items, scope, addresses
    from gateway_grant
    where authority_n > $1
    order by id
    """)
  static let codePage = Statement<CodeRow, String, Int>(
    "gateway.code-page",
    "select key_id, mac, pepper, ends_at, access_grant, replaces from gateway_code where key_id > $1 order by key_id limit $2")
  static let grantPage = Statement<GatewayGrantRow, Int64, Int>(
    "gateway.grant-page",
    """
    select id, resource, department, department_name, system, state, expires_at, manner, items, scope, addresses
    from gateway_grant
    where id > $1
    order by id
    limit $2
    """)
  static let resources = Statement<GatewayResourceRow, Int64>(
    "gateway.resources",
    """
    select id, code, provider, state, detail, items, source, source_kind, address, secret, source_department, source_name
    from gateway_resource
    where authority_n > $1
    order by id
    """)

  /// Windows that have not ended, few at any time; taken in whole with each change of authority.
  static let stops = Statement<StopRow>(
    "gateway.stops", "select starts_at, ends_at from stop_window where not is_off and ends_at > office_now() order by starts_at, ends_at")

  /// What each grant of these interfaces has called today: by this journal, and by the others.
  static let dailyCalls = Statement<DailyCallsRow, [UInt8], [Int64]>(
    "gateway.daily-calls",
    """
    select g.id, today.day, c.own, c.others
    from (select (office_now() at time zone 'Asia/Shanghai')::date as day) today
    cross join access_grant g
    cross join lateral (
      select count(*) filter (where c.journal = $1) as own, count(*) filter (where c.journal <> $1) as others
      from call_log c
      where c.access_grant = g.id and c.at >= today.day::timestamp at time zone 'Asia/Shanghai' and c.admitted
    ) c
    where g.resource = any ($2) and c.own + c.others > 0
    """)

  package static let all: [AnyStatement] = [
    stops.any, dailyCalls.any,
    retire.any, register.any, confirm.any, stop.any, authority.any, codes.any, grants.any, codePage.any, grantPage.any, resources.any,
  ]
}
