import NIOHTTP1

/// Which headers pass from the consumer to the provider and back. Lower-case names.
enum HeaderRules {
  /// Belong to one connection, never to the next (RFC 9110 §7.6.1).
  private static let hopByHop: Set<String> = [
    "connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade",
  ]
  /// Set by the gateway itself, or none of the provider's business.
  private static let ours: Set<String> = [
    "host", "authorization", "x-access-code", "cookie", "forwarded", "expect", "accept-encoding", "content-length", "via",
  ]
  /// Would ask for a part or for nothing, where the answer is changed by the filter.
  static let conditional: Set<String> = ["range", "if-range", "if-match", "if-none-match", "want-digest", "want-content-digest", "want-repr-digest"]
  /// No longer true of an answer from which items were taken.
  private static let ofTheWhole: Set<String> = [
    "content-length", "etag", "digest", "content-digest", "repr-digest", "content-md5", "accept-ranges", "content-range",
  ]

  static func keptFromProvider(_ lower: String) -> Bool {
    hopByHop.contains(lower) || ours.contains(lower) || lower.hasPrefix("x-forwarded-") || lower.hasPrefix("x-jyg-")
  }

  static func keptFromConsumer(_ lower: String, isFiltered: Bool) -> Bool {
    hopByHop.contains(lower) || lower == "set-cookie" || lower.hasPrefix("x-jyg-") || lower == "x-call-id" || lower == "x-fault-party"
      || isFiltered && ofTheWhole.contains(lower)
  }

  /// Headers that a `Connection` header declares to be of this hop.
  static func named(by headers: HTTPHeaders) -> Set<String> {
    guard headers.contains(name: "connection") else { return [] }
    return Set(headers[canonicalForm: "connection"].map { $0.lowercased() })
  }
}
