import Couriers
import Testing

@Suite struct `The allow-list` {
  private let egress = Egress(allowed: ["127.0.0.1:8080", "10.1.0.0/16:443", "0.0.0.0/0:80", "[2001:db8::/32]:443", "[::1]:80", "nonsense", "1.2.3.4", "127.0.0.9/32:80"])

  @Test(arguments: [
    ("127.0.0.1", 8080, true), ("127.0.0.1", 8081, false), ("127.0.0.2", 8080, false), ("10.1.2.3", 443, true), ("10.2.2.3", 443, false),
    ("8.8.8.8", 80, true), ("8.8.8.8", 443, false), ("2001:db8:5::1", 443, true), ("2001:db9::1", 443, false), ("::1", 80, true), ("::1", 443, false),
    ("::ffff:127.0.0.1", 8080, true), ("::ffff:10.1.9.9", 443, true), ("1.2.3.4", 80, true), ("example", 80, false), ("", 80, false),
  ]) func `admits what it names`(_ address: String, _ port: Int, _ admitted: Bool) {
    #expect(egress.admits(address, port) == admitted, "\(address) \(port)")
  }

  /// Port 80 is open to the whole internet above: none of these may slip through by that.
  @Test(arguments: ["127.0.0.1", "127.0.0.9", "127.9.9.9", "0.0.0.0", "169.254.169.254", "100.100.100.200", "224.0.0.1", "255.255.255.255", "::ffff:127.0.0.1", "::"])
  func `never opens a delicate address by a block`(_ address: String) { #expect(!egress.admits(address, 80), "\(address)") }

  @Test(arguments: ["1.2.3.4", "1.2.3.4:0", "1.2.3.4:70000", "1.2.3.4/33:80", "::1:80", "[::1:80", "a.b.c.d:80", "2130706433:80", "0x7f.1:80", ":80"])
  func `says which entry cannot be read`(_ entry: String) {
    let fault = #expect(throws: CourierFault.self) { try Egress(checking: ["10.0.0.1:80", entry]) }
    #expect(fault?.description.contains(entry) == true)
  }
}
