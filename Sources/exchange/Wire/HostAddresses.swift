import Glibc

/// The addresses behind a server's name, as the courier's allow-list wants them: the person at the terminal has chosen this server,
/// so these and no others may be connected to.
enum HostAddresses {
  /// `["127.0.0.1:8080"]` for `http://localhost:8080`; empty when the name is unknown.
  static func of(host: String, port: Int) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var found: [String] = []
    var next = list
    while let entry = next {
      if let text = numeric(entry.pointee) {
        found.append(entry.pointee.ai_family == AF_INET6 ? "[\(text)]:\(port)" : "\(text):\(port)")
      }
      next = entry.pointee.ai_next
    }
    return found
  }

  private static func numeric(_ entry: addrinfo) -> String? {
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let result = getnameinfo(entry.ai_addr, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
    guard result == 0 else { return nil }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
