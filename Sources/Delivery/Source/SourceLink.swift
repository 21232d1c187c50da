import Foundation
import JSONText
import Postgres
import Seals

/// Opens a provider's database: every address that its name stands for is vetted, and the one that was vetted is the one dialled.
struct SourceLink: Sendable {
  let host: String, port: Int, database: String, user: String, password: String
  let admits: Delivery.Admits

  init(_ source: DeliverySource, _ secrets: SealKey, _ admits: @escaping Delivery.Admits) throws {
    guard let host = source.address["host"]?.string, let port = source.address["port"]?.int, let database = source.address["database"]?.string,
      let user = source.address["user"]?.string, (1...65535).contains(port), !host.isEmpty, !host.hasPrefix("/"), !host.contains(",")
    else { throw DeliveryFault(.provider, "数据来源的地址不完整") }
    (self.host, self.port, self.database, self.user, self.admits) = (host, port, database, user, admits)
    do {
      password = String(decoding: try source.secret.map { try secrets.open($0, context: source.secretContext) } ?? [], as: UTF8.self)
    } catch {
      throw DeliveryFault(.exchange, "数据来源的口令打不开", detail: "\(error)")
    }
  }

  /// The numeric addresses of the host, all of them admitted.
  func resolve() async throws -> [String] {
    let addresses = try await onFileQueue { [host] in Self.lookUp(host) }
    guard !addresses.isEmpty else { throw DeliveryFault(.provider, "数据来源的主机名解析不到地址") }
    guard addresses.allSatisfy({ admits($0, port) }) else { throw DeliveryFault(.provider, "数据来源的地址和端口不在准许名单内") }
    return addresses
  }

  static func lookUp(_ host: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &found) == 0 else { return [] }
    defer { freeaddrinfo(found) }
    var texts: [String] = []
    var next = found
    while let entry = next {
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      if getnameinfo(entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 {
        let numeric = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if !texts.contains(numeric) { texts.append(numeric) }
      }
      next = entry.pointee.ai_next
    }
    return texts
  }

  func settings(_ address: String, _ tls: PostgresSettings.TLS) -> PostgresSettings {
    var settings = PostgresSettings(host: address, port: port, database: database, user: user, password: password)
    settings.applicationName = "exchange delivery"
    settings.tls = tls
    // Six hours: no full copy should take longer, and a stuck one must end.
    settings.statementTimeout = 6 * 3_600_000
    return settings
  }

  /// Connects, encrypted where the server can. Says whether it is.
  func open() async throws -> (connection: Connection, encrypted: Bool) {
    var last: any Error = DeliveryFault(.provider, "连接不上数据来源,或连接中断")
    for address in try await resolve() {
      for tls in [PostgresSettings.TLS.require, .disable] {
        do {
          let connection = try await Connection.open(settings(address, tls))
          try await connection.script(TableShape.sessionSettings)
          return (connection, tls == .require)
        } catch let error as PostgresError {
          last = error
          // Only a server that has no TLS is asked again without.
          guard tls == .require, error.message.contains("does not support SSL") else { break }
        }
      }
    }
    throw last
  }
}
