import JSONText
import NIOCore
import Seals
import Synchronization

/// A provider's service behind an interface: where it is, what opens it, and whether it is well. One per source, shared by all loops.
final class Upstream: Sendable {
  let host: String, port: Int, isTLS: Bool
  /// Put before every operation's path; without a slash at its end.
  let basePath: String
  /// `Host` as the service expects it.
  let authority: String
  /// What the service asks for; never seen by a consumer.
  let credential: (name: String, value: String)?
  let breaker = Breaker()
  private let underWay = Atomic<Int>(0)
  private let most: Int

  init(base: UpstreamBase, credential: (name: String, value: String)?, most: Int) {
    (host, port, isTLS, basePath, authority) = (base.host, base.port, base.isTLS, base.path, base.authority)
    self.credential = credential
    self.most = most
  }

  /// A place among the calls under way; false when the service is full.
  func enter() -> Bool {
    let (_, now) = underWay.add(1, ordering: .relaxed)
    guard now <= most else {
      underWay.subtract(1, ordering: .relaxed)
      return false
    }
    return true
  }

  func leave() { underWay.subtract(1, ordering: .relaxed) }
}

/// `http://host:port/path` taken apart, with nothing but what an address may hold.
struct UpstreamBase: Sendable, Hashable {
  let host: String, port: Int, isTLS: Bool, path: String

  init?(_ text: String) {
    let scheme: Bool
    let rest: Substring
    if text.hasPrefix("https://") {
      (scheme, rest) = (true, text.dropFirst(8))
    } else if text.hasPrefix("http://") {
      (scheme, rest) = (false, text.dropFirst(7))
    } else {
      return nil
    }
    let slash = rest.firstIndex(of: "/")
    let authority = rest[..<(slash ?? rest.endIndex)]
    let path = slash.map { rest[$0...] } ?? ""
    guard !authority.isEmpty, !authority.contains("@"), !path.contains("?"), !path.contains("#"), path.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    isTLS = scheme
    self.path = String(path.hasSuffix("/") ? path.dropLast() : path)
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      host = String(authority[authority.index(after: authority.startIndex)..<close])
      let tail = authority[authority.index(after: close)...]
      guard tail.isEmpty || tail.hasPrefix(":"), let port = tail.isEmpty ? (scheme ? 443 : 80) : Int(tail.dropFirst()) else { return nil }
      self.port = port
    } else {
      let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count <= 2, let port = parts.count == 2 ? Int(parts[1]) : scheme ? 443 : 80 else { return nil }
      host = String(parts[0])
      self.port = port
    }
    guard !host.isEmpty, (1...65535).contains(port), host.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
  }

  var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isTLS ? 443 : 80) ? name : "\(name):\(port)"
  }
}

/// Makes the upstream of each source once, so that its breaker and its count last through changes of grants.
final class Upstreams: Sendable {
  private let secrets: SealKey
  private let most: Int
  private let known = Mutex<[GatewaySource: Upstream]>([:])

  init(secrets: SealKey, most: Int) {
    self.secrets = secrets
    self.most = most
  }

  /// Nil for a source that is no service, or whose address or secret cannot be read.
  func of(_ source: GatewaySource) -> Upstream? {
    if let found = known.withLock({ $0[source] }) { return found }
    guard source.kind == "http", let base = source.address["base"]?.string.flatMap(UpstreamBase.init) else { return nil }
    guard let credential = try? credential(source) else { return nil }
    let made = Upstream(base: base, credential: credential.pair, most: most)
    return known.withLock { known in
      if let found = known[source] { return found }
      known[source] = made
      return made
    }
  }

  struct Credential: Sendable { let pair: (name: String, value: String)? }

  /// `none`, `bearer` (the default where there is a secret), `basic` with a user, or a header of the service's own.
  func credential(_ source: GatewaySource) throws -> Credential {
    guard let sealed = source.secret else { return Credential(pair: nil) }
    let secret = String(decoding: try secrets.open(sealed, context: source.secretContext), as: UTF8.self)
    switch source.address["credential"]?.string ?? "bearer" {
    case "none": return Credential(pair: nil)
    case "basic":
      let pair = "\(source.address["user"]?.string ?? ""):\(secret)"
      return Credential(pair: ("Authorization", "Basic \(Base64.encode(Array(pair.utf8)))"))
    case "header": return Credential(pair: (source.address["header"]?.string ?? "X-Api-Key", secret))
    default: return Credential(pair: ("Authorization", "Bearer \(secret)"))
    }
  }
}

/// Base64 with padding (RFC 4648 §4), as `Basic` wants it.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String {
    let text = Base64URL.encode(bytes).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    return String(text) + String(repeating: "=", count: (4 - text.count % 4) % 4)
  }
}
