import Testing

@testable import exchange

@Suite struct `Server address` {
  @Test(arguments: [
    ("http://127.0.0.1:8080", "127.0.0.1", 8080), ("https://gx.example", "gx.example", 443), ("http://[::1]:90/api", "::1", 90), ("http://h", "h", 80),
  ])
  func `is taken apart`(text: String, host: String, port: Int) throws {
    let address = try ServerAddress(text)
    #expect(address.host == host && address.port == port)
  }

  @Test(arguments: ["127.0.0.1:8080", "ftp://h", "http://", "http://user@h", "http://h:0", "http://h:x"])
  func `refuses what is no plain http address`(text: String) {
    #expect(throws: Fault.self) { try ServerAddress(text) }
  }

  @Test func `escapes everything that could change a path or a query`() {
    #expect(APIPath.api("/clocks/due", [("rule", "CK2"), ("none", nil), ("q", "a&b=目")]) == "/api/v1/clocks/due?rule=CK2&q=a%26b%3D%E7%9B%AE")
  }

  @Test func `of this machine is found by name`() {
    #expect(HostAddresses.of(host: "127.0.0.1", port: 8080) == ["127.0.0.1:8080"])
  }
}
