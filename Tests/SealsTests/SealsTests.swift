import Seals
import Testing

@Suite struct `Seals` {
  @Test func `give the known answers`() throws { try SealsSelfCheck.run() }

  @Test func `digest in pieces as in one`() {
    var whole = SM3()
    whole.update(Array("ab".utf8))
    var copy = whole
    whole.update(Array("c".utf8))
    copy.update(Array("d".utf8))
    #expect(hex(whole.finish()) == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
    #expect(copy.finish() == SM3.hash(Array("abd".utf8)))
  }

  @Test func `open only whole, and only at their own place`() throws {
    let key = try SealKey(RandomBytes.make(32))
    let secret = Array("口令".utf8)
    let sealed = try key.seal(secret, context: "source/statistics/main")
    #expect(try key.open(sealed, context: "source/statistics/main") == secret)
    #expect(throws: SealsError.self) { try key.open(sealed, context: "source/health/main") }
    for at in stride(from: 0, to: sealed.count, by: 7) {
      var broken = sealed
      broken[at] ^= 1
      #expect(throws: SealsError.self) { try key.open(broken, context: "source/statistics/main") }
    }
    #expect(try key.seal(secret, context: "x") != key.seal(secret, context: "x"))
  }

  @Test(arguments: [SigningKey.Kind.sm2, .p256])
  func `sign so that others can check, from PEM again`(kind: SigningKey.Kind) throws {
    let key = try SigningKey(pem: SigningKey.generate(kind).pem)
    #expect(key.kind == kind)
    let signature = try key.sign([1, 2, 3])
    let reader = try VerifyingKey(pem: key.publicKey.pem)
    #expect(reader.kind == kind && reader.verify(signature, [1, 2, 3]) && !reader.verify(signature, [1, 2, 4]))
  }

  @Test(arguments: [PasswordCost.pbkdf2SM3(iterations: 1000), .scrypt])
  func `hash passwords that only the right one opens`(cost: PasswordCost) throws {
    let hash = try PasswordHash.make("正确的口令-长一点", cost: cost)
    #expect(PasswordHash.verify("正确的口令-长一点", hash) && !PasswordHash.verify("错误的口令", hash))
    #expect(!PasswordHash.needsRehash(hash, cost: cost) && PasswordHash.needsRehash(hash, cost: .usual))
    #expect(!PasswordHash.verify("x", "$pbkdf2-sm3$i=0$AA$AA") && !PasswordHash.verify("x", ""))
  }

  @Test func `encode and decode`() {
    for count in 0..<40 {
      let bytes = RandomBytes.make(count)
      #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
      #expect(Base32.decode(Base32.encode(bytes)) == bytes)
    }
    #expect(CRC32.sum(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(Base64URL.decode("AB=") == nil)
  }
}
