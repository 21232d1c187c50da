import Evidence
import JSONText
import Postgres
import Seals
import Testing
import Workbench

@testable import Delivery

@Suite struct `A table that was granted` {
  private let open = DeliveryKit.people.map(\.name).filter { $0 != "secret" }

  @Test(.clause("EX-8.1")) func `EX-8.1 lands with exactly the granted columns, every row, key and labels`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(1000)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: open)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 1000))
      let values = "id, name, born, score, seen, active, mood::text, tags"
      let wanted = try await kit.on(kit.providerDatabase) { try await $0.ask("select row(\(values))::text from civil.people order by id") }
      try await DeliveryKit.on(kit.login()) { (reader) async throws in
        #expect(try await reader.ask("select row(\(values))::text from civil_affairs.people order by id") == wanted)
        let columns = """
          select concat_ws('|', a.attname, format_type(a.atttypid, a.atttypmod), col_description(a.attrelid, a.attnum))
          from pg_attribute a where a.attrelid = 'civil_affairs.people'::regclass and a.attnum > 0 order by a.attnum
          """
        #expect(
          try await reader.ask(columns) == [
            "id|bigint|编号", "name|text|姓名 'x'", "born|date|born", "score|numeric(12,4)|score", "seen|timestamp with time zone|seen",
            "active|boolean|active", "mood|text|mood", "tags|text[]|tags",
          ])
        #expect(try await reader.ask("select obj_description('civil_affairs.people'::regclass)") == ["人口 '基本' 信息(授权 \(grant))"])
      }
      let key = "select pg_get_constraintdef(oid) from pg_constraint where contype = 'p' and conrelid = 'store.g\(grant)_v1'::regclass"
      #expect(try await kit.landing(asking: key) == ["PRIMARY KEY (id)"])
      #expect(try await kit.landing(asking: "select digest from store.receipt") == kit.office(asking: "select digest_read from delivery"))
    }
  }

  /// The search that finds nothing for the column that was held back finds the same words where they were granted.
  @Test(arguments: [(false, 0), (true, 1)]) func `leaves what was not granted behind`(_ isGranted: Bool, _ least: Int) async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(50)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: isGranted ? ["id", "secret"] : open)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 50))
      let landed = try await kit.places(of: "CANARY-", in: kit.landingName())
      #expect(landed.count >= least && landed.isEmpty == !isGranted, "\(landed)")
      let ours = try await kit.places(of: "CANARY-", in: kit.exchange.settings.database)
      #expect(ours.isEmpty, "\(ours)")
    }
  }

  @Test func `is delivered again as the next version, chained to the one before by its receipt`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(10)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: open)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 10))
      try await kit.provider("delete from civil.people where id > 7")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 7))
      let text = "select body || '#' || encode(signature, 'hex') || '#' || encode(hash, 'hex') from"
      let landed = try await kit.landing(asking: "\(text) public.exchange_receipt order by version")
      #expect(try await kit.office(asking: "\(text) delivery_receipt order by version") == landed)
      var previous = Receipt.start
      for (at, line) in landed.enumerated() {
        let parts = line.split(separator: "#").map(String.init)
        let receipt = try #require(
          Receipt(body: parts[0], signature: Hexadecimal.decode(parts[1]) ?? [], key: kit.signing.publicKey))
        #expect(receipt.version == Int64(at + 1) && receipt.previous == previous && hex(receipt.hash) == parts[2])
        let facts = try JSON.parse(Array(parts[0].utf8))
        #expect(facts["items"]?.strings == open && facts["rows"]?.int == [10, 7][at])
        previous = receipt.hash
      }
      let pem = try await kit.landing(asking: "select distinct public_key from public.exchange_receipt")
      #expect(try pem == [kit.signing.publicKey.pem])
    }
  }

  @Test func `keeps names with quotes, capitals and other scripts`() async throws {
    try await DeliveryKit.with { kit in
      let (schema, table) = ("Sch\"em'a", "人口 \"Tab\\le\"; drop")
      let columns = [
        DeliveryKit.Column("Id", "integer", key: true), .init("a\"b", "text", label: "标'签\\"), .init("列", "text"), .init("select", "text"),
        .init("exchange_version", "integer"), .init(String(repeating: "长", count: 21), "text"),
      ]
      let names = SQL.list(columns.map(\.name))
      try await kit.provider(
        """
        create schema \(SQL.name(schema));
        create table \(SQL.name(schema, table)) (\(columns.map { "\(SQL.name($0.name)) \($0.type)" }.joined(separator: ", ")));
        insert into \(SQL.name(schema, table)) values (1, 'x', 'y', 'z', 9, 'w'), (2, null, '', '"', null, ',')
        """)
      let grant = try await kit.grant(table: table, schema: schema, columns)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 2))
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 2))
      try await DeliveryKit.on(kit.login()) { (reader) async throws in
        let rows = try await reader.ask("select row(\(names))::text from civil_affairs.people order by 1")
        #expect(rows == [#"(1,x,y,z,9,w)"#, #"(2,,"","""",,",")"#])
      }
    }
  }

  /// Two names that look alike are two columns.
  @Test func `takes a column by its exact letters`() async throws {
    try await DeliveryKit.with { kit in
      let (composed, apart) = ("caf\u{E9}", "cafe\u{301}")
      try await kit.provider("create schema civil; create table civil.people (id int, \"\(composed)\" text, \"\(apart)\" text)")
      try await kit.provider("insert into civil.people values (1, 'granted', 'CANARY-1')")
      let grant = try await kit.grant(
        table: "people", [.init("id", "integer", key: true), .init(composed, "text"), .init(apart, "text")], granted: ["id", composed])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 1))
      let landed = try await kit.places(of: "CANARY-", in: kit.landingName())
      #expect(landed.isEmpty, "\(landed)")
      #expect(try await kit.landing(asking: "select t::text from civil_affairs.people t") == ["(1,granted)"])
    }
  }

  @Test func `lands with the whole of its width and length`() async throws {
    try await DeliveryKit.with { kit in
      let wide = (1...1200).map { DeliveryKit.Column("c\($0)", "integer", key: $0 == 1) }
      try await kit.provider(
        """
        create schema civil;
        create table civil.wide (\(wide.map { "\($0.name) int" }.joined(separator: ", ")));
        insert into civil.wide (c1, c7, c1200) select n, n, -n from generate_series(1, 500) n;
        create table civil.long (id int, t text);
        insert into civil.long select n, repeat(md5(n::text), 1 + n % 3) from generate_series(1, 200000) n;
        insert into civil.long values (0, repeat('长', 5000000))
        """)
      let grants = [
        try await kit.grant(table: "wide", wide, code: "wide"),
        try await kit.grant(table: "long", [.init("id", "integer", key: true), .init("t", "text")], code: "long"),
      ]
      #expect(try await kit.delivery.deliver(grant: grants[0]).isWhole(1, rows: 500))
      #expect(try await kit.delivery.deliver(grant: grants[1]).isWhole(1, rows: 200_001))
      #expect(try await kit.landing(asking: "select sum(c1200)::text from civil_affairs.wide") == ["-125250"])
      let sum = "select count(*) || ' ' || md5(string_agg(md5(t), '' order by id))"
      #expect(
        try await kit.landing(asking: "\(sum) from civil_affairs.long")
          == kit.on(kit.providerDatabase) { try await $0.ask("\(sum) from civil.long") })
    }
  }

  @Test(arguments: ["EUC_CN", "LATIN1", "SQL_ASCII"]) func `may come from a database of another encoding`(_ encoding: String) async throws {
    try await DeliveryKit.with(encoding: encoding) { kit in
      let text = encoding == "LATIN1" ? "é ñ" : "嘉峪关"
      try await kit.provider("create schema civil; create table civil.people (id int, name text)")
      try await kit.provider("insert into civil.people values (1, '\(text)')")
      let grant = try await kit.grant(table: "people", [.init("id", "integer", key: true), .init("name", "text")])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 1))
      #expect(try await kit.landing(asking: "select name from civil_affairs.people") == [text])
    }
  }

  /// A view's name has room for 63 bytes; the code of a resource alone may have 61.
  @Test func `is read under a name of its own by every grant of it`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(3)
      let code = "p" + String(repeating: "x", count: 60)
      var grants: [Int64] = []
      for _ in 0..<6 {
        let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id"], code: code)
        #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 3))
        grants.append(grant)
      }
      let names = try await kit.landing(asking: "select view_name from store.outlet order by access_grant")
      #expect(names.first == code && Set(names).count == 6)
      for name in names { #expect(try await kit.landing(asking: "select count(*)::text from civil_affairs.\(name)") == ["3"]) }
      // The plain name goes to the newest once its holder has ended.
      try await kit.turn(grants[0], "terminated")
      try await kit.delivery.settle(grant: grants[0])
      let next = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id"], code: code)
      #expect(try await kit.delivery.deliver(grant: next).isWhole(1, rows: 3))
      #expect(try await kit.landing(asking: "select access_grant::text from store.outlet where view_name = '\(code)'") == ["\(next)"])
    }
  }
}

extension DeliveryOutcome {
  /// Delivered now, as this version.
  func isWhole(_ wanted: Int64, rows count: Int64) -> Bool {
    guard case .delivered(let version, let rows, let bytes, recovered: false) = self else { return false }
    return version == wanted && rows == count && bytes > 0
  }

  var fault: DeliveryFault? { if case .failed(_, let fault) = self { fault } else { nil } }
}

extension DeliveryKit {
  /// Relations of a database in which a text is found in any row.
  func places(of text: String, in database: String) async throws -> [String] {
    try await on(database) { connection in
      let all = try await connection.ask(
        """
        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'm', 'p') and n.nspname !~ '^pg_toast' order by 1
        """)
      var found: [String] = []
      for relation in all {
        found += try await connection.ask("select '\(relation)' where exists (select from \(relation) t where t::text like '%\(text)%')")
      }
      return found
    }
  }
}
