import Seals
import Testing

@Suite struct `A prepared key` {
  @Test func `makes the same codes as one that is taken in each time`() {
    for length in [0, 1, 32, 64, 65, 200] {
      let key = RandomBytes.make(length)
      let prepared = HMACKey(key)
      for size in [0, 1, 55, 56, 63, 64, 65, 1000] {
        let message = RandomBytes.make(size)
        #expect(prepared.mac(message) == HMAC.sm3(key: key, message), "key \(length), message \(size)")
      }
    }
  }
}
