/// A question to a time stamp authority (RFC 3161): SHA-256 of some bytes, a nonce, and the wish for its certificate.
package struct TimeStampQuery: Sendable, Hashable {
  package static let mediaType = "application/timestamp-query"

  private let digest: [UInt8], nonce: [UInt8]

  package init(_ bytes: [UInt8], nonce: [UInt8] = RandomBytes.make(8)) {
    digest = SHA256.hash(bytes)
    // A positive number in as few bytes as it takes: the first is neither 0 nor above 127.
    self.nonce = [nonce.first.map { $0 & 0x3F | 0x40 } ?? 0x40] + nonce.dropFirst()
  }

  /// DER: version 1, the digest with its algorithm, the nonce, certReq true.
  package var der: [UInt8] {
    let sha256: [UInt8] = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00]
    let imprint = Self.wrapped(0x30, Self.wrapped(0x30, sha256) + Self.wrapped(0x04, digest))
    return Self.wrapped(0x30, [0x02, 0x01, 0x01] + imprint + Self.wrapped(0x02, nonce) + [0x01, 0x01, 0xFF])
  }

  /// Whether an answer was granted and is about this question. Its signature is checked by who relies on it (`openssl ts -verify`).
  package func isAnswered(by answer: [UInt8]) -> Bool {
    guard answer.count < 1 << 16, let body = Self.content(of: answer[...]), let status = Self.content(of: body), status.starts(with: [0x02, 0x01]),
      let granted = status.dropFirst(2).first, granted <= 1
    else { return false }
    return answer.contains(Self.wrapped(0x04, digest)) && answer.contains(Self.wrapped(0x02, nonce))
  }

  private static func wrapped(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] { [tag, UInt8(content.count)] + content }

  /// What is in the first sequence of some DER; nil where its length is more than there is.
  private static func content(of der: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard der.first == 0x30, let short = der.dropFirst().first else { return nil }
    let more = short & 0x80 == 0 ? 0 : Int(short & 0x7F)
    guard more <= 2, der.count >= 2 + more else { return nil }
    let length = more == 0 ? Int(short) : der.dropFirst(2).prefix(more).reduce(0) { $0 << 8 | Int($1) }
    let content = der.dropFirst(2 + more)
    return content.count >= length ? content.prefix(length) : nil
  }
}
