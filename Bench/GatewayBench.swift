import Couriers
import Foundation
import Gateway
import JSONText
import Logging
import Postgres
import Registry
import Seals
import Sharing
import Vocabulary
import Workbench

/// A gateway with all that a call costs in service: journal, shipping into `call_log`, sealing. It serves until it is ended; `Bench/gateway`
/// drives it beside its peers, `Scripts/gateway-faults` ends it in every other way.
struct GatewayBench {
  static let pepper = [UInt8](repeating: 3, count: 32)

  let database: TestDatabase
  let grants: Int
  /// `host:port` of the service behind it.
  let origin: String
  /// Directory with `server.pem` and `server.key`, when it shall also speak TLS.
  let certificates: String?
  /// What an earlier process left: its journal's directory, and the secret of its codes.
  var earlier: (journal: String, secret: String)?

  func serve() async throws {
    let secret = earlier?.secret ?? Base64URL.encode(RandomBytes.make(32))
    let key = try SealKey([UInt8](repeating: 9, count: 32))
    let office = try await Office(database)
    if earlier == nil { try await fill(key, secret) }
    let logger = Logger(label: "bench")
    let folder = earlier?.journal ?? FileManager.default.temporaryDirectory.appending(path: "bench-journal-\(UInt32.random(in: 0..<UInt32.max))").path
    let journal = try CallJournal(directory: folder, logger: logger)
    defer { if earlier == nil { try? FileManager.default.removeItem(atPath: folder) } }
    let port = FreePort.find()
    var settings = GatewaySettings(host: "127.0.0.1", port: port)
    (settings.rate, settings.burst, settings.concurrency) = (1e9, 1e9, 100_000)
    let tls = FreePort.find()
    settings.tls = certificates.map { DoorTLS(port: tls, chain: "\($0)/server.pem", key: "\($0)/server.key") }
    (settings.connections, settings.connectionsPerAddress, settings.threads) = (20_000, 20_000, 1)
    let egress = Egress(allowed: [origin])
    let target = database.settings
    let gateway = Gateway(
      settings, database: target, pool: database.pool, journal: journal, directory: folder,
      keys: .init(secrets: key, peppers: [1: Self.pepper], caller: [UInt8](repeating: 5, count: 32)), courier: Courier(egress: egress),
      admits: { egress.admits($0, $1) }, openTable: { _ in try await Connection.open(target) }, logger: logger)
    let shipper = JournalShipper(journal, pool: database.pool, logger: logger)
    await withThrowingTaskGroup(of: Void.self) { group in
      let start = ContinuousClock.now
      group.addTask { try await gateway.run() }
      await Self.untilServing(port)
      let loaded = ContinuousClock.now - start
      group.addTask { await shipper.run() }
      group.addTask {
        while true {
          try await ContinuousClock().sleep(for: .seconds(30))
          _ = try await office.proofs.seal()
        }
      }
      var codes = JSONObject()
      for (id, name) in GatewayData.names { codes[name] = .string(AccessCode(keyID: id, secret: secret) { _ in "ABCDEF" }.text) }
      let facts: JSON = [
        "port": JSON(port), "pid": JSON(Int(ProcessInfo.processInfo.processIdentifier)), "database": .string(target.database), "journal": .string(folder), "secret": .string(secret), "codes": .object(codes),
        "tls": certificates == nil ? .null : JSON(tls), "loaded": JSON(Int(loaded / .milliseconds(1))),
      ]
      print(facts.text)
      fflush(nil)
      await Self.end()
      group.cancelAll()
      try? await group.waitForAll()
    }
    await journal.close()
  }

  private func fill(_ key: SealKey, _ secret: String) async throws {
    try await database.pool.with { connection in
      try await connection.script(GatewayData.sql(grants, origin: origin))
      _ = try await connection.run(GatewayData.secret, try key.seal(Array("provider-token".utf8), context: "source/statistics/service"))
      let mac = HMAC.sm3(key: Self.pepper, Array(secret.utf8))
      for (id, access) in GatewayData.grants { _ = try await connection.run(GatewayData.code, id, access, mac) }
    }
  }

  /// Until then its view of who may call what is loaded, and calls get 503.
  private static func untilServing(_ port: Int) async {
    let client = Courier(egress: Egress(allowed: ["127.0.0.1:\(port)"]))
    for _ in 0..<10_000 {
      let answer = try? await client.fetch(WireRequest(method: "GET", url: "http://127.0.0.1:\(port)/svc/plain/plain"))
      if answer?.status == 401 { return }
      try? await ContinuousClock().sleep(for: .milliseconds(5))
    }
  }

  /// Waits until the standard input is closed: whoever started it has gone or is done.
  private static func end() async {
    await withCheckedContinuation { done in
      Thread.detachNewThread {
        while readLine() != nil {}
        done.resume()
      }
    }
  }
}
