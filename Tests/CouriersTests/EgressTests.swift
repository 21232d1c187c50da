import Testing

@testable import Couriers

@Suite struct `The allow-list` {
  private static let entries = [
    "127.0.0.1:8080", "10.1.0.0/16:443", "10.9.9.9/32:22", "0.0.0.0/0:80", "[::1]:80", "[fd12::/64]:22", "[fd34::]/64:22", "[::/0]:81",
    "[::ffff:10.1.2.3]:9", "169.254.1.1:80", "[fe80::5%eth0]:8080",
  ]
  private let egress = Egress(allowed: entries)

  @Test func `reads all its forms`() throws { #expect(try Egress(checking: Self.entries).malformed.isEmpty) }

  @Test(arguments: [
    ("127.0.0.1", 8080, true), ("127.0.0.1", 8081, false), ("127.0.0.2", 8080, false), ("10.1.0.0", 443, true), ("10.1.255.255", 443, true),
    ("10.2.0.0", 443, false), ("10.0.255.255", 443, false), ("10.1.2.3", 80, true), ("10.1.2.3", 22, false), ("10.9.9.9", 22, true),
    ("10.9.9.8", 22, false), ("8.8.8.8", 80, true), ("8.8.8.8", 443, false), ("169.254.1.1", 80, true), ("::1", 80, true), ("::1", 8080, false),
    ("0:0:0:0:0:0:0:1", 80, true), ("fd12::1", 22, true), ("fd12:0:0:0:ffff::", 22, true), ("fd12:0:0:1::", 22, false), ("fd34::9", 22, true),
    ("2400:3200::1", 81, true), ("2400:3200::1", 82, false), ("fe80::5", 8080, true), ("fe80::5%eth0", 8080, true), ("fe80::6", 8080, false),
    ("::ffff:10.1.2.3", 9, true), ("::ffff:10.1.2.3", 443, false), ("::ffff:127.0.0.1", 8080, false), ("localhost", 8080, false), ("", 80, false),
    ("127.0.0.1 ", 8080, false), ("127.1", 8080, false), ("2130706433", 8080, false), ("0x7f.0.0.1", 8080, false), ("127.0.0.01", 8080, false),
    ("10.1.2.3\u{0}", 443, false), ("[::1]", 80, false), ("10.1.2.3", 65616, false), ("10.1.2.3", -1, false),
  ])
  func `admits what it names`(address: String, port: Int, admitted: Bool) {
    #expect(egress.admits(address, port) == admitted)
  }

  /// Ports 80 and 81 are open to the whole world above: none of these may slip through by that.
  @Test(arguments: [
    "0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.255.255", "169.254.169.254", "100.64.0.1", "100.100.100.200", "100.127.255.255", "192.0.0.192",
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::7f00:1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "::ffff:8.8.8.8",
    "::ffff:0:8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::1", "fd00:ec2::254",
  ])
  func `never opens a special address by a block`(address: String) {
    #expect(Address(address) != nil, "an address")
    #expect(!egress.admits(address, 80) && !egress.admits(address, 81))
  }

  @Test(arguments: ["100.63.255.255", "100.128.0.0", "128.0.0.1", "126.255.255.255", "223.255.255.255", "169.253.1.1", "192.0.1.1"])
  func `opens what lies beside a special block`(address: String) { #expect(egress.admits(address, 80)) }

  @Test(arguments: [
    "", ":", ":80", "1.2.3.4", "1.2.3.4:", "1.2.3.4:0", "1.2.3.4:65536", "1.2.3.4:+80", "1.2.3.4:080", "1.2.3.4: 80", "1.2.3:80", "1.2.3.4/33:80",
    "1.2.3.4/-1:80", "1.2.3.4/08:80", "1.2.3.4/:80", "10.1.0.5/16:443", "::1:80", "[::1:80", "::1]:80", "[::1]80:80", "[1.2.3.4]:80", "[fd12::/64]/64:22",
    "[fd12::1/64]:22", "[fd12::/129]:22", "localhost:80", "*:80", "10.1.0.0/16", "10.1.0.0/16:443,80", "http://10.1.2.3:80", "２.2.3.4:80",
  ])
  func `names the entry that cannot be read, which admits nothing`(entry: String) {
    let fault = #expect(throws: EgressFault.self) { try Egress(checking: ["10.0.0.1:80", entry]) }
    #expect(fault?.description.contains("“\(entry)”") == true)
    #expect(Egress(allowed: [entry]).malformed == [entry])
  }

  @Test func `keeps all its special blocks`() { #expect(AddressBlock.special.count == 18) }
}
