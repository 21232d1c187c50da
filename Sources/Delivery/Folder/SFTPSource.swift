import Couriers
import JSONText
import Seals

/// A folder on a provider's SFTP server: only from the host whose key is registered, links never followed, every file held against the listing
/// before and after it was read.
struct SFTPSource: FolderSource {
  let files: RemoteFiles
  /// The resource's folder on the server.
  let base: String

  /// - Parameter folder: the resource's folder, below the source's `base`.
  /// - Throws: `CourierFault` where pin, key or address cannot be used at all, else `DeliveryFault`.
  init(_ source: DeliverySource, folder: String, secrets: SealKey, courier: Courier) throws {
    guard let above = source.address["base"]?.string, let base = FileName.components(above), let rest = FileName.components(folder) else {
      throw DeliveryFault(.provider, "数据来源的目录名不合规则")
    }
    self.base = (above.hasPrefix("/") ? "/" : "") + (base + rest).joined(separator: "/")
    files = try courier.files(at: Self.server(source, secrets))
  }

  private static func server(_ source: DeliverySource, _ secrets: SealKey) throws -> FileServer {
    let address = source.address
    guard let host = address["host"]?.string, let port = address["port"]?.int, let user = address["user"]?.string, let print = address["hostKey"]?.string
    else { throw DeliveryFault(.provider, "数据来源的地址不完整") }
    guard let sealed = source.secret else { throw DeliveryFault(.provider, "数据来源没有登记登录密钥") }
    let key: [UInt8]
    do {
      key = try secrets.open(sealed, context: source.secretContext)
    } catch {
      throw DeliveryFault(.exchange, "数据来源的登录密钥打不开", detail: "\(error)")
    }
    let type = try address["hostKeyType"]?.string.map(Self.hostKeyType)
    return FileServer(
      .sftp(hostKey: print, type: type), host: host, port: port, user: user, secret: .key(String(decoding: key, as: UTF8.self)))
  }

  /// `ed25519`, `ecdsa`, `rsa`, or as SSH itself calls them.
  private static func hostKeyType(_ text: String) throws -> FileServer.HostKeyType {
    for type in FileServer.HostKeyType.allCases where type.rawValue == text || "\(type)" == text.lowercased() { return type }
    throw DeliveryFault(.provider, "主机密钥的类型只能是 ed25519、ecdsa 或 rsa")
  }

  func list(_ path: String) async throws -> [FolderEntry] {
    try await Self.told {
      try await files.list(at(path)).map { entry in
        let kind: FolderEntry.Kind =
          switch entry.kind {
          case .file: .file
          case .directory: .directory
          case .link, .other: .other
          }
        return FolderEntry(name: entry.name, kind: kind, size: entry.size, modified: entry.modified ?? 0)
      }
    }
  }

  func read(_ file: FolderFile, _ sink: @escaping @Sendable ([UInt8]) async throws -> Void) async throws {
    try await Self.told {
      let listed = RemoteStatus(size: file.size, modified: file.modified)
      let before = try await files.read(at(file.path), sink: sink)
      guard before == listed, try await files.status(at(file.path)) == listed else {
        throw DeliveryFault(.provider, "文件在读取时有变化:\(file.path)")
      }
    }
  }

  func at(_ path: String) -> String {
    guard !path.isEmpty else { return base }
    return base.isEmpty || base.hasSuffix("/") ? base + path : "\(base)/\(path)"
  }

  /// What a failure of the provider's file server means for a delivery.
  static func told<Output: Sendable>(_ body: () async throws -> Output) async throws -> Output {
    do { return try await body() } catch let fault as CourierFault { throw DeliveryFault.files(at: fault) }
  }
}

extension DeliveryFault {
  static func files(at fault: CourierFault) -> DeliveryFault {
    DeliveryFault(.provider, "文件服务器:\(fault.text)", detail: "\(fault) \(fault.detail)")
  }
}
