import Couriers
import Foundation
import JSONText
import Seals

/// A folder on a provider's SFTP server. The server's key is pinned, links are not followed, and every file is looked at before and after.
struct SFTPSource: FolderSource {
  let shell: ShellAccess
  private let courier: Courier
  private let folder: String

  init(_ source: DeliverySource, folder: String, secrets: SealKey, courier: Courier) throws {
    guard let host = source.address["host"]?.string, let port = source.address["port"]?.int, let user = source.address["user"]?.string,
      let hostKey = source.address["hostKey"]?.string, let base = source.address["base"]?.string, (1...65535).contains(port), !host.isEmpty
    else { throw DeliveryFault(.provider, "数据来源的地址不完整") }
    guard let above = FileName.components(base), let below = FileName.components(folder) else { throw DeliveryFault(.provider, "数据来源的目录名不合规则") }
    guard let sealed = source.secret, let key = try? secrets.open(sealed, context: source.secretContext) else {
      throw DeliveryFault(.exchange, "数据来源的密钥打不开")
    }
    shell = ShellAccess(host: host, port: port, user: user, privateKey: String(decoding: key, as: UTF8.self), hostKey: hostKey)
    self.folder = (base.hasPrefix("/") ? "/" : "/~/") + (above + below).joined(separator: "/")
    self.courier = courier
  }

  private func path(_ below: String) -> String { below.isEmpty ? folder : "\(folder)/\(below)" }

  func list(_ path: String) async throws -> [FolderEntry] {
    try await told {
      var entries: [FolderEntry] = []
      for entry in try await courier.list(shell, folder: self.path(path)) {
        let kind: FolderEntry.Kind = entry.kind == .file ? .file : entry.kind == .directory ? .directory : .other
        var modified: Int64 = 0
        // A name that is not fit is refused by whoever reads the listing; it is not asked about.
        if kind == .file, let name = FileName.check(entry.name).name {
          modified = try await courier.modified(shell, file: self.path(path.isEmpty ? name : "\(path)/\(name)")) * 1_000_000
        }
        entries.append(FolderEntry(name: entry.name, kind: kind, size: entry.size, modified: modified))
      }
      return entries
    }
  }

  func read(_ file: FolderFile, _ sink: @escaping @Sendable ([UInt8]) async throws -> Void) async throws {
    try await told {
      try await hold(file)
      try await courier.read(shell, file: path(file.path), deadline: .seconds(6 * 3600), sink)
      try await hold(file)
    }
  }

  /// What is read must be what was listed; the size is held by whoever counts the bytes.
  private func hold(_ file: FolderFile) async throws {
    guard try await courier.modified(shell, file: path(file.path)) * 1_000_000 == file.modified else {
      throw DeliveryFault(.provider, "文件在读取时有变化:\(file.path)")
    }
  }

  private func told<Output: Sendable>(_ body: () async throws -> Output) async throws -> Output {
    do { return try await body() } catch let fault as CourierFault { throw DeliveryFault(.provider, "文件服务器:\(fault)") }
  }
}
