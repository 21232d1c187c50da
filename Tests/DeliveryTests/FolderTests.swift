import Foundation
import JSONText
import Postgres
import Seals
import Testing
import Workbench

@testable import Delivery

@Suite struct `A folder that was granted` {
  @Test func `lands whole, with a manifest that holds`() async throws {
    try await DeliveryKit.with { kit in
      let folder = kit.papers
      try folder.put("a.txt", "甲")
      try folder.put("deep/er/b \"q\" 'x'.bin", String(repeating: "b", count: 3_000_000))
      try folder.put("empty", "")
      try folder.put("early", "1969", modified: -0.5)
      let grant = try await kit.grant(folder: "papers")
      let outcome = try await kit.delivery.deliver(grant: grant)
      #expect(outcome == .delivered(version: 1, rows: 4, bytes: 3_000_007, recovered: false))
      let landed = kit.landed
      #expect(try landed.text("current/files/a.txt") == "甲")
      let area = FolderArea(landed.path, ".")
      let manifest = try #require(area.manifest(1))
      let text = try landed.text("v1/manifest.json")
      let canonical = try JSON.parse(Array(text.utf8)).canonical
      #expect(canonical == text)
      #expect(manifest.lines.map(\.path) == ["a.txt", "deep/er/b \"q\" 'x'.bin", "early", "empty"])
      for line in manifest.lines {
        let bytes = try landed.bytes("v1/files/\(line.path)")
        #expect(Int64(bytes.count) == line.size && hex(SHA256.hash(bytes)) == line.sha256)
      }
      let receipt = try #require(try area.receipt(1, key: kit.signing.publicKey))
      #expect(receipt.digest == manifest.sm3 && receipt.rows == 4 && receipt.previous == Receipt.start)
      #expect(try await kit.office(asking: "select body from delivery_receipt") == [receipt.body])
      #expect(try landed.names(".").filter { $0.hasPrefix(".tmp") } == [])
    }
  }

  @Test(arguments: [
    ([], []), ([1], [1]), ([10, 20, 30], [3]), ([50, 60], [1, 1]), ([500, 1, 1], [1, 2]), ([1, 500, 1], [1, 1, 1]), ([1, 1, 1, 1, 1], [4, 1]),
  ] as [([Int64], [Int])])
  func `is brought in batches of small files, large ones by themselves`(_ sizes: [Int64], _ counts: [Int]) {
    let files = sizes.map { FolderFile(path: "x", size: $0, modified: 0) }
    #expect(FolderDelivery.batches(files, most: 100, count: 4).map(\.count) == counts)
  }

