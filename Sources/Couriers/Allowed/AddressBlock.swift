/// Addresses that begin alike: `10.1.0.0/16`.
struct AddressBlock: Sendable, Hashable {
  let start: Address, bits: Int

  /// nil unless the length fits and nothing stands after it: `10.1.0.5/16` is more likely a mistake than a wish.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let start = Address(parts[0]), let bits = Int(parts[1]), String(bits) == parts[1],
      (0...start.bytes.count * 8).contains(bits), start.ends(afterBits: bits)
    else { return nil }
    (self.start, self.bits) = (start, bits)
  }

  func contains(_ address: Address) -> Bool { address.begins(with: start, bits: bits) }

  /// What no block ever opens, since it leads back to this machine, to its neighbours on the wire, to the owner of the data centre, or to an
  /// IPv4 address in disguise: such an address must be named itself, with its port.
  static let special: [AddressBlock] = [
    // this machine, unspecified, link-local (the metadata service too), carrier's own, protocol's own, multicast, reserved
    "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10", "192.0.0.0/24", "224.0.0.0/4", "240.0.0.0/4",
    // unspecified, loopback and IPv4 within IPv6 in its five forms
    "::/96", "::ffff:0.0.0.0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32",
    // link-local, site-local, multicast, a cloud's metadata service
    "fe80::/10", "fec0::/10", "ff00::/8", "fd00:ec2::254/128",
  ].compactMap { AddressBlock($0) }
}
