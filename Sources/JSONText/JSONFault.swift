/// Where and why a text is not acceptable JSON. Shown to the sender; holds nothing of the content.
package struct JSONFault: Error, Hashable {
  package enum Reason: String, Sendable {
    case syntax, unexpectedEnd, trailingText, invalidUTF8, invalidEscape, controlCharacter, duplicateKey, tooDeep, tooLong, invalidNumber
  }
  package let reason: Reason
  /// Byte offset from the start of the text.
  package let offset: Int
  package init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

/// What an entrance accepts.
package struct JSONLimits: Sendable {
  /// Bytes of the whole text.
  package var bytes: Int
  /// Arrays and objects inside each other.
  package var depth: Int
  package init(bytes: Int, depth: Int) {
    self.bytes = bytes
    self.depth = depth
  }
  /// The API's bodies: 1 MiB, 32 levels.
  package static let api = JSONLimits(bytes: 1 << 20, depth: 32)
}
