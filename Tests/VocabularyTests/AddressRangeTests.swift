import Testing

@testable import Vocabulary

@Suite struct `Ranges of addresses` {
  @Test(arguments: [
    ("10.1.8.0/24", "10.1.8.0/24"), ("10.1.8.7", "10.1.8.7/32"), ("0.0.0.0/0", "0.0.0.0/0"), ("2001:db8::/48", "2001:db8:0:0:0:0:0:0/48"), ("::1", "0:0:0:0:0:0:0:1/128"),
    ("fd00:1:2:3:4:5:6:7", "fd00:1:2:3:4:5:6:7/128"),
    ("10.1.8.1/24", nil), ("10.1.8/24", nil), ("10.1.8.256/32", nil), ("10.1.08.0/24", nil), ("10.1.8.0/33", nil), ("10.1.8.0/", nil), ("", nil), ("2001:db8:::/48", nil),
    ("2001:db8::1/48", nil), ("1:2:3:4:5:6:7::8", nil), ("1:2:3:4:5:6:7", nil), ("::/129", nil), ("10.1.8.0/24/1", nil), ("１0.1.8.0/24", nil), ("g::/16", nil),
  ])
  func `are read strictly and written one way`(text: String, written: String?) { #expect(AddressRange(text)?.description == written) }

  @Test(arguments: [
    ("10.1.8.7/24", "10.1.8.0/24"), ("10.1.8.7", "10.1.8.7/32"), ("10.1.8.7/0", "0.0.0.0/0"), ("2001:db8::1/48", "2001:db8:0:0:0:0:0:0/48"), ("::ffff:10.1.2.3", "10.1.2.3/32"),
    ("::ffff:10.1.2.3/120", "10.1.2.0/24"), ("64:ff9b::10.1.2.3", "64:ff9b:0:0:0:0:a01:203/128"), ("10.1.8.7/33", nil), ("010.1.8.7", nil), ("::ffff:10.1.2", nil), ("1.2.3.4::", nil),
  ])
  func `of callers are read by value, however they are spelled`(text: String, written: String?) { #expect(AddressRange(of: text)?.description == written) }

  @Test func `are halved and joined again`() throws {
    let range = try #require(AddressRange("10.1.8.0/23"))
    let (low, high) = try #require(range.halves)
    #expect("\(low) \(high)" == "10.1.8.0/24 10.1.9.0/24")
    #expect(low.sibling == high && high.sibling == low && low.parent == range && high.parent == range)
    #expect(AddressRange("10.1.8.7")?.halves == nil && AddressRange("::/0")?.sibling == nil && AddressRange("::/0")?.parent == nil)
  }

  @Test(arguments: [
    ("10.1.0.0/16", "10.1.8.0/24", ["10.1.128.0/17", "10.1.64.0/18", "10.1.32.0/19", "10.1.16.0/20", "10.1.0.0/21", "10.1.12.0/22", "10.1.10.0/23", "10.1.9.0/24"]),
    ("10.1.8.0/30", "10.1.8.3", ["10.1.8.0/31", "10.1.8.2/32"]), ("10.1.8.0/24", "10.1.8.0/24", []),
  ])
  func `leave the largest pieces when something is taken out`(whole: String, taken: String, left: [String]) throws {
    let (whole, taken) = (try #require(AddressRange(whole)), try #require(AddressRange(taken)))
    let rest = whole.without(taken)
    #expect(rest.map(\.description) == left)
    #expect(rest.allSatisfy { whole.contains($0) && !$0.contains(taken) && !taken.contains($0) })
  }

  @Test func `lie within each other or not`() throws {
    func range(_ text: String) throws -> AddressRange { try #require(AddressRange(text)) }
    #expect(try range("10.1.0.0/16").contains(range("10.1.8.0/24")) && !range("10.1.8.0/24").contains(range("10.1.0.0/16")))
    #expect(try !range("10.1.0.0/16").contains(range("10.2.0.0/24")) && !range("::/0").contains(range("10.1.0.0/16")))
    #expect(try range("::/0").contains(range("2001:db8::/48")) && range("10.1.8.7").contains(range("10.1.8.7")))
  }
}
