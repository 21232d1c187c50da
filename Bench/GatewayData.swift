import Postgres

/// Three interfaces — one granted whole, one with fewer items, one a query over a table — and as many more grants as are asked for.
enum GatewayData {
  /// Codes by their public part, with the grant of each.
  static let grants: [(id: String, grant: Int64)] = [("AAAAAAAAAA", 11), ("FFFFFFFFFF", 12), ("TTTTTTTTTT", 13)]
  static let names = ["AAAAAAAAAA": "plain", "FFFFFFFFFF": "filtered", "TTTTTTTTTT": "table"]

  static let secret = Statement<NoRow, [UInt8]>("bench.secret", "update source set secret = $1 where name = 'service'")
  static let code = Statement<NoRow, String, Int64, [UInt8]>(
    "bench.code",
    "insert into access_code (key_id, access_grant, mac, pepper, made_at, shown, authority_n) select $1, $2, $3, 1, now(), true, n from authority")

  static func sql(_ more: Int, origin: String) -> String {
    """
    insert into account (login, name, department, created_at, filed_at) values ('a.b', 'x', 'statistics', now(), now());
    insert into case_file (id, number, procedure, revision, state, department, opened_by, opened_at, changed_at)
    overriding system value
    select i, i::text, p.procedure, p.revision, case when i = 1 then 'published' when i < 10 then 'attached' else 'in-force' end, d, 1, now(), now()
    from (values (1, 'exchange.catalogue', 'statistics'), (2, 'exchange.resource', 'statistics'), (3, 'exchange.resource', 'statistics'),
                 (4, 'exchange.resource', 'statistics'), (11, 'exchange.grant', 'finance'), (12, 'exchange.grant', 'finance'),
                 (13, 'exchange.grant', 'finance')) v (i, procedure, d)
    join lateral (select procedure, max(revision) as revision from procedure_sheet where procedure = v.procedure group by procedure) p on true;
    insert into catalogue (id, code, provider) values (1, 'c', 'statistics');
    insert into source (department, name, kind, address, created_by, created_at)
    values ('statistics', 'service', 'http', '{"base": "http://\(origin)", "credential": "bearer"}', 1, now()),
           ('statistics', 'database', 'postgres', '{}', 1, now());
    insert into resource (id, code, catalogue, provider, kind, title, source, detail, items, attached_at, authority_n)
    select i, code, 1, 'statistics', 'interface', code, s.id, detail::jsonb, items::jsonb, now(), 1
    from (values
      (2, 'plain', 'service', '{"form": "upstream", "operations": [{"method": "GET", "path": "/plain", "manner": "query"}, {"method": "GET", "path": "/large", "manner": "query"}]}',
       '[{"name": "name"}]'),
      (3, 'filtered', 'service', '{"form": "upstream", "operations": [{"method": "GET", "path": "/plain", "manner": "query"}]}',
       '[{"name": "code"}, {"name": "data"}, {"name": "name"}, {"name": "items"}, {"name": "padding"}]'),
      (4, 'table', 'database', '{"form": "query", "schema": "public", "table": "bench_row", "operations": [{"method": "GET", "path": "/", "manner": "query"}], "required": ["id"]}',
       '[{"name": "id"}, {"name": "value"}]')) v (i, code, source, detail, items)
    join source s on s.name = v.source;
    insert into access_grant (id, application, resource, department, system, purpose, flow, manner, items, months, granted_at, expires_at, agreement,
      agreement_hash, authority_n)
    select i, i, r, 'finance', 'system', '', '', 'query', items, 12, now(), now() + interval '300 days', 'XY' || i, '', 1
    from (values (11, 2, array['name']), (12, 3, array['code', 'data', 'name', 'items']), (13, 4, array['id', 'value'])) v (i, r, items);
    create table bench_row (id int primary key, value text not null);
    insert into bench_row select i, md5(i::text) from generate_series(1, 100000) i;
    insert into case_file (id, number, procedure, revision, state, department, opened_by, opened_at, changed_at)
    overriding system value
    select 1000 + i, 'B' || i, 'exchange.grant', (select max(revision) from procedure_sheet where procedure = 'exchange.grant'), 'in-force', 'finance', 1, now(), now()
    from generate_series(1, \(more)) i;
    insert into access_grant (id, application, resource, department, system, purpose, flow, manner, items, months, granted_at, expires_at, agreement,
      agreement_hash, authority_n)
    select 1000 + i, 1000 + i, 2, 'finance', 'system' || i % 100, '', '', 'query', array['name'], 12, now(), now() + interval '300 days', 'XB' || i, '', 1
    from generate_series(1, \(more)) i;
    insert into access_code (key_id, access_grant, mac, pepper, made_at, shown, authority_n)
    select lpad(i::text, 10, '0'), 1000 + i, sha256(i::text::bytea), 1, now(), true, 1
    from generate_series(1, \(more)) i;
    analyze;
    """
  }
}
