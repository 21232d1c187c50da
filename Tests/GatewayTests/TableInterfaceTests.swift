@testable import Gateway
import Couriers
import Evidence
import JSONText
import Postgres
import Sharing
import Testing
import Workbench

@Suite struct `A table interface's query` {
  private let place = TablePlace(["form": "query", "schema": "s", "table": "t"])
  private let columns = [
    TableColumn(name: "a", type: "integer", keyPlace: 2), TableColumn(name: "b", type: "text", keyPlace: 1), TableColumn(name: "say \"c\"", type: "date", keyPlace: 0),
  ]
  private func query(_ names: [String], goesOn: Bool = false, items: [String] = ["a"]) throws -> TableQuery {
    try TableQuery(#require(place), columns, .init(items: items, names: names, goesOn: goesOn, rows: 10))
  }

  @Test(arguments: [(["a", "b"], true), (["b", "a", "say \"c\""], true), (["a"], false), ([], false)])
  func `is a look-up when it gives the whole key`(_ names: [String], _ isLookUp: Bool) throws {
    #expect(try query(names).isLookUp == isLookUp)
  }

  @Test func `is the same for all calls of a form, and another for another form`() throws {
    #expect(try query(["a"]).statement.name == query(["a"]).statement.name)
    #expect(try query(["a"]).statement.name != query(["b"]).statement.name)
    #expect(try query(["say \"c\""]).sql.contains(#""say ""c""" = ($1::pg_catalog.text[])[1]::date"#))
  }

  @Test func `goes on after the last row of a page, and takes no other token`() throws {
    let query = try query(["say \"c\""], goesOn: true)
    let given = [CallParameter("say \"c\"", "2026-01-01")]
    #expect(try query.values(given, after: TableQuery.next(after: ["x", "7"])) == ["2026-01-01", "x", "7"])
    for token in ["", "e30", TableQuery.next(after: ["x"])] {
      #expect(throws: TableQuery.Flaw.badPage, "\(token)") { try query.values(given, after: token) }
    }
    #expect(throws: TableQuery.Flaw.noColumn("d")) { try self.query(["d"]) }
  }
}

@Suite(.serialized) struct `A table interface` {
  private static let table = """
    create table thing (no int, part text, text text, editor text, primary key (no, part));
    insert into thing select n, 'p', 'row ' || n, 'CANARY' from generate_series(1, 2500) n;
    update resource set detail = '{"form": "query", "schema": "public", "table": "thing",
      "operations": [{"method": "GET", "path": "/", "manner": "query"}], "optional": ["no", "part"]}'
    """

  private static func row(_ answer: WireResponse) throws -> [String] { try (JSON.parse(answer.body)["rows"]?.array ?? []).map(\.text) }

  @Test(.clause("EX-9")) func `EX-9 answers each of many look-ups with its own row and the granted items alone`() async throws {
    try await GatewayKit.with { kit in
      try await kit.change(Self.table)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for n in 1...150 {
          group.addTask {
            // Every tenth asks for what is no number: its flaw is its own.
            let answer = try await kit.call("/svc/law/?no=\(n % 10 == 0 ? "x" : String(n))&part=p")
            if n % 10 == 0 {
              #expect(answer.status == 422 && GatewayKit.code(answer) == "query.value")
            } else {
              let rows = try Self.row(answer)
              #expect(rows == [#"{"no":\#(n),"text":"row \#(n)"}"#])
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test(.clause("EX-9")) func `EX-9 gives every row once over its pages`() async throws {
    try await GatewayKit.with { kit in
      try await kit.change(Self.table)
      var (rows, path): ([String], String?) = ([], "/svc/law/")
      while let next = path {
        let answer = try await kit.call(next)
        rows += try Self.row(answer)
        path = try JSON.parse(answer.body)["next"]?.string.map { "/svc/law/?after=\($0)" }
      }
      #expect(rows.count == 2500 && Set(rows).count == 2500 && rows.allSatisfy { !$0.contains("CANARY") })
      #expect(try await GatewayKit.code(kit.call("/svc/law/?after=nonsense")) == "query.after")
    }
  }

  @Test func `notices at once when its table changes`() async throws {
    try await GatewayKit.with { kit in
      try await kit.change(Self.table)
      func look() async throws -> WireResponse { try await kit.call("/svc/law/?no=5&part=p") }
      #expect(try await look().status == 200)
      try await kit.database.pool.with { try await $0.script("alter table thing alter column no type bigint") }
      #expect(try await look().status == 200)
      try await kit.database.pool.with { try await $0.script("alter table thing rename column text to words") }
      let gone = try await look()
      #expect(gone.status == 502 && GatewayKit.code(gone) == "upstream.column")
      try await kit.database.pool.with { try await $0.script("alter table thing rename column words to text") }
      #expect(try await look().status == 200)
    }
  }

  @Test func `comes back by itself after its database ended all connections`() async throws {
    try await GatewayKit.with { kit in
      try await kit.change(Self.table)
      #expect(try await kit.call("/svc/law/?no=5&part=p").status == 200)
      try await kit.database.pool.with {
        try await $0.script("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
      }
      var status = 0
      for _ in 0..<100 where status != 200 {
        status = try await kit.call("/svc/law/?no=5&part=p").status
        if status != 200 { try await Task.sleep(for: .milliseconds(50)) }
      }
      #expect(status == 200)
    }
  }
}
