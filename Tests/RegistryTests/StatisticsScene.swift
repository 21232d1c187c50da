import Postgres
import Workbench

/// One or more rows for every figure, as they lie in the database after a busy November 2026; the office stands on 1 December.
enum StatisticsScene {
  static func lay(_ office: Office, by person: Int64) async throws { try await office.database.pool.with { try await $0.script(sql(person)) } }

  private static func sql(_ person: Int64) -> String {
    """
    create temporary sequence scene_number;
    create function pg_temp.add(procedure text, state text, department text, counterpart text, parent bigint, fields jsonb) returns bigint
    language sql as $f$
      insert into case_file (number, procedure, revision, state, department, counterpart, parent, opened_by, opened_at, changed_at, fields)
      values ('T-' || nextval('scene_number'), $1, (select max(s.revision) from procedure_sheet s where s.procedure = $1), $2, $3, $4, $5, \(person),
        '2026-01-05 09:00+08', '2026-11-10 09:00+08', $6)
      returning id
    $f$;
    create function pg_temp.act(case_id bigint, step text, from_state text, to_state text, at timestamptz) returns void language sql as $f$
      insert into case_act (case_id, seq, step, party, at, from_state, to_state)
      select $1, coalesce(max(a.seq), 0) + 1, $2, 'USER', $5, $3, $4 from case_act a where a.case_id = $1
    $f$;

    select pg_temp.add('exchange.catalogue', s, 'market', null, null, '{"name":"目录"}')
    from unnest('{review,returned,published,withdrawal-review,offline-talks,offline,cancelled,draft,discarded}'::text[]) s;
    insert into catalogue (id, code, provider) select id, 'c' || id, department from case_file where procedure = 'exchange.catalogue' and state = 'published';
    select pg_temp.add('exchange.catalogue', 'published', 'finance', null, null, '{"name":"另一目录"}');
    insert into catalogue (id, code, provider) select id, 'c' || id, department from case_file where procedure = 'exchange.catalogue' and department = 'finance';
    insert into catalogue_version (catalogue, version, title, summary, class, conditions, items, materials, frequency, published_at, published_by)
    select id, 1, '目录', '', case provider when 'market' then 'conditional' else 'unconditional' end, '[]', '[]', '[]', 'daily', '2026-01-06 09:00+08', \(person)
    from catalogue;
    select pg_temp.add('exchange.no-share', s, 'market', null, null, '{"name":"涉密名录"}') from unnest('{filing,filed,returned,deregistered,draft}'::text[]) s;

    insert into source (department, name, kind, address, created_by, created_at) values ('market', 's', 'postgres', '{}', \(person), '2026-01-05 09:00+08');
    insert into resource (id, code, catalogue, provider, kind, title, frequency, source, detail, items, attached_at, authority_n)
    select pg_temp.add('exchange.resource', 'attached', 'market', null, c.id, '{}'), 'r-' || k, c.id, 'market', k, '资源' || k, null,
           (select max(id) from source), '{}', '[]', '2026-01-06 09:00+08', 1
    from catalogue c, unnest('{table,interface,folder}'::text[]) k
    where c.provider = 'market';

    create temporary table made as
    select pg_temp.add('exchange.application', 'granted', 'statistics', 'market', r.id, '{"system":"月报","oneThing":true}') as application, r.id as resource, r.kind, n
    from resource r, generate_series(1, 4) n;
    select pg_temp.act(application, 'submit', 'draft', case when n = 1 then 'platform-review' else 'provider-review' end, '2026-11-03 09:00+08') from made;
    select pg_temp.act(application, 'decide', 'provider-review', (array['not-accepted', 'denied', 'withdrawn', 'ended'])[n], '2026-11-05 09:00+08') from made where kind = 'table';
    select pg_temp.act(application, 'approve', 'provider-review', 'granted', '2026-11-06 09:00+08') from made where kind <> 'table';
    insert into access_grant (id, application, resource, department, system, purpose, flow, manner, items, months, granted_at, expires_at, agreement, agreement_hash, authority_n)
    select pg_temp.add('exchange.grant', (array['in-force', 'suspended', 'expired', 'in-force'])[n], 'statistics', 'market', application, '{}'), application, resource,
           'statistics', '月报', '', '', 'query', '{a}', 12, '2026-05-05 09:00+08',
           (array['2026-12-20', '2027-05-06', '2026-12-01', '2027-01-20'])[n]::timestamp at time zone 'Asia/Shanghai', 'XY-' || application, '\\x00', 1
    from made where kind <> 'folder';
    select pg_temp.act(id, 'revoke', 'in-force', 'revoked', '2026-11-07 09:00+08'), pg_temp.act(id, 'terminate', 'revoked', 'terminated', '2026-11-08 09:00+08')
    from (select min(id) as id from access_grant) g;

    select pg_temp.act(id, 'submit', 'draft', 'forwarding', '2026-11-03 09:00+08'), pg_temp.act(id, 'forward', 'forwarding', 'confirming', '2026-11-04 09:00+08'),
           pg_temp.act(id, 'end', 'confirming', s, '2026-11-05 09:00+08')
    from (select pg_temp.add('exchange.demand', s, 'statistics', 'market', null, jsonb_build_object('name', '需求', 'wish', (array['table', 'interface', 'folder'])[1 + n % 3])) as id, s
          from unnest('{unqualified,implemented,declined,withdrawn}'::text[]) with ordinality as u (s, n)) d;
    select pg_temp.act(id, 'submit', 'draft', 'submitted', '2026-11-03 09:00+08'), pg_temp.act(id, 'end', 'submitted', s, '2026-11-05 09:00+08')
    from (select pg_temp.add('exchange.quality', s, 'statistics', 'market', (select min(id) from resource), '{}') as id, s from unnest('{untrue,closed}'::text[]) s) q;
    select pg_temp.act(id, 'record', 'draft', 'registered', '2026-11-03 09:00+08'), pg_temp.act(id, 'close', 'disposed', 'closed', '2026-11-05 09:00+08')
    from (select pg_temp.add('exchange.violation', 'closed', 'market', 'statistics', (select min(id) from access_grant), '{}') as id) v;
    select pg_temp.act(id, 'raise', 'draft', 'raised', '2026-11-03 09:00+08'), pg_temp.act(id, 'end', 'consulting', s, '2026-11-05 09:00+08')
    from (select pg_temp.add('exchange.dispute', s, 'statistics', 'market', null, '{}') as id, s from unnest('{agreed,coordinated}'::text[]) s) d;
    select pg_temp.act(id, 'publish', 'signed', 'published', '2026-11-03 09:00+08')
    from (select pg_temp.add('exchange.bulletin', 'published', 'data-bureau', null, null, jsonb_build_object('title', '通报', 'kind', k)) as id
          from unnest('{usage,criticism}'::text[]) k) b;
    update case_file set addressees = '{market,statistics}' where procedure = 'exchange.bulletin';
    select pg_temp.act(id, 'agree', 'extension-review', 'updating', '2026-11-09 09:00+08')
    from (select pg_temp.add('exchange.change', 'updated', 'market', null, (select min(id) from resource), '{}') as id) c;

    -- Each statutory clock twice: in time, and late. Then what is never counted as late: a target of ours, and one dropped in time.
    insert into case_clock (case_id, code, started_at, start_day, length, unit, legal_source, statutory, holder, holder_department, due_at, due_day, ended_at, outcome)
    select (select min(application) from made), k, '2026-11-02 09:00+08', '2026-11-02', 3, 'working_day', 'EX', true, 'X',
           case when k in ('CK2', 'CK4', 'CK5') then 'market' end, '2026-11-13 00:00+08', '2026-11-12', ended::timestamptz, 'met'
    from unnest('{CK1,CK2,CK3,CK4,CK5}'::text[]) k, unnest('{2026-11-06 10:00+08,2026-11-18 10:00+08}'::text[]) ended;
    insert into case_clock (case_id, code, started_at, start_day, length, unit, legal_source, statutory, holder, holder_department, due_at, due_day, ended_at, outcome)
    values ((select min(application) from made), 'EX-6a', '2026-11-02 09:00+08', '2026-11-02', 3, 'working_day', '-', false, 'BUREAU', null, '2026-11-06 00:00+08', '2026-11-05', '2026-11-20 09:00+08', 'met'),
           ((select min(application) from made), 'CK2', '2026-11-02 09:00+08', '2026-11-02', 10, 'working_day', 'EX', true, 'PROVIDER', 'market', '2026-11-17 00:00+08', '2026-11-16', '2026-11-09 09:00+08', 'dropped');

    insert into call_log (journal, seq, day, call_id, at, access_grant, resource, department, method, path, peer, admitted, code, status, rows, bytes, micros)
    select '\\x01'::bytea, n, date '2026-11-10', 'call-' || n, timestamptz '2026-11-10 09:00+08', case when a then (select max(id) from access_grant) end, null, case when a then 'statistics' end, 'GET', '/', '127.0.0.1', a,
           c, s, case when s = 200 then 7 end, case when s = 200 then 700 end, 1000 * n
    from (values (1, true, null, 200), (2, true, null, 200), (3, true, null, 502), (4, true, null, null)) v (n, a, c, s)
    union all
    select '\\x01'::bytea, 10 + n, date '2026-11-10', 'call-r' || n, timestamptz '2026-11-10 09:00+08', null::bigint, null::bigint, null, 'GET', '/', '127.0.0.1', false, c, 401, null, null, null
    from unnest('{E36/address,E46,E47,E51,E72,E77,gateway.rate,path.invalid,strange}'::text[]) with ordinality as u (c, n);
    insert into delivery (access_grant, version, kind, started_at, ended_at, outcome, rows_read, rows_landed, bytes, digest_read)
    select (select min(id) from access_grant), n, 'table', '2026-11-10 09:00+08', '2026-11-10 09:01+08', case when n < 3 then 'delivered' else 'failed' end, 5, 5, 500, 'd' || n
    from generate_series(1, 3) n;
    with e as (
      insert into ledger_entry (ledger, department, opened_at)
      select l, d, '2026-11-10 09:00+08' from (values ('exchange.training', 'statistics'), ('exchange.training', 'market'), ('exchange.audit-record', 'statistics'), ('exchange.fault', 'data-bureau')) v (l, d)
      returning id, ledger)
    insert into ledger_version (entry, version, fields, day, retracted, written_by, written_at)
    select id, 1, '{"topic":"数据安全","people":35,"findings":"无","scope":"网关","cause":"断电","start":"2026-11-30T22:00:00+08:00","end":"2026-12-01T03:00:00+08:00"}', '2026-11-10',
           false, \(person), '2026-11-10 09:00+08'
    from e;
    insert into stop_window (id, starts_at, ends_at, title, authority_n)
    values (pg_temp.add('exchange.stop', 'resumed', 'data-bureau', null, null, '{}'), '2026-11-14 00:00+08', '2026-11-14 01:30+08', '升级', 1);
    """
  }
}
