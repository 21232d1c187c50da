/// `http://host:port` taken apart.
struct ServerAddress: Sendable, Hashable {
  let scheme: String
  let host: String
  let port: Int

  /// Refuses anything but http or https with a host and no user part.
  init(_ text: String) throws {
    let parts = text.split(separator: "://", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[0] == "http" || parts[0] == "https" else {
      throw Fault(.usage, "地址应为 http://主机:端口 或 https://主机:端口:\(text)")
    }
    scheme = parts[0]
    let authority = parts[1].split(separator: "/", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    let colon = authority.lastIndex(of: ":")
    let bracket = authority.lastIndex(of: "]")
    let fallback = scheme == "https" ? 443 : 80
    if let colon, bracket.map({ $0 < colon }) ?? true {
      host = String(authority[..<colon]).trimmingBrackets
      port = Int(authority[authority.index(after: colon)...]) ?? 0
    } else {
      host = authority.trimmingBrackets
      port = fallback
    }
    guard !host.isEmpty, !host.contains("@"), (1...65535).contains(port) else { throw Fault(.usage, "地址不完整:\(text)") }
  }

  var text: String { host.contains(":") ? "\(scheme)://[\(host)]:\(port)" : "\(scheme)://\(host):\(port)" }
}

extension String {
  fileprivate var trimmingBrackets: String {
    hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
  }
}
