/// Which headers pass from the consumer to the provider and back.
enum HeaderRules {
  private static let firstOfHop = HeaderName.connection.rawValue, lastOfHop = HeaderName.upgrade.rawValue
  private static let lastOfOurs = HeaderName.xJYG.rawValue
  private static let firstConditional = HeaderName.range.rawValue, lastConditional = HeaderName.wantReprDigest.rawValue
  private static let firstOfWhole = HeaderName.etag.rawValue, lastOfWhole = HeaderName.contentRange.rawValue

  static func isOfHop(_ name: HeaderName) -> Bool { name.rawValue >= firstOfHop && name.rawValue <= lastOfHop }

  /// - Parameter isFiltered: items will be taken from the answer.
  static func goesToProvider(_ name: HeaderName, isFiltered: Bool) -> Bool {
    if name == .other { return true }
    if name.rawValue <= lastOfOurs { return false }
    return !(isFiltered && name.rawValue >= firstConditional && name.rawValue <= lastConditional)
  }

  static func goesToConsumer(_ name: HeaderName, isFiltered: Bool) -> Bool {
    switch name {
    case .other, .contentType, .contentEncoding: true
    case .setCookie, .callID, .faultParty, .xJYG, .contentLength: false
    default: !isOfHop(name) && !(isFiltered && name.rawValue >= firstOfWhole && name.rawValue <= lastOfWhole)
    }
  }
}
