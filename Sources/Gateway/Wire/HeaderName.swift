/// A header that the gateway treats in a way of its own; every other is `other` and passes.
enum HeaderName: UInt8, CaseIterable {
  case other
  // Of one connection, never of the next (RFC 9110 §7.6.1)
  case connection, keepAlive, proxyConnection, proxyAuthenticate, proxyAuthorization, te, trailer, transferEncoding, upgrade
  // Set by the gateway itself, or none of the provider's business
  case host, authorization, accessCode, cookie, forwarded, expect, acceptEncoding, contentLength, via, xForwarded, xJYG
  // Ask for a part or for nothing, where the filter changes the answer
  case range, ifRange, ifMatch, ifNoneMatch, wantDigest, wantContentDigest, wantReprDigest
  // No longer true of an answer from which items were taken
  case etag, digest, contentDigest, reprDigest, contentMD5, acceptRanges, contentRange
  // Of answers
  case setCookie, callID, faultParty, contentType, contentEncoding

  /// In lower case; `xForwarded` and `xJYG` stand for all names that begin so.
  var text: StaticString {
    switch self {
    case .other: ""
    case .connection: "connection"
    case .keepAlive: "keep-alive"
    case .proxyConnection: "proxy-connection"
    case .proxyAuthenticate: "proxy-authenticate"
    case .proxyAuthorization: "proxy-authorization"
    case .te: "te"
    case .trailer: "trailer"
    case .transferEncoding: "transfer-encoding"
    case .upgrade: "upgrade"
    case .host: "host"
    case .authorization: "authorization"
    case .accessCode: "x-access-code"
    case .cookie: "cookie"
    case .forwarded: "forwarded"
    case .expect: "expect"
    case .acceptEncoding: "accept-encoding"
    case .contentLength: "content-length"
    case .via: "via"
    case .xForwarded: "x-forwarded-"
    case .xJYG: "x-jyg-"
    case .range: "range"
    case .ifRange: "if-range"
    case .ifMatch: "if-match"
    case .ifNoneMatch: "if-none-match"
    case .wantDigest: "want-digest"
    case .wantContentDigest: "want-content-digest"
    case .wantReprDigest: "want-repr-digest"
    case .etag: "etag"
    case .digest: "digest"
    case .contentDigest: "content-digest"
    case .reprDigest: "repr-digest"
    case .contentMD5: "content-md5"
    case .acceptRanges: "accept-ranges"
    case .contentRange: "content-range"
    case .setCookie: "set-cookie"
    case .callID: "x-call-id"
    case .faultParty: "x-fault-party"
    case .contentType: "content-type"
    case .contentEncoding: "content-encoding"
    }
  }

  private var isPrefix: Bool { self == .xForwarded || self == .xJYG }

  /// Known names by the sum of their bytes' hash: 256 places, vacant ones `other`.
  private static let places: [HeaderName] = {
    var places = [HeaderName](repeating: .other, count: 256)
    for name in allCases where name != .other && !name.isPrefix {
      var sum: UInt32 = 0
      name.text.withUTF8Buffer { for byte in $0 { sum = WireBytes.hash(sum, byte) } }
      var at = WireBytes.place(sum)
      while places[at] != .other { at = (at + 1) & 255 }
      places[at] = name
    }
    return places
  }()

  /// - Parameters:
  ///   - name: as sent, already known to hold nothing but token characters.
  ///   - sum: `WireBytes.hash` over its bytes in lower case.
  init(_ name: UnsafeRawBufferPointer, sum: UInt32) {
    self = Self.places.withUnsafeBufferPointer { places in
      var at = WireBytes.place(sum)
      while places[at] != .other {
        if WireBytes.isSame(name, places[at].text) { return places[at] }
        at = (at + 1) & 255
      }
      guard name.count > 6, name[0] | 0x20 == UInt8(ascii: "x") else { return .other }
      if WireBytes.isSame(UnsafeRawBufferPointer(rebasing: name.prefix(6)), HeaderName.xJYG.text) { return .xJYG }
      if name.count > 12, WireBytes.isSame(UnsafeRawBufferPointer(rebasing: name.prefix(12)), HeaderName.xForwarded.text) { return .xForwarded }
      return .other
    }
  }
}
