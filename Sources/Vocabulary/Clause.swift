/// One clause of one measure, written as in Docs/law: `EX-14a` is the first duty of article 14 of the exchange measure.
package struct Clause: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  package let description: String
  package init(stringLiteral value: String) { description = value }
  package init(_ text: String) { description = text }
}
