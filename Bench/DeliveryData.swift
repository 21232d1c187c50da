import Postgres

/// One grant of a provider's table of persons, with all that a delivery needs of the exchange's own database.
enum DeliveryData {
  static let secret = Statement<NoRow, [UInt8]>("bench.source", "update source set secret = $1")
  static let way = Statement<NoRow, JSONBytes>("bench.way", "update resource set detail = detail || $1")

  static let columns = ["id", "name", "born", "score", "seen", "active", "place", "updated_at"]
  static let types = ["integer", "text", "date", "number", "timestamp", "boolean", "text", "timestamp"]

  static func table(_ name: String) -> String {
    """
    create table \(name) (id bigint primary key, name text, born date, score numeric(12, 4), seen timestamptz, active boolean, place text,
      updated_at timestamptz not null)
    """
  }

  static func source(_ rows: Int) -> String {
    """
    \(table("person"));
    insert into person
    select n, '姓名 ' || md5(n::text), date '1950-01-01' + (n % 20000)::int, n / 7.0, timestamptz '2026-01-01' + n * interval '1 s', n % 2 = 0,
           '甘肃省嘉峪关市 ' || n % 1000 || '号', timestamptz '2026-01-01' + n * interval '1 s'
    from generate_series(1, \(rows)) n;
    create index on person (updated_at);
    """
  }

  /// So many rows in ten thousand become others, all over the table.
  static func change(_ share: Int, turn: Int) -> String {
    """
    update person set name = '更名 ' || md5(id::text || '\(turn)'), updated_at = timestamptz '2026-12-01' + \(turn) * interval '1 day'
    where hashint8extended(id, \(turn)) & 1048575 < 1048576 / 10000.0 * \(share)
    """
  }

  static func grant(_ host: String, _ port: Int, _ database: String, _ user: String) -> String {
    let items = zip(columns, types).map { #"{"name": "\#($0)", "label": "\#($0)", "type": "\#($1)", "key": \#($0 == "id")}"# }
    return """
      insert into account (login, name, department, state, created_at, filed_at) values ('bench', '测量', 'data-bureau', 'active', now(), now());
      insert into case_file (id, number, procedure, revision, state, department, counterpart, opened_by, opened_at, changed_at)
      overriding system value
      select i, i::text, p.procedure, p.revision, v.state, 'civil-affairs', 'statistics', 1, now(), now()
      from (values (1, 'exchange.catalogue', 'published'), (2, 'exchange.resource', 'attached'), (3, 'exchange.application', 'agreed'), (4, 'exchange.grant', 'in-force'))
        as v (i, procedure, state)
      join lateral (select procedure, max(revision) as revision from procedure_sheet where procedure = v.procedure group by procedure) p on true;
      insert into catalogue (id, code, provider) values (1, 'c', 'civil-affairs');
      insert into source (department, name, kind, address, created_by, created_at)
      values ('civil-affairs', 'persons', 'postgres',
              '{"host": "\(host)", "port": \(port), "database": "\(database)", "user": "\(user)"}', 1, now());
      insert into resource (id, code, catalogue, provider, kind, title, source, detail, items, attached_at, authority_n)
      select 2, 'person', 1, 'civil-affairs', 'table', '人口', id, '{"schema": "public", "table": "person"}', '[\(items.joined(separator: ", "))]', now(), 1
      from source;
      insert into access_grant (id, application, resource, department, system, purpose, flow, manner, items, months, granted_at, expires_at, agreement,
        agreement_hash, authority_n)
      values (4, 3, 2, 'statistics', '系统', '', '', 'batch', array[\(columns.map { "'\($0)'" }.joined(separator: ", "))], 12, now(), now() + interval '300 days', '', '', 1)
      """
  }
}
