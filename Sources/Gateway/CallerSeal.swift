import JSONText
import NIOCore
import Seals
import Sharing
import Vocabulary

/// Tells the provider who calls: `X-JYG-Caller: base64url(JSON).base64url(HMAC-SM3)`. Department, system, grant and call cannot be forged
/// by whoever reaches the service another way.
struct CallerSeal: Sendable {
  private let key: HMACKey

  init(key: [UInt8]) { self.key = HMACKey(key) }

  /// Appends the header's value.
  func write(_ grant: GrantScope, callID: String, at: Instant, into out: inout ByteBuffer) {
    var facts: [UInt8] = []
    facts.reserveCapacity(320)
    Self.add("{\"department\":", grant.department, to: &facts)
    Self.add(",\"departmentName\":", grant.departmentName, to: &facts)
    Self.add(",\"system\":", grant.system, to: &facts)
    facts += ",\"grant\":".utf8
    facts += String(grant.id).utf8
    Self.add(",\"call\":", callID, to: &facts)
    Self.add(",\"at\":", at.text, to: &facts)
    facts.append(UInt8(ascii: "}"))
    let start = out.writerIndex
    out.write(base64URL: facts)
    let seal = out.viewBytes(at: start, length: out.writerIndex - start).map { view in view.withUnsafeBytes { key.mac($0) } } ?? []
    out.writeStaticString(".")
    out.write(base64URL: seal)
  }

  /// A JSON member's name with its text.
  private static func add(_ name: StaticString, _ text: String, to facts: inout [UInt8]) {
    name.withUTF8Buffer { facts += $0 }
    JSON.quote(text, to: &facts)
  }
}

extension ByteBuffer {
  /// RFC 4648 §5 without padding.
  mutating func write(base64URL bytes: [UInt8]) {
    let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    let letters = alphabet.utf8Start
    writeWithUnsafeMutableBytes(minimumWritableBytes: (bytes.count * 4 + 2) / 3) { out in
      var (at, to) = (0, 0)
      while at < bytes.count {
        let two = at + 1 < bytes.count, three = at + 2 < bytes.count
        let group = Int(bytes[at]) << 16 | (two ? Int(bytes[at + 1]) << 8 : 0) | (three ? Int(bytes[at + 2]) : 0)
        out[to] = letters[group >> 18]
        out[to + 1] = letters[group >> 12 & 63]
        if two { out[to + 2] = letters[group >> 6 & 63] }
        if three { out[to + 3] = letters[group & 63] }
        to += three ? 4 : two ? 3 : 2
        at += 3
      }
      return to
    }
  }
}
