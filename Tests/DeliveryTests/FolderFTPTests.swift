import Evidence
import JSONText
import Testing
import Workbench

@testable import Delivery

@Suite struct `A folder over FTP` {
  private func grant(_ kit: DeliveryKit, _ server: FTPServer, _ kind: String, password: String = "geheim") async throws -> Int64 {
    let address: JSON = ["host": "127.0.0.1", "port": JSON(server.port), "user": "demo", "base": .string(server.files.path)]
    return try await kit.grant(
      kind: "folder", source: kind, address: address, secret: password, detail: ["path": "papers"], [.init("file", "text")],
      granted: ["file"], department: DeliveryKit.consumer, code: "papers-\(UInt32.random(in: 0..<UInt32.max))")
  }

  private func with(trusted: Bool = true, _ body: @Sendable (DeliveryKit, Delivery, FTPServer) async throws -> Void) async throws {
    let server = try FTPServer()
    try server.files.write("papers/a 中文.txt", Array("a".utf8), modified: 1_700_000_000)
    try server.files.write("papers/in/b", [UInt8](repeating: 7, count: 1_000_000), modified: 1_700_000_000)
    let places = FTPServer.passive.map { "127.0.0.1:\($0)" } + ["127.0.0.1:\(server.port)"]
    try await DeliveryKit.with { kit in
      try await body(kit, kit.reaching(places, authorities: trusted ? server.certificate : nil), server)
    }
  }

  @Test(.clause("EX-7d"), arguments: ["ftp", "ftps"]) func `EX-7d is read whole, and again where it changed`(_ kind: String) async throws {
    try await with { kit, delivery, server in
      let grant = try await grant(kit, server, kind)
      #expect(try await delivery.deliver(grant: grant) == .delivered(version: 1, rows: 2, bytes: 1_000_001, recovered: false))
      try server.files.write("papers/a 中文.txt", Array("two".utf8), modified: 1_700_000_001)
      #expect(try await delivery.deliver(grant: grant) == .delivered(version: 2, rows: 2, bytes: 1_000_003, recovered: false))
      let code = try await delivery.due(grant).code
      let landed = FolderPlace(path: "\(kit.folder)/landing/statistics/\(code)")
      #expect(try landed.text("current/files/a 中文.txt") == "two")
      #expect(try landed.inode("v1/files/in/b") == landed.inode("v2/files/in/b"))
      let layers = await delivery.test(source: try await delivery.due(grant).source)
      #expect(layers.map(\.name) == ["名称解析", "端口"] + (kind == "ftps" ? ["TLS"] : []) + ["登录", "权限", "样本"])
      #expect(layers.allSatisfy { $0.ok }, "\(layers)")
    }
  }

  @Test func `with a wrong password or a certificate of nobody's says which layer failed, and lands nothing`() async throws {
    try await with(trusted: false) { kit, delivery, server in
      let wrong = try await grant(kit, server, "ftp", password: "falsch")
      #expect(try await delivery.deliver(grant: wrong).fault?.party == .provider)
      let failed = await delivery.test(source: try await delivery.due(wrong).source).last
      #expect(failed?.name == "登录" && failed?.ok == false)
      let strange = try await grant(kit, server, "ftps")
      #expect(try await delivery.deliver(grant: strange).fault?.party == .provider)
      let untrusted = await delivery.test(source: try await delivery.due(strange).source).last
      #expect(untrusted?.name == "TLS" && untrusted?.ok == false)
    }
  }
}
