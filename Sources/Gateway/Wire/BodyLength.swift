import NIOCore

/// How long the body behind a head is (RFC 9112 §6). Whatever two readers could read in two ways is a fault.
enum BodyLength: Equatable {
  case none
  case counted(Int64)
  case chunked
  /// An answer's that ends with its connection.
  case untilClose

  init(request head: WireHead) throws(WireFault) { self = try Self.declared(head) ?? .none }

  /// - Parameter toHead: the answer to a HEAD, which has none whatever its head says.
  init(answer head: WireHead, toHead: Bool) throws(WireFault) {
    let declared = try Self.declared(head)
    self = toHead || head.status == 204 || head.status == 304 ? .none : declared ?? .untilClose
  }

  private static func declared(_ head: WireHead) throws(WireFault) -> BodyLength? {
    let (lengths, codings) = (head.count(.contentLength), head.count(.transferEncoding))
    guard lengths + codings > 0 else { return nil }
    guard lengths + codings == 1 else { throw .invalid }
    if codings == 1 {
      guard head.says(.transferEncoding, "chunked"), !head.isOld else { throw .invalid }
      return .chunked
    }
    guard let field = head.field(.contentLength), let length = head.number(field) else { throw .invalid }
    return .counted(length)
  }
}

extension WireHead {
  /// Digits alone, at most eighteen.
  func number(_ field: Field) -> Int64? {
    guard field.end > field.value, field.end - field.value <= 18 else { return nil }
    return bytes.withUnsafeReadableBytes { raw in
      var number: Int64 = 0
      for byte in raw[field.value..<field.end] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        number = number * 10 + Int64(byte) - 0x30
      }
      return number
    }
  }
}
