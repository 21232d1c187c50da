import Evidence
import JSONText
import Postgres
import Testing
import Vocabulary

@testable import Delivery

@Suite struct `EX-8.1 what lies in the landing area` {
  private func read(_ pieces: LandedPieces) async throws -> String {
    var all: [UInt8] = []
    while let piece = try await pieces.next() { all += piece }
    await pieces.close()
    return String(decoding: all, as: UTF8.self)
  }

  private func code(_ body: () async throws -> Void) async throws -> String? {
    do { try await body() } catch let refused as Refused { return refused.refusals.first?.code }
    return nil
  }

  @Test(.clause("EX-8.1")) func `is given as CSV and as lines of JSON, granted columns alone`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(3)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id", "born"])
      #expect(try await code { _ = try await kit.delivery.rows(grant: grant, as: .csv) } == "landing.empty")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 3))
      let csv = try await read(try await kit.delivery.rows(grant: grant, as: .csv)).split(separator: "\n")
      #expect(csv.count == 4 && csv[0] == "\u{FEFF}id,born")
      let lines = try await read(try await kit.delivery.rows(grant: grant, as: .jsonl)).split(separator: "\n")
      let people = try lines.map { try JSON.parse(String($0)) }
      #expect(people.count == 3 && people.allSatisfy { $0.object?.members.map(\.name) == ["id", "born"] })
    }
  }

  @Test(.clause("EX-8.1")) func `comes whole however long it is, quotes and line ends too`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(20_000)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id", "name"])
      _ = try await kit.delivery.deliver(grant: grant)
      let lines = try await read(try await kit.delivery.rows(grant: grant, as: .jsonl)).split(separator: "\n")
      let people = try lines.map { try JSON.parse(String($0)) }
      #expect(people.count == 20_000)
      #expect(people.first { $0["id"]?.int == 1 }?["name"]?.string == "人 \"1\"\\\n")
    }
  }

  @Test(.clause("EX-8.1")) func `is given no more at the instant the grant ends`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.people(3)
      let grant = try await kit.grant(table: "people", DeliveryKit.people, granted: ["id"])
      _ = try await kit.delivery.deliver(grant: grant)
      try kit.papers.put("一.txt", "甲")
      let papers = try await kit.grant(folder: "papers")
      _ = try await kit.delivery.deliver(grant: papers)
      for state in ["suspended", "revoked"] {
        try await kit.turn(grant, state)
        try await kit.turn(papers, state)
        #expect(try await code { _ = try await kit.delivery.rows(grant: grant, as: .csv) } == "E35")
        #expect(try await code { _ = try await kit.delivery.files(grant: papers) } == "E35")
        #expect(try await code { _ = try await kit.delivery.file("一.txt", grant: papers) } == "E35")
      }
    }
  }

  @Test(.clause("EX-8.1")) func `is only the files that the manifest lists`() async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("甲/一.txt", "一个文件")
      let grant = try await kit.grant(folder: "papers")
      _ = try await kit.delivery.deliver(grant: grant)
      let files = try await kit.delivery.files(grant: grant)
      #expect(files.map(\.path) == ["甲/一.txt"] && files[0].bytes == 12)
      #expect(try await read(try await kit.delivery.file("甲/一.txt", grant: grant).pieces) == "一个文件")
      let rest = try await kit.delivery.file("甲/一.txt", grant: grant, from: 6)
      #expect(try await read(rest.pieces) == "文件" && rest.file.bytes == 12 && rest.file.sha256 == files[0].sha256)
      for past: Int64 in [12, 99] {
        let whole = try await kit.delivery.file("甲/一.txt", grant: grant, from: past)
        #expect(try await read(whole.pieces) == "一个文件" && whole.start == 0)
      }
      for path in ["../manifest.json", "manifest.json", "甲", "/etc/passwd", "甲/../甲/一.txt"] {
        #expect(try await code { _ = try await kit.delivery.file(path, grant: grant) } == "landing.file")
      }
    }
  }
}

@Suite struct `EX-5.2b the quality of a load` {
  @Test(.clause("EX-5.2b")) func `counts in the receipt which rows lack what was declared never to be empty`() async throws {
    try await DeliveryKit.with { kit in
      // Every seventh name of the table is null.
      try await kit.people(70)
      let columns = DeliveryKit.people.map { DeliveryKit.Column($0.name, $0.type, key: $0.isKey, label: $0.label, required: ["id", "name"].contains($0.name)) }
      let grant = try await kit.grant(table: "people", columns, granted: ["id", "name", "born"])
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 70))
      let body = try #require(try await kit.office(asking: "select body from delivery_receipt where access_grant = \(grant)").first)
      #expect(try JSON.parse(body)["nulls"] == ["id": 0, "name": 10])
    }
  }
}
