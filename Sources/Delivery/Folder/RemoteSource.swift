import Couriers
import JSONText
import Seals

/// A folder on a provider's file server, over SFTP, FTPS or FTP: over SFTP only from the host whose key is registered; links never followed, every file
/// held against the listing before and after it was read.
struct RemoteSource: FolderSource {
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
    guard let host = address["host"]?.string, let port = address["port"]?.int, let user = address["user"]?.string, let way = try way(source) else {
      throw DeliveryFault(.provider, "数据来源的地址不完整")
    }
    let name = source.kind == "sftp" ? "登录密钥" : "口令"
    guard let sealed = source.secret else { throw DeliveryFault(.provider, "数据来源没有登记\(name)") }
    let secret: String
    do {
      secret = String(decoding: try secrets.open(sealed, context: source.secretContext), as: UTF8.self)
    } catch {
      throw DeliveryFault(.exchange, "数据来源的\(name)打不开", detail: "\(error)")
    }
    return FileServer(way, host: host, port: port, user: user, secret: source.kind == "sftp" ? .key(secret) : .password(secret))
  }

  private static func way(_ source: DeliverySource) throws -> FileServer.Way? {
    switch source.kind {
    case "ftp": return .ftp
    case "ftps": return .ftps(implicit: source.address["implicit"]?.bool ?? false)
    default:
      let type = try source.address["hostKeyType"]?.string.map(Self.hostKeyType)
      return source.address["hostKey"]?.string.map { .sftp(hostKey: $0, type: type) }
    }
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
