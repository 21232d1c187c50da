import Foundation
import Proofs

/// The time stamp of a bundle, checked by `openssl ts` under an authority's certificate that the checker trusts (RFC 3161).
struct StampCheck {
  let authority: String

  func check(_ bundle: CallBundle) throws {
    guard let stamp = bundle.stamp, let head = bundle.batches.last?.head else { throw ProofFlaw("凭据没有时间戳") }
    guard FileManager.default.isReadableFile(atPath: authority) else { throw Fault(.usage, "读不到证书文件 \(authority)") }
    let folder = FileManager.default.temporaryDirectory.appending(path: "stamp-\(UInt64.random(in: 0..<UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let (answer, data) = (folder.appending(path: "answer"), folder.appending(path: "data"))
    try Data(stamp).write(to: answer)
    try Data(head.text).write(to: data)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl", "ts", "-verify", "-data", data.path, "-in", answer.path, "-CAfile", authority]
    (process.standardOutput, process.standardError, process.standardInput) = (FileHandle.nullDevice, FileHandle.nullDevice, FileHandle.nullDevice)
    do { try process.run() } catch { throw Fault(.failed, "没有 openssl,时间戳无法核验") }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ProofFlaw("签名批次 \(head.id) 的时间戳不对") }
  }
}
