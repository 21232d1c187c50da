/// The first thing that does not hold of something that was checked, in a sentence for the person who checks.
package struct ProofFlaw: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
