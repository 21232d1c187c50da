import Foundation
import JSONText
import Seals

/// The platform's public keys in a file, as `exchange agreement keys --to` wrote them (EX-19, EX-20).
enum PublicKeys {
  static func read(_ file: String) throws -> BatchKeys {
    guard let data = FileManager.default.contents(atPath: file) else { throw Fault(.usage, "读不到公钥文件 \(file)") }
    guard let json = try? JSON.parse([UInt8](data)) else { throw Fault(.failed, "\(file) 不是有效的JSON") }
    return try AgreementBundle.keys(json)
  }
}
