/// 准许名单: where this exchange may connect to, as the bureau has approved it (addresses of the extranet are private ones, so the rule is a
/// list of what is allowed and not of what is forbidden).
///
/// An entry is an address and port (`10.1.2.3:443`, `[fd12::1]:22`) or a block and port (`10.1.0.0/16:443`, `[fd12::/64]:22`). Names are no
/// entries: what counts is the address that is connected to. Loopback, link-local, metadata, 100.64/10, multicast, unspecified and IPv4 within
/// IPv6 are admitted only where the very address and port is named.
package struct Egress: Sendable {
  private struct Place: Hashable {
    let address: Address, port: Int
  }

  private var places: Set<Place> = []
  private var blocks: [Int: [AddressBlock]] = [:]
  /// Entries that could not be read. They admit nothing.
  package private(set) var malformed: [String] = []

  package init(allowed: [String]) {
    for entry in allowed where !add(entry) { malformed.append(entry) }
  }

  /// - Throws: `EgressFault` with the first entry that cannot be read.
  package init(checking allowed: [String]) throws {
    self.init(allowed: allowed)
    if let entry = malformed.first { throw EgressFault(entry: entry) }
  }

  /// Whether a connection to a numeric address and port is allowed. A name is no address and is not.
  package func admits(_ address: String, _ port: Int) -> Bool { Address(address).map { admits($0, port) } ?? false }

  func admits(_ address: Address, _ port: Int) -> Bool {
    if places.contains(Place(address: address, port: port)) { return true }
    guard let blocks = blocks[port], !AddressBlock.special.contains(where: { $0.contains(address) }) else { return false }
    return blocks.contains { $0.contains(address) }
  }

  private mutating func add(_ entry: String) -> Bool {
    guard let (host, port) = Self.split(entry) else { return false }
    if let address = Address(host) {
      places.insert(Place(address: address, port: port))
    } else if let block = AddressBlock(host) {
      blocks[port, default: []].append(block)
    } else {
      return false
    }
    return true
  }

  /// Apart at the last colon. IPv6 stands in brackets, IPv4 does not; the length may stand within or after them.
  private static func split(_ entry: String) -> (host: String, port: Int)? {
    guard let colon = entry.lastIndex(of: ":") else { return nil }
    var host = entry[..<colon]
    let digits = entry[entry.index(after: colon)...]
    guard let port = Int(digits), String(port) == digits, (1...65535).contains(port) else { return nil }
    guard host.first == "[" else { return host.contains(":") ? nil : (String(host), port) }
    guard let close = host.firstIndex(of: "]") else { return nil }
    let length = host[host.index(after: close)...]
    host = host[host.index(after: host.startIndex)..<close]
    guard host.contains(":"), length.isEmpty || length.first == "/" && !host.contains("/") else { return nil }
    return ("\(host)\(length)", port)
  }
}

/// An entry of the allow-list that cannot be read.
package struct EgressFault: Error, Sendable, Hashable, CustomStringConvertible {
  package let entry: String
  package var description: String { "准许名单中的“\(entry)”不是“地址:端口”或“网段/长度:端口”" }
}
