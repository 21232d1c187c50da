import Evidence
import JSONText
import Postgres
import Sharing
import Testing
import Vocabulary

@testable import Delivery

/// Tables that a department without a database of its own uploads.
@Suite("Uploaded tables", .serialized)
struct UploadTests {
  static let columns = [SheetTable.Column("no", .integer, isKey: true), .init("姓名", .text, isKey: false), .init("born", .date, isKey: false)]

  private static func sheet(_ rows: [[String]], _ known: [SheetTable.Column] = columns) throws -> SheetTable {
    try SheetTable(([["no", "姓名", "born"]] + rows).enumerated().map { CSVReader.Record(row: $0 + 1, cells: $1) }, key: ["no"], known: known)
  }

  private static func grant(_ kit: DeliveryKit, schema: String = "public", table: String = "名单", way: String = "digest") async throws -> Int64 {
    try await kit.grant(
      kind: "table", source: "upload", address: [:], secret: nil, detail: ["schema": .string(schema), "table": .string(table), "way": .string(way)],
      [.init("no", "integer", key: true), .init("姓名", "text"), .init("born", "date")], granted: ["no", "姓名"], department: DeliveryKit.consumer, code: "staff")
  }

  @Test(.clause("EX-7b")) func `EX-7b a sheet becomes a table, the next one its next version, and both are delivered`() async throws {
    try await DeliveryKit.with { kit in
      let delivery = kit.delivery
      #expect(try await delivery.uploaded("名单", of: "civil-affairs") == [])
      let first = try await delivery.upload(Self.sheet([["1", "张三", ""], ["2", "a\tb\\c\n\"d\"", "2000-1-1"], ["3", "", ""]], []), as: "名单", of: "civil-affairs", isTrial: false)
      #expect([first.rows, first.inserted, first.updated, first.deleted] == [3, 3, 0, 0])
      #expect(try await delivery.uploaded("名单", of: "civil-affairs") == Self.columns)
      let grant = try await Self.grant(kit)
      #expect(try await delivery.deliver(grant: grant).isWhole(1, rows: 3))
      let next = try Self.sheet([["2", "改", "2000-1-1"], ["3", "", ""], ["4", "新", ""]])
      for isTrial in [true, false] {
        let change = try await delivery.upload(next, as: "名单", of: "civil-affairs", isTrial: isTrial)
        #expect([change.rows, change.inserted, change.updated, change.deleted] == [3, 1, 1, 1])
        #expect(try await delivery.deliver(grant: grant).isWhole(isTrial ? 2 : 3, rows: 3))
        let names = try await kit.landing(asking: "select concat_ws(' ', no, \"姓名\") from civil_affairs.staff order by no")
        #expect(names == (isTrial ? ["1 张三", "2 a\tb\\c\n\"d\"", "3"] : ["2 改", "3", "4 新"]))
      }
    }
  }

  @Test(.clause("EX-8.1")) func `EX-8.1 nothing of another department is read, nor of the exchange`() async throws {
    try await DeliveryKit.with { kit in
      let delivery = kit.delivery
      _ = try await delivery.upload(Self.sheet([["1", "张三", ""]], []), as: "名单", of: "statistics", isTrial: false)
      _ = try await delivery.upload(Self.sheet([["1", "张三", ""]], []), as: "别的", of: "civil-affairs", isTrial: false)
      let grant = try await Self.grant(kit)
      #expect(try await delivery.deliver(grant: grant).fault == DeliveryFault(.provider, "数据来源中没有这张表,或没有权限"))
      let source = DeliverySource(kind: "upload", address: [:], secret: nil, department: "civil-affairs", name: "x")
      let connection = try await delivery.open(source: source)
      for statement in ["create role x", "select rolpassword from pg_authid", "create schema x", "select pg_read_file('/etc/passwd')"] {
        await #expect(throws: PostgresError.self) { try await connection.script(statement) }
      }
      await connection.close()
      let layers = await delivery.test(source: source)
      #expect(layers.map { "\($0.name) \($0.ok)" } == ["权限 true", "样本 true"])
      let other = DeliverySource(kind: "upload", address: [:], secret: nil, department: "data-bureau", name: "x")
      #expect(await delivery.test(source: other) == [TestLayer("权限", false, "还没有上传过表")])
    }
  }

  @Test func `a delivery under way goes on with the version before`() async throws {
    try await DeliveryKit.with { kit in
      let delivery = kit.delivery
      _ = try await delivery.upload(Self.sheet([["1", "张三", "2000-1-1"]], []), as: "名单", of: "civil-affairs", isTrial: false)
      await #expect(throws: Refused.self) {
        try await delivery.upload(Self.sheet([["1", "张三", "?"]], []), as: "名单", of: "civil-affairs", isTrial: false)
      }
      let reading = try await delivery.open(source: DeliverySource(kind: "upload", address: [:], secret: nil, department: "civil-affairs", name: "x"))
      try await reading.script("begin isolation level repeatable read")
      #expect(try await reading.ask("select \"姓名\" from public.\"名单\"") == ["张三"])
      _ = try await delivery.upload(Self.sheet([["1", "李四", ""], ["2", "王五", ""]]), as: "名单", of: "civil-affairs", isTrial: false)
      #expect(try await reading.ask("select \"姓名\" from public.\"名单\"") == ["张三"])
      await reading.close()
    }
  }
}
