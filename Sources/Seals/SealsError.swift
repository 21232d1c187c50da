/// A cryptographic operation that failed. Says which, never with what.
package struct SealsError: Error, Sendable, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
