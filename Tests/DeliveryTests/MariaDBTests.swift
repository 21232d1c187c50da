import Evidence
import JSONText
import Postgres
import Seals
import Testing
import Workbench

@testable import Delivery

/// Tables of a provider's MariaDB, through its ODBC driver in a process of its own.
@Suite("Delivery from MariaDB", .serialized)
struct MariaDBTests {
  static let columns = [
    DeliveryKit.Column("id", "integer", key: true, label: "编号"), .init("name", "text"), .init("born", "date"), .init("score", "number"), .init("ratio", "number"),
    .init("seen", "timestamp"), .init("changed", "timestamp"), .init("active", "boolean"), .init("photo", "text"), .init("notes", "text"),
    .init("secret", "text"),
  ]

  static let table = """
    use civil;
    create table people (
      id bigint unsigned primary key comment '编号', name varchar(60), born date, score decimal(12,4), ratio double, seen datetime(6), changed timestamp(3) not null,
      active bit(1), photo varbinary(20), notes longtext, secret varchar(40) not null);
    insert into people
    select seq, if(seq % 7 = 0, null, concat('人 "', seq, '"\\\\\\n\\t𠀀')), date_add('1950-01-01', interval seq % 20000 day), seq / 7, seq / 3e10,
           timestampadd(microsecond, seq, '2026-01-01 10:00:00'), timestampadd(second, seq, '2026-01-01 10:00:00'), seq % 2, unhex(lpad(hex(seq), 8, '0')), if(seq % 100 = 0, repeat('长', 50000), ''),
           concat('CANARY-', seq)
    from seq_1_to_2000;
    """

  /// An exchange with a MariaDB beside it that has `civil.people`.
  static func with(_ body: @Sendable (DeliveryKit, Delivery, MariaDBServer) async throws -> Void) async throws {
    let server = try MariaDBServer()
    try server.run(table)
    try await DeliveryKit.with { kit in
      try await kit.provider("create schema civil")
      try await body(kit, kit.reaching(["127.0.0.1:\(server.port)"]), server)
    }
  }

  static func grant(
    _ kit: DeliveryKit, _ server: MariaDBServer, granted: [String], way: String = "full", scope: JSON? = nil, password: String = MariaDBServer.password,
    columns: [DeliveryKit.Column] = columns, driver: String = "MariaDB Unicode", code: String = "people"
  ) async throws -> Int64 {
    let id = try await kit.grant(
      kind: "table", source: "odbc",
      address: [
        "driver": .string(driver), "host": "127.0.0.1", "port": JSON(server.port), "database": "civil", "user": .string(MariaDBServer.user),
      ], secret: password, detail: ["schema": "civil", "table": "people", "way": .string(way)], columns, granted: granted,
      department: DeliveryKit.consumer, code: code)
    if let scope {
      try await kit.office("set session_replication_role = replica; update access_grant set scope = \(SQL.text(scope.text)) where id = \(id); reset session_replication_role")
    }
    return id
  }

  @Test(.clause("EX-8.1")) func `EX-8.1 every kind of value arrives as it was, and nothing but what was granted`() async throws {
    try await Self.with { kit, delivery, server in
      let names = Self.columns.map(\.name).filter { $0 != "secret" }
      let grant = try await Self.grant(kit, server, granted: names)
      #expect(try await delivery.deliver(grant: grant).isWhole(1, rows: 2000))
      let view = "civil_affairs.people"
      let odd = try await kit.landing(asking: "select count(*)::text from \(view) where (id % 7 = 0) <> (name is null) or born <> date '1950-01-01' + (id % 20000)::int4 or score <> round(id / 7.0, 4)")
      #expect(odd == ["0"])
      let row = try await kit.landing(
        asking: "select concat_ws('|', name, seen, changed at time zone 'UTC', active, photo, ratio = 5 / 3e10, length(notes)) from \(view) where id = 5")
      #expect(row == ["人 \"5\"\\\n\t𠀀|2026-01-01 10:00:00.000005|2026-01-01 10:00:05|t|\\x00000005|t|0"])
      #expect(try await kit.landing(asking: "select length(notes)::text from \(view) where id = 200") == ["50000"])
      #expect(try await kit.landing(asking: "select string_agg(column_name, ',' order by ordinal_position) from information_schema.columns where table_name = 'people'") == [names.joined(separator: ",")])
      #expect(try await kit.landing(asking: "select col_description('\(view)'::regclass, 1)") == ["编号"])
    }
  }

  @Test(.clause("EX-8.1")) func `EX-8.1 only granted rows leave the server, whatever stands in a value`() async throws {
    try await Self.with { kit, delivery, server in
      try server.run("update civil.people set name = 'x\\\\'' or 1 = 1 -- ' where id in (3, 4)")
      let grant = try await Self.grant(kit, server, granted: ["id"], scope: ["name": ["x\\' or 1 = 1 -- "]])
      #expect(try await delivery.deliver(grant: grant).isWhole(1, rows: 2))
      let none = try await Self.grant(kit, server, granted: ["id"], scope: ["name": []])
      #expect(try await delivery.deliver(grant: none).isWhole(1, rows: 0))
    }
  }

