import JSONText
import Postgres
import Seals
import Workbench

@testable import Delivery

extension DeliveryKit {
  /// Cases need a declaration and somebody who opened them.
  static let ground = """
    insert into procedure_sheet (procedure, revision, hash, sheet) values ('test', 1, '\\x00', '');
    insert into account (login, name, department, state, created_at, filed_at)
    values ('tester', '测试', 'data-bureau', 'active', now(), now())
    """

  struct Column {
    let name: String, type: String, label: String, isKey: Bool, isRequired: Bool
    init(_ name: String, _ type: String, key: Bool = false, label: String? = nil, required: Bool = false) {
      (self.name, self.type, isKey, self.label, isRequired) = (name, type, key, label ?? name, required)
    }
    var json: JSON { ["name": .string(name), "label": .string(label), "type": .string(type), "key": .bool(isKey), "required": .bool(isRequired)] }
  }

  /// A table that is declared as it is named, and a grant of some of its columns. The reading login may read it.
  func grant(
    table: String, schema: String = "civil", _ columns: [Column], granted: [String]? = nil, department: String = consumer,
    code: String = "people", address: JSON? = nil, password: String? = nil, way: [(String, String)] = [],
    scope: JSON? = nil
  ) async throws -> Int64 {
    try await provider("grant usage on schema \(SQL.name(schema)) to \(reader); grant select on \(SQL.name(schema, table)) to \(reader)")
    let host = exchange.settings
    let place: JSON =
      address ?? ["host": .string(host.host), "port": JSON(host.port), "database": .string(providerDatabase), "user": .string(reader)]
    let id = try await grant(
      kind: "table", source: "postgres", address: place, secret: password ?? Self.secret,
      detail: .object(JSONObject(([("schema", schema), ("table", table)] + way).map { .init(name: $0.0, value: .string($0.1)) })), columns, granted: granted ?? columns.map(\.name), department: department, code: code)
    if let scope {
      // What is frozen when a grant is made stands in it from the beginning.
      try await office("set session_replication_role = replica; update access_grant set scope = \(SQL.text(scope.text)) where id = \(id); reset session_replication_role")
    }
    return id
  }

  /// A folder below the provider's own, granted whole.
  func grant(folder path: String, department: String = consumer, code: String = "papers") async throws -> Int64 {
    try await grant(
      kind: "folder", source: "directory", address: ["path": .string("\(folder)/provider")], secret: nil, detail: ["path": .string(path)],
      [Column("file", "text")], granted: ["file"], department: department, code: code)
  }

  func grant(
    kind: String, source: String, address: JSON, secret: String?, detail: JSON, _ columns: [Column], granted: [String], department: String,
    code: String
  ) async throws -> Int64 {
    let name = "source-\(UInt32.random(in: 0..<UInt32.max))"
    let sealed = try secret.map { "'\\x" + hex(try sealing.seal(Array($0.utf8), context: "source/civil-affairs/\(name)")) + "'" } ?? "null"
    let items = JSON.array(columns.map(\.json))
    let list = granted.map { SQL.text($0) }.joined(separator: ", ")
    let rows = try await office(
      asking: """
        with account as (select id from account where login = 'tester'),
        source as (
          insert into source (department, name, kind, address, secret, created_by, created_at)
          select 'civil-affairs', '\(name)', '\(source)', \(SQL.text(address.text)), \(sealed), id, now() from account returning id),
        cases as (
          insert into case_file (number, procedure, revision, state, department, counterpart, opened_by, opened_at, changed_at)
          select '\(name)/' || kind, 'test', 1, state, 'civil-affairs', '\(department)', id, now(), now()
          from account,
               (values ('catalogue', 'published'), ('resource', 'attached'), ('application', 'agreed'), ('grant', 'in-force')) as k (kind, state)
          returning id, split_part(number, '/', 2) as kind),
        catalogue as (
          insert into catalogue (id, code, provider)
          select id, '\(name)', 'civil-affairs' from cases where kind = 'catalogue' returning id),
        resource as (
          insert into resource (id, code, catalogue, provider, kind, title, source, detail, items, attached_at, authority_n)
          select c.id, '\(code)', catalogue.id, 'civil-affairs', '\(kind)', '人口 ''基本'' 信息', source.id, \(SQL.text(detail.text)),
                 \(SQL.text(items.text)), now(), 1
          from cases c, catalogue, source where c.kind = 'resource'
          on conflict (code) do update set title = excluded.title returning id)
        insert into access_grant (id, application, resource, department, system, purpose, flow, manner, items, months, granted_at,
                                  expires_at, agreement, agreement_hash, authority_n)
        select g.id, a.id, resource.id, '\(department)', '系统', '用途', '流程', 'table', array[\(list)], 1, office_now(),
               office_now() + interval '10 days', '', '', 1
        from cases g, cases a, resource where g.kind = 'grant' and a.kind = 'application'
        returning id::text
        """)
    guard let id = rows.first.flatMap(Int64.init) else { throw DeliveryFault(.exchange, "no grant was made") }
    return id
  }

  /// What a decision does to a grant: its state and the number of its authority.
  func turn(_ grant: Int64, _ state: String) async throws {
    try await office(
      """
      update case_file set state = '\(state)' where id = \(grant);
      update access_grant set authority_n = authority_n + 1 where id = \(grant)
      """)
  }

  /// Moves the office clock until the grant is this long from its end; negative is past it.
  func move(_ grant: Int64, before seconds: Int) async throws {
    try await office(
      """
      update installation
      set clock_offset = clock_offset
        + (select g.expires_at - office_now() - interval '\(seconds) seconds' from access_grant g where g.id = \(grant))
      """)
  }

  static let people = [
    Column("id", "integer", key: true, label: "编号"), Column("name", "text", label: "姓名 'x'"), Column("born", "date"),
    Column("score", "number"), Column("seen", "timestamp"), Column("active", "boolean"), Column("mood", "text"), Column("tags", "text"), Column("secret", "text"),
  ]

  /// `civil.people`, every value of it different.
  func people(_ rows: Int) async throws {
    try await provider(
      """
      create schema civil;
      create type civil.mood as enum ('calm', 'odd "quoted"');
      create table civil.people (
        id bigint primary key, name text, born date, score numeric(12, 4), seen timestamptz, active boolean, mood civil.mood, tags text[],
        secret text not null);
      insert into civil.people
      select n, case when n % 7 = 0 then null else '人 "' || n || E'"\\\\\\n' end, date '1950-01-01' + n % 20000, n / 7.0,
             timestamptz '2026-01-01' + n * interval '1 us', n % 2 = 0, (case when n % 3 = 0 then 'calm' else 'odd "quoted"' end)::civil.mood, array['a,b', null, n::text], 'CANARY-' || n
      from generate_series(1, \(rows)) n
      """)
  }
}
