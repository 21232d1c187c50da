/// SM3 (GB/T 32905), 32 bytes.
package struct SM3 {
  private var digest = Digest(.sm3)
  package init() {}
  package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { digest.update($0) } }
  package mutating func update(_ bytes: UnsafeRawBufferPointer) { digest.update(bytes) }
  package mutating func finish() -> [UInt8] { digest.finish() }

  package static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var one = SM3()
    one.update(bytes)
    return one.finish()
  }
}

/// SHA-256, 32 bytes.
package struct SHA256 {
  private var digest = Digest(.sha256)
  package init() {}
  package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { digest.update($0) } }
  package mutating func update(_ bytes: UnsafeRawBufferPointer) { digest.update(bytes) }
  package mutating func finish() -> [UInt8] { digest.finish() }

  package static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var one = SHA256()
    one.update(bytes)
    return one.finish()
  }
}
