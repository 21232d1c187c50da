import Evidence
import JSONText
import Postgres
import Testing

@testable import Delivery

@Suite struct `A source that changed` {
  private static let columns = [DeliveryKit.Column("id", "integer", key: true), .init("name", "text"), .init("score", "number")]

  /// What was done to the table, and what both departments are told.
  @Test(arguments: [
    ("drop table civil.people cascade", "数据来源中没有这张表,或没有权限"),
    ("alter table civil.people rename to other", "数据来源中没有这张表,或没有权限"),
    ("alter table civil.people drop column name", "E14 缺少已声明的数据项:name"),
    ("alter table civil.people rename column name to title", "E14 缺少已声明的数据项:name"),
    ("alter table civil.people alter score type text", "数据项类型与声明不符:score(声明 number,实际 text)"),
    ("alter table civil.people alter id type int", "数据项类型已变更:id(bigint → integer)"),
    ("alter table civil.people alter score type float8", "数据项类型已变更:score(numeric(12,4) → double precision)"),
    ("alter table civil.people drop constraint people_pkey", "主键已变更:id"),
    ("revoke select on civil.people from public, reader", "没有读取数据来源的权限"),
  ]) func `stops with its reason, and the last version stays`(_ change: String, _ words: String) async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(5)
      let grant = try await kit.grant(table: "people", Self.columns)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 5))
      try await kit.provider(change.replacing("reader", with: kit.reader))
      #expect(try await kit.delivery.deliver(grant: grant).fault == DeliveryFault(.provider, words))
      #expect(try await kit.landing(asking: "select count(*)::text from civil_affairs.people") == ["5"])
      let line = try await kit.office(asking: "select concat_ws('|', outcome, fault, fault_party) from delivery where version = 2")
      #expect(line == ["failed|\(words)|provider"])
      #expect(try await kit.landing(asking: "select count(*)::text from pg_class where relname ~ '^g\(grant)_v[0-9]+$'") == ["1"])
    }
  }

  /// The table stays as it was declared while a column is added beside.
  @Test func `by a column that nobody granted goes on`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(5)
      let grant = try await kit.grant(table: "people", Self.columns)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 5))
      try await kit.provider("alter table civil.people add column more text")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 5))
    }
  }

  @Test(.clause("EX-6b")) func `by a revision goes on without what was dropped, and with it once it is back`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(5)
      let grant = try await kit.grant(table: "people", Self.columns)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 5))
      let names = "select string_agg(column_name, ',' order by ordinal_position) from information_schema.columns where table_schema = 'civil_affairs'"
      for (version, kept) in [(2, ["id", "name"]), (3, ["id", "name"]), (4, ["id", "name", "score"])] {
        let items = JSON.array(Self.columns.filter { kept.contains($0.name) }.map(\.json))
        try await kit.office("update resource set items = \(SQL.text(items.text)) where code = 'people'")
        #expect(try await kit.delivery.deliver(grant: grant).isWhole(Int64(version), rows: 5), "\(version)")
        #expect(try await kit.landing(asking: names) == [kept.joined(separator: ",")])
        let login = try await kit.login()
        let read = try await DeliveryKit.on(login) { try await $0.ask("select name from civil_affairs.people where id = 3") }
        #expect(read == ["人 \"3\"\\\n"])
      }
      #expect(try await kit.landing(asking: "select score::text from civil_affairs.people where id = 5") == ["0.7143"])
    }
  }

  @Test(arguments: [
    ("insert into civil.people values (1, 'again')", "有 2 行主键重复"), ("insert into civil.people values (null, 'no key')", "有 1 行主键为空"),
    ("insert into civil.people values (9, repeat('x', 10))", ""),
  ]) func `by a row that has no place refuses the whole version`(_ poison: String, _ words: String) async throws {
    try await DeliveryKit.with { kit in
      try await kit.provider("create schema civil; create table civil.people (id int, name text)")
      try await kit.provider("insert into civil.people select n, n from generate_series(1, 5) n")
      let grant = try await kit.grant(table: "people", [.init("id", "integer", key: true), .init("name", "text")])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 5))
      try await kit.provider(poison)
      let outcome = try await kit.delivery.deliver(grant: grant)
      if words.isEmpty {
        #expect(outcome.isWhole(2, rows: 6))
      } else {
        #expect(outcome.fault == DeliveryFault(.provider, words))
        #expect(try await kit.landing(asking: "select count(*)::text from civil_affairs.people") == ["5"])
      }
    }
  }

  @Test func `by bytes that are no text refuses the whole version`() async throws {
    try await DeliveryKit.with(encoding: "SQL_ASCII") { kit in
      try await kit.provider("create schema civil; create table civil.people (id int, name text); insert into civil.people values (1, 'a')")
      let grant = try await kit.grant(table: "people", [.init("id", "integer", key: true), .init("name", "text")])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 1))
      try await kit.provider("set client_encoding = 'SQL_ASCII'; insert into civil.people values (2, E'\\xFF\\xFE')")
      let fault = try await kit.delivery.deliver(grant: grant).fault
      #expect(fault == DeliveryFault(.provider, "读取数据来源时出错(22021)"))
      #expect(try await kit.landing(asking: "select name from civil_affairs.people") == ["a"])
    }
  }

  /// The outermost values that PostgreSQL holds are no poison.
  @Test func `to the outermost values lands them`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.provider(
        """
        create schema civil;
        create table civil.people (
          id bigint, a timestamptz, b date, c numeric, d float8, e timestamp, f interval, g time, h uuid, i jsonb, j bytea, k char(5),
          l text[]);
        insert into civil.people values
          (-9223372036854775808, '294276-12-31 23:59:59.999999+00', '5874897-12-31', 'NaN', 'NaN', 'infinity', '178000000 years', '24:00',
           'ffffffff-ffff-ffff-ffff-ffffffffffff', '{"a": "\\u4e2d"}', '\\x00ff', 'a', '{{a,NULL},{"x y",""}}'),
          (9223372036854775807, '4714-11-24 00:00:00+00 BC', '-infinity', 'Infinity', '-Infinity', '-infinity',
           '-1 mon 2 days -00:00:00.000001', '0:0', null, 'null', '', '', '{}'),
          (0, null, null, 1e-300, '5e-324', null, null, null, null, '[1.10, 1e400]', null, null, null)
        """)
      let types = ["integer", "timestamp", "date", "number", "number", "timestamp", "text", "text", "text", "text", "text", "text", "text"]
      let names = ["id", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]
      let grant = try await kit.grant(table: "people", zip(names, types).map { .init($0, $1, key: $0 == "id") })
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 3))
      let all = "select t::text from"
      let wanted = try await kit.on(kit.providerDatabase) { try await $0.ask("\(all) civil.people t order by id") }
      #expect(try await kit.landing(asking: "\(all) civil_affairs.people t order by id") == wanted)
    }
  }
}
