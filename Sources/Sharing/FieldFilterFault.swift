/// Why an answer of a provider cannot be filtered: the call is broken off and the provider is told (502). Holds nothing of the content.
package struct FilterFault: Error, Hashable {
  package enum Reason: String, Sendable {
    case syntax, unexpectedEnd, trailingText, invalidUTF8, invalidEscape, controlCharacter, invalidNumber
    /// Two members of one object have the same decoded name: which one counts would depend on who reads.
    case duplicateName
    case nameTooLong, tooManyNames, tooDeep
  }
  package let reason: Reason
  /// Byte offset from the start of the answer; for a fault in a name as a whole, of its opening quote.
  package let offset: Int
  package init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}