  /// The search that finds nothing of what lies beside the folder finds the same words where they lie in it.
  @Test(arguments: [false, true]) func `brings nothing that lies beside it`(_ isGranted: Bool) async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("a.txt", isGranted ? "CANARY-0" : "甲")
      for name in ["secret/b.txt", "c.txt", "papers2/a.txt", "papers.txt"] { try FolderPlace(path: "\(kit.folder)/provider").put(name, "CANARY-\(name)") }
      let grant = try await kit.grant(folder: "papers")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 1))
      let landed = try kit.filesHolding("CANARY-", below: "\(kit.folder)/landing")
      #expect(landed.isEmpty == !isGranted)
      #expect(try await kit.places(of: "CANARY-", in: kit.exchange.settings.database).isEmpty)
      for (name, target) in [("link", "../c.txt"), ("secret", "../secret")] {
        try FileManager.default.createSymbolicLink(atPath: "\(kit.papers.path)/\(name)", withDestinationPath: target)
      }
      #expect(try await kit.delivery.deliver(grant: grant).fault?.party == .provider)
      #expect(try kit.filesHolding("CANARY-secret", below: "\(kit.folder)/landing") == [])
    }
  }

  @Test func `is linked where a file did not change, and read again where it did`() async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("same", "same")
      try kit.papers.put("other", "one", modified: 1_000_000)
      let grant = try await kit.grant(folder: "papers")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 2))
      try kit.papers.put("other", "two", modified: 2_000_000)
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 2))
      let landed = kit.landed
      #expect(try landed.inode("v1/files/same") == landed.inode("v2/files/same"))
      #expect(try ["v1", "v2", "current"].map { try landed.text("\($0)/files/other") } == ["one", "two", "two"])
      let area = FolderArea(landed.path, ".")
      #expect(try area.receipt(2, key: kit.signing.publicKey)?.previous == area.receipt(1, key: kit.signing.publicKey)?.hash)
    }
  }

  /// A landed file that somebody touched is no source for the next version.
  @Test func `is read again where its landed copy was changed`() async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("a", "true")
      let grant = try await kit.grant(folder: "papers")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 1))
      try kit.landed.put("v1/files/a", "fals")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(2, rows: 1))
      #expect(try kit.landed.text("current/files/a") == "true")
    }
  }

  /// Two names that look alike are two files.
  @Test func `keeps files apart whose names look alike`() async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("caf\u{E9}", "one", modified: 1_000_000)
      try kit.papers.put("cafe\u{301}", "two", modified: 1_000_000)
      let grant = try await kit.grant(folder: "papers")
      for version in 1...2 {
        #expect(try await kit.delivery.deliver(grant: grant).isWhole(Int64(version), rows: 2))
        let lines = try #require(FolderArea(kit.landed.path, ".").manifest(Int64(version))).lines
        #expect(Set(lines.map(\.sha256)) == Set(["one", "two"].map { hex(SHA256.hash(Array($0.utf8))) }))
        #expect(Set(lines.map { Array($0.path.utf8) }).count == 2)
      }
    }
  }

  @Test func `keeps the last version when a name is not fit or a link is there`() async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("good", "good")
      let grant = try await kit.grant(folder: "papers")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 1))
      try kit.papers.put("bad\u{202E}gpj.exe", "x")
      try FileManager.default.createSymbolicLink(atPath: "\(kit.papers.path)/out", withDestinationPath: "/etc/hostname")
      let fault = try await kit.delivery.deliver(grant: grant).fault
      #expect(fault == DeliveryFault(.provider, "有 2 个文件不能交付:bad\\u{202e}gpj.exe(含控制字符);out(链接或特殊文件)"))
      #expect(try kit.landed.names("current/files") == ["good"])
      #expect(try kit.landed.names(".").filter { $0.hasPrefix("v") } == ["v1"])
    }
  }

  @Test func `lies below a folder that the operator admits, and never behind a link`() async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("good", "good")
      try FileManager.default.createSymbolicLink(atPath: "\(kit.papers.path)/../etc", withDestinationPath: "/etc")
      for (path, words) in [
        ("etc", "数据来源的目录读不到"), ("../..", "数据来源的目录名不合规则"), ("papers/../../../etc", "数据来源的目录名不合规则"), ("none", "数据来源的目录读不到"),
      ] {
        let grant = try await kit.grant(folder: path, code: "papers-\(UInt32.random(in: 0..<UInt32.max))")
        #expect(try await kit.delivery.deliver(grant: grant).fault == DeliveryFault(.provider, words), "\(path)")
      }
      let outside = try await kit.grant(
        kind: "folder", source: "directory", address: ["path": .string("/etc")], secret: nil, detail: ["path": ""], [.init("file", "text")],
        granted: ["file"], department: DeliveryKit.consumer, code: "outside")
      #expect(try await kit.delivery.deliver(grant: outside).fault == DeliveryFault(.provider, "数据来源的目录不在准许名单内"))
    }
  }

  @Test func `is refused when a file changes while it is read`() async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("a", "one")
      let source = try DirectorySource(path: "\(kit.folder)/provider", folder: "papers", roots: ["\(kit.folder)/provider"])
      let file = try #require(try await FolderListing.of(source).files.first)
      let papers = kit.papers
      let fault = await #expect(throws: DeliveryFault.self) { try await source.read(file) { _ in try papers.put("a", "two!") } }
      #expect(fault == DeliveryFault(.provider, "文件在读取时有变化:a"))
      try FileManager.default.removeItem(atPath: "\(kit.papers.path)/a")
      try FileManager.default.createSymbolicLink(atPath: "\(kit.papers.path)/a", withDestinationPath: "/etc/hostname")
      await #expect(throws: DeliveryFault.self) { try await source.read(file) { _ in } }
    }
  }

  @Test func `shows its newest version in one step, and keeps five`() async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("n", "1")
      let grant = try await kit.grant(folder: "papers")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 1))
      let landed = kit.landed
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          var last = 0
          while !Task.isCancelled {
            let now = try #require(Int(try landed.text("current/files/n")))
            #expect(now >= last)
            last = now
            await Task.yield()
          }
        }
        for version in 2...8 {
          try kit.papers.put("n", "\(version)", modified: Double(version))
          #expect(try await kit.delivery.deliver(grant: grant).isWhole(Int64(version), rows: 1))
        }
        group.cancelAll()
        try await group.waitForAll()
      }
      #expect(try landed.names(".").filter { $0.hasPrefix("v") }.sorted() == ["v4", "v5", "v6", "v7", "v8"])
      #expect(try landed.names(".").filter { $0.hasPrefix(".tmp") } == [])
    }
  }

  @Test func `closes with the right and opens with it`() async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("a", "a")
      let grant = try await kit.grant(folder: "papers")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 1))
      try await kit.turn(grant, "suspended")
      try await kit.delivery.settle(grant: grant)
      #expect(try kit.landed.mode(".") == 0o700)
      #expect(try !kit.landed.names(".").contains("current"))
      try await kit.turn(grant, "in-force")
      try await kit.delivery.settle(grant: grant)
      #expect(try kit.landed.mode(".") == 0o750 && kit.landed.text("current/files/a") == "a")
      try await kit.move(grant, before: 0)
      try await kit.delivery.settleAll()
      #expect(try kit.landed.mode(".") == 0o700)
    }
  }

  /// An attempt that read the right before it ended must not open what was closed meanwhile.
  @Test func `stays closed when an attempt was under way`() async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("a", "a")
      let grant = try await kit.grant(folder: "papers")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 1))
      let before = try await kit.delivery.due(grant)
      try await kit.turn(grant, "revoked")
      try await kit.delivery.settle(grant: grant)
      let fault = try await FolderDelivery(delivery: kit.delivery, due: before).run().fault
      #expect(fault == DeliveryFault(.consumer, "E35 授权已收回"))
      #expect(try kit.landed.mode(".") == 0o700)
      #expect(try !kit.landed.names(".").contains("current"))
    }
  }

  @Test func `is recovered after a crash, and a changed receipt is found`() async throws {
    try await DeliveryKit.with { kit in
      try kit.papers.put("a", "a")
      let grant = try await kit.grant(folder: "papers")
      #expect(try await kit.delivery.deliver(grant: grant).isWhole(1, rows: 1))
      let forget = """
        begin; set local session_replication_role = replica;
        delete from delivery_receipt;
        update delivery set ended_at = null, outcome = null;
        commit
        """
      try await kit.office(forget)
      #expect(try await kit.delivery.deliver(grant: grant) == .delivered(version: 1, rows: 1, bytes: 1, recovered: true))
      try await kit.office(forget)
      let receipt = try kit.landed.text("v1/receipt.json")
      try kit.landed.put("v1/receipt.json", receipt.replacing("\\\"rows\\\":1", with: "\\\"rows\\\":2"))
      #expect(try await kit.delivery.deliver(grant: grant).fault == DeliveryFault(.consumer, "前置区的回执与平台签发的不一致(第 1 版)"))
    }
  }

  /// An attempt that fell behind clears away what older ones left, never what a newer one is staging.
  @Test func `is not disturbed by an attempt that fell behind`() async throws {
    try await DeliveryKit.with { kit in
      let area = FolderArea("\(kit.folder)/area", "papers")
      for number in [1, 2, 4] as [Int64] { try Files.makeDirectories(area.staging(number), mode: 0o750) }
      try await FolderWriter(area: area, number: 3, previous: nil).begin()
      #expect(try Files.names(area.path).sorted() == [".tmp-v3", ".tmp-v4"])
    }
  }
}
