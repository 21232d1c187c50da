import ArgumentParser
import Foundation
import JSONText
import Proofs
import Seals

/// `exchange verify`: evidence of a call, or an archive, with the public keys alone; no server is asked (EX-20).
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "离线核验调用凭据或调用归档",
    discussion: """
      例:
        exchange verify 凭据.json --keys 公钥.json
        exchange verify 凭据.json --keys 公钥.json --anchors call-anchors     与另行保管的锚定文件核对
        exchange verify 凭据.json --keys 公钥.json --tsa 时间戳根证书.pem      连同时间戳一并核验
        exchange verify calls-2026-04.manifest.json --keys 公钥.json          一个月的归档(归档文件与清单放在一起)
      """)

  @Argument(help: ArgumentHelp("调用凭据,或归档清单", valueName: "文件")) var file: String
  @Option(help: ArgumentHelp("平台公钥", valueName: "文件")) var keys: String
  @Option(help: ArgumentHelp("锚定文件", valueName: "文件")) var anchors: String?
  @Option(help: ArgumentHelp("时间戳机构的根证书(需要 openssl)", valueName: "文件")) var tsa: String?

  func run() throws {
    let keys = try PublicKeys.read(keys)
    do {
      if file.hasSuffix(".manifest.json") { try archive(keys) } else { try bundle(keys) }
    } catch let flaw as ProofFlaw {
      throw Fault(.failed, "未通过核验:\(flaw.description)")
    }
  }

  private func bundle(_ keys: BatchKeys) throws {
    let bundle = try CallBundle(file: try Self.read(file))
    try bundle.check(under: keys, anchors: try anchors.map { try AnchorLines.read(try Self.read($0)) })
    let heads = bundle.batches.map(\.head)
    if let tsa { try StampCheck(authority: tsa).check(bundle) }
    print("调用 \(bundle.record["callId"]?.string ?? "") \(bundle.record["at"]?.string ?? "")")
    print("签名批次 \(heads.first?.id ?? 0) 至 \(heads.last?.id ?? 0),SM2 与 ECDSA P-256")
    if anchors == nil { print(bundle.isAnchored ? "已锚定于批次 \(heads.last?.id ?? 0);可用 --anchors 与锚定文件核对" : "这些批次还没有锚定") }
    if bundle.stamp != nil, tsa == nil { print("附有时间戳,尚未核验;用 --tsa 指定时间戳机构的根证书") }
    Talk.line("凭据通过核验")
  }

  /// The archive's file lies beside its manifest.
  private func archive(_ keys: BatchKeys) throws {
    let stated = try CallArchive(manifest: try Self.read(file), under: keys)
    let path = URL(fileURLWithPath: file).deletingLastPathComponent().appending(path: CallArchive.file(stated.month)).path
    guard let lines = FileHandle(forReadingAtPath: path) else { throw Fault(.usage, "读不到归档文件 \(path)") }
    defer { try? lines.close() }
    var reading = ArchiveReading(under: keys)
    try reading.take(whole: { try lines.read(upToCount: 1 << 20).map { [UInt8]($0) } ?? [] })
    guard try reading.finish(stated.month) == stated else { throw ProofFlaw("归档文件与清单不符") }
    print("\(stated.month):签名批次 \(stated.batches) 个,调用 \(stated.calls) 次")
    Talk.line("归档通过核验")
  }

  private static func read(_ file: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: file) else { throw Fault(.usage, "读不到文件 \(file)") }
    return [UInt8](data)
  }
}
