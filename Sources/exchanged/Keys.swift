import Foundation
import Seals

/// The installation's own keys: files outside the database, mode 0400 in a directory of 0700, made once.
struct Keys: Sendable {
  let seal: SealKey
  let audit: [UInt8]
  let pepper: (version: Int, key: [UInt8])
  let caller: [UInt8]
  let signing: SigningKey
  /// The second signature of agreements, for tools that know no SM2 (EX-19).
  let second: SigningKey

  /// Reads the keys; makes those that are not there yet. A key that others may read stops the start.
  init(directory: String) throws {
    let files = FileManager.default
    try files.createDirectory(atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    seal = try SealKey(Self.bytes("\(directory)/seal.key"))
    audit = try Self.bytes("\(directory)/audit.key")
    pepper = (1, try Self.bytes("\(directory)/pepper-1.key"))
    caller = try Self.bytes("\(directory)/caller.key")
    signing = try Self.signing("\(directory)/signing-sm2", .sm2)
    second = try Self.signing("\(directory)/signing-p256", .p256)
  }

  /// A signing key, its public half beside it.
  private static func signing(_ file: String, _ kind: SigningKey.Kind) throws -> SigningKey {
    let key = try SigningKey(pem: text("\(file).pem") { try SigningKey.generate(kind).pem })
    let publicFile = "\(file).pub.pem"
    if !FileManager.default.fileExists(atPath: publicFile) {
      try key.publicKey.pem.write(toFile: publicFile, atomically: true, encoding: .utf8)
    }
    return key
  }

  private static func bytes(_ file: String) throws -> [UInt8] {
    let text = try text(file) { Base64URL.encode(RandomBytes.make(32)) }
    guard let bytes = Base64URL.decode(text.trimmingCharacters(in: .newlines)), bytes.count == 32 else {
      throw Config.Fault(description: "密钥文件 \(file) 内容不正确")
    }
    return bytes
  }

  private static func text(_ file: String, _ make: () throws -> String) throws -> String {
    let files = FileManager.default
    if !files.fileExists(atPath: file) {
      // Written whole under another name first: a start that is killed half-way leaves no half key.
      let part = "\(file).part"
      try? files.removeItem(atPath: part)
      guard files.createFile(atPath: part, contents: Data(try make().utf8), attributes: [.posixPermissions: 0o400]) else {
        throw Config.Fault(description: "不能写入密钥文件 \(file)")
      }
      try files.moveItem(atPath: part, toPath: file)
    }
    let mode = (try files.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber)?.intValue ?? 0
    guard mode & 0o077 == 0 else { throw Config.Fault(description: "密钥文件 \(file) 他人可读,请改为0400") }
    guard let data = files.contents(atPath: file) else { throw Config.Fault(description: "读不到密钥文件 \(file)") }
    return String(decoding: data, as: UTF8.self)
  }
}
