import Foundation
import JSONText
import Testing
import Workbench

@testable import Delivery

@Suite struct `A folder over SFTP` {
  private func grant(_ kit: DeliveryKit, _ server: ShellServer, key: String? = nil, hostKey: String? = nil) async throws -> Int64 {
    let address: JSON = [
      "host": "127.0.0.1", "port": JSON(server.port), "user": .string(server.user), "hostKey": .string(hostKey ?? server.hostKey),
      "base": .string(server.folder),
    ]
    return try await kit.grant(
      kind: "folder", source: "sftp", address: address, secret: key ?? server.key, detail: ["path": "papers"], [.init("file", "text")],
      granted: ["file"], department: DeliveryKit.consumer, code: "papers-\(UInt32.random(in: 0..<UInt32.max))")
  }

  /// A server and an exchange that may reach it, once it listens.
  private func with(_ body: @Sendable (DeliveryKit, Delivery, ShellServer, FolderPlace) async throws -> Void) async throws {
    let server = try ShellServer()
    try await DeliveryKit.with { kit in
      let papers = FolderPlace(path: "\(server.folder)/papers")
      try papers.put("a 中文.txt", "a")
      try papers.put("in/b", String(repeating: "b", count: 2_000_000), modified: 1_700_000_000)
      let delivery = kit.reaching(["127.0.0.1:\(server.port)"])
      let probe = try await grant(kit, server)
      let source = try await delivery.due(probe).source
      while await delivery.test(source: source).first?.name == "端口", await delivery.test(source: source).first?.ok == false {
        try await Task.sleep(for: .milliseconds(20))
      }
      try await body(kit, delivery, server, papers)
    }
  }

  @Test func `is read whole, and again where it changed`() async throws {
    try await with { kit, delivery, server, papers in
      let grant = try await grant(kit, server)
      #expect(try await delivery.deliver(grant: grant) == .delivered(version: 1, rows: 2, bytes: 2_000_001, recovered: false))
      try papers.put("a 中文.txt", "two", modified: 1_700_000_001)
      #expect(try await delivery.deliver(grant: grant) == .delivered(version: 2, rows: 2, bytes: 2_000_003, recovered: false))
      let code = try await delivery.due(grant).code
      let landed = FolderPlace(path: "\(kit.folder)/landing/statistics/\(code)")
      #expect(try landed.text("current/files/a 中文.txt") == "two")
      #expect(try landed.inode("v1/files/in/b") == landed.inode("v2/files/in/b"))
    }
  }

  @Test func `keeps the last version when a link is there, the host key differs or the login is refused`() async throws {
    try await with { kit, delivery, server, papers in
      let strange = try await grant(kit, server, hostKey: String(server.hostKey.reversed()))
      #expect(try await delivery.deliver(grant: strange).fault?.party == .provider)
      let other = try await grant(kit, server, key: ShellServer().key)
      #expect(try await delivery.deliver(grant: other).fault?.party == .provider)
      let good = try await grant(kit, server)
      #expect(try await delivery.deliver(grant: good).isWhole(1, rows: 2))
      try FileManager.default.createSymbolicLink(atPath: "\(papers.path)/link", withDestinationPath: "/etc/hostname")
      let fault = try await delivery.deliver(grant: good).fault
      #expect(fault?.party == .provider && fault?.text.contains("链接或特殊文件") == true, "\(String(describing: fault))")
      // An address that the operator did not name is never dialled.
      #expect(try await kit.delivery.deliver(grant: good).fault?.party == .provider)
      #expect(try await kit.office(asking: "select max(version)::text from delivery_receipt where access_grant = \(good)") == ["1"])
    }
  }
}