  @Test func `changes are found by comparing, deletions too`() async throws {
    try await Self.with { kit, delivery, server in
      let grant = try await Self.grant(kit, server, granted: ["id", "name", "score"], way: "digest")
      #expect(try await delivery.deliver(grant: grant).isWhole(1, rows: 2000))
      try server.run("update civil.people set name = '改' where id = 8; delete from civil.people where id = 9; insert into civil.people (id, name, changed, secret) values (18446744073709551615, '新', now(), '')")
      #expect(try await delivery.deliver(grant: grant).isWhole(2, rows: 2000))
      #expect(try await kit.landing(asking: "select name from civil_affairs.people where id in (8, 9, 18446744073709551615) order by id") == ["改", "新"])
      let change = try await kit.office(asking: "select body::jsonb ->> 'change' from delivery_receipt where access_grant = \(grant) order by version desc limit 1")
      #expect(change == [#"{"deleted": 1, "updated": 1, "inserted": 1}"#])
    }
  }

  @Test func `a large table is read page by page along a key that was not granted`() async throws {
    try await Self.with { kit, delivery, server in
      try server.run(
        """
        use civil;
        drop table people;
        create table people (town varchar(10) not null, id int not null, name varchar(20) not null, primary key (town, id));
        insert into people select elt(seq % 3 + 1, '嘉峪关', '酒泉''s', 'a\\b'), seq, concat('n', seq) from seq_1_to_120000;
        analyze table people
        """)
      let columns = [DeliveryKit.Column("town", "text", key: true), .init("id", "integer", key: true), .init("name", "text")]
      let grant = try await Self.grant(kit, server, granted: ["name"], columns: columns)
      #expect(try await delivery.deliver(grant: grant).isWhole(1, rows: 120_000))
      #expect(try await kit.landing(asking: "select count(distinct name)::text from civil_affairs.people") == ["120000"])
    }
  }

  @Test func `what goes wrong is said in words, and the last version stays`() async throws {
    try await Self.with { kit, delivery, server in
      let grant = try await Self.grant(kit, server, granted: ["id", "name", "born"])
      #expect(try await delivery.deliver(grant: grant).isWhole(1, rows: 2000))
      func fault() async throws -> String? { try await delivery.deliver(grant: grant).fault?.text as String? }
      try server.run("set sql_mode = ''; update civil.people set born = '0000-00-00' where id = 7")
      #expect(try await fault() == "数据来源送来的数据不能写入(22008)")
      try server.run("update civil.people set born = null where id = 7; alter table civil.people drop column secret")
      #expect(try await fault() == "E14 缺少已声明的数据项:secret")
      try server.run("drop table civil.people")
      #expect(try await fault() == "数据来源中没有表 civil.people,或没有权限")
      try server.run("drop user reader")
      #expect(try await fault() == "数据来源拒绝登录")
      #expect(try await kit.landing(asking: "select count(*)::text from civil_affairs.people") == ["2000"])
      for (number, driver) in ["Nobody's", "/usr/lib/odbc/libmaodbc.so"].enumerated() {
        let other = try await Self.grant(kit, server, granted: ["id"], driver: driver, code: "other-\(number)")
        #expect(try await delivery.deliver(grant: other).fault?.text == "平台没有登记这个名称的 ODBC 驱动")
      }
    }
  }

  @Test func `a reader that dies half-way takes nothing with it`() async throws {
    try await Self.with { kit, _, server in
      let grant = try await Self.grant(kit, server, granted: ["id", "name"])
      for (program, text) in [("/bin/false", "读取程序中断"), ("/nowhere", "读取程序没有启动")] {
        let delivery = kit.reaching(["127.0.0.1:\(server.port)"], reader: program)
        #expect(try await delivery.deliver(grant: grant).fault?.text == text)
      }
      #expect(try await kit.reaching(["127.0.0.1:\(server.port)"]).deliver(grant: grant).isWhole(3, rows: 2000))
    }
  }

  @Test(.clause("EX-7a")) func `EX-7a 测试连接 goes layer by layer`() async throws {
    try await Self.with { kit, delivery, server in
      func layers(password: String = MariaDBServer.password, port: Int? = nil) async throws -> [String] {
        let name = "t"
        let sealed = try kit.sealing.seal(Array(password.utf8), context: "source/civil-affairs/\(name)")
        let source = DeliverySource(
          kind: "odbc",
          address: ["driver": "MariaDB Unicode", "host": "127.0.0.1", "port": JSON(port ?? server.port), "database": "civil", "user": "reader"],
          secret: sealed, department: "civil-affairs", name: name)
        return await delivery.test(source: source).map { "\($0.name) \($0.ok)" }
      }
      #expect(try await layers() == ["名称解析 true", "端口 true", "TLS true", "登录 true", "权限 true", "样本 true"])
      #expect(try await layers(password: "no") == ["名称解析 true", "端口 true", "登录 false"])
      #expect(try await layers(port: 1) == ["名称解析 false"])
      let found = try await delivery.columns(
        source: DeliverySource(
          kind: "odbc", address: ["driver": "MariaDB Unicode", "host": "127.0.0.1", "port": JSON(server.port), "database": "civil", "user": "reader"],
          secret: try kit.sealing.seal(Array(MariaDBServer.password.utf8), context: "source/civil-affairs/t"), department: "civil-affairs", name: "t"),
        schema: "civil", table: "people")
      #expect(found.map(\.name) == Self.columns.map(\.name))
      #expect(found.map(\.type) == Self.columns.map(\.type))
      #expect(found.filter(\.isKey).map(\.name) == ["id"])
      #expect(found.first?.comment == "编号")
    }
  }
}
