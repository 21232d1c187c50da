import Couriers
import Delivery
import Foundation
import Logging
import Postgres
import Seals
import Workbench

/// A folder's way into a landing area beside the copying programs of the system: many small files, and one large one.
struct FolderBench {
  let database: TestDatabase
  let files: Int
  private let place = FileManager.default.temporaryDirectory.appending(path: "bench\(UInt32.random(in: 0..<UInt32.max))").path

  private static let largest = 4 << 30

  func run() async throws -> [Figure] {
    defer { try? FileManager.default.removeItem(atPath: place) }
    let server = try TestDatabase.server()
    let egress = Egress(allowed: [])
    var logger = Logger(label: "bench")
    logger.logLevel = .error
    let landing = LandingSettings(host: server.host, port: server.port, user: server.user, password: server.password, folder: "\(place)/landing", prefix: "b\(UInt32.random(in: 0..<UInt32.max))_")
    let delivery = Delivery(
      pool: database.pool, landing: landing, secrets: try SealKey([UInt8](repeating: 9, count: 32)), signing: try SigningKey.generate(.sm2),
      courier: Courier(egress: egress), admits: { egress.admits($0, $1) }, directories: ["\(place)/provider"], logger: logger)
    _ = try await Office(database)
    try await database.pool.with {
      try await $0.script(DeliveryData.grant(server.host, server.port, "none", server.user))
      try await $0.script(
        """
        update source set kind = 'directory', address = '{"path": "\(place)/provider"}';
        update resource set kind = 'folder', detail = '{"path": "small"}'
        """)
    }
    var figures = try await small(delivery)
    try await database.pool.with { try await $0.script(#"update resource set detail = '{"path": "large"}'"#) }
    figures += try await large(delivery)
    figures.append(Figure(name: "memory of the process at its highest", unit: "MB", ours: DeliveryBench.highest(), goal: 100))
    let connection = try await Connection.open(server)
    try await connection.script("drop database if exists \(landing.prefix)landing_statistics with (force); ")
    try await connection.script("drop role if exists \(landing.prefix)landing_statistics")
    await connection.close()
    return figures
  }

  /// 4 KB each, a thousand a folder.
  private func small(_ delivery: Delivery) async throws -> [Figure] {
    for number in 0..<files {
      let folder = "\(place)/provider/small/\(number / 1000)"
      if number % 1000 == 0 { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
      try Data((0..<512).flatMap { word in withUnsafeBytes(of: UInt64(number &* 31 &+ word)) { Array($0) } }).write(to: URL(fileURLWithPath: "\(folder)/\(number)"))
    }
    var (ours, peer, again, peerAgain) = (Samples(), Samples(), Samples(), Samples())
    try await peer.time { try shell("rsync -a \(place)/provider/small/ \(place)/peer/ && sync -f \(place)/peer") }
    try await ours.time { try await deliver(delivery, files) }
    try await peerAgain.time { try shell("rsync -a \(place)/provider/small/ \(place)/peer/ && sync -f \(place)/peer") }
    try await again.time { try await deliver(delivery, files) }
    return [
      Figure(name: "\(files) files of 4 KB (peer: rsync -a)", unit: "s", ours: ours.median / 1000, peer: peer.median / 1000, goal: peer.median / 1000 / 0.7),
      Figure(name: "the same, unchanged (peer: rsync -a again)", unit: "s", ours: again.median / 1000, peer: peerAgain.median / 1000),
    ]
  }

  private func large(_ delivery: Delivery) async throws -> [Figure] {
    try FileManager.default.createDirectory(atPath: "\(place)/provider/large", withIntermediateDirectories: true)
    try shell("openssl enc -aes-128-ctr -pass pass:x -nosalt -pbkdf2 </dev/zero 2>/dev/null | head -c \(Self.largest) >\(place)/provider/large/one", pipe: false)
    var (ours, peer) = (Samples(), Samples())
    try await peer.time { try shell("cp \(place)/provider/large/one \(place)/copy && sha256sum \(place)/copy && sync -f \(place)/copy") }
    try await ours.time { try await deliver(delivery, 1) }
    return [
      Figure(name: "one file of 4 GB (peer: cp and sha256sum)", unit: "s", ours: ours.median / 1000, peer: peer.median / 1000, goal: peer.median / 1000 / 0.8)
    ]
  }

  private func deliver(_ delivery: Delivery, _ wanted: Int) async throws {
    let outcome = try await delivery.deliver(grant: 4)
    guard case .delivered(_, let count, _, _) = outcome, count == wanted else { throw DeliveryBench.Broken(text: "\(outcome)") }
  }

  private func shell(_ command: String, pipe: Bool = true) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = (pipe ? ["-o", "pipefail"] : []) + ["-c", command]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw DeliveryBench.Broken(text: command) }
  }
}
