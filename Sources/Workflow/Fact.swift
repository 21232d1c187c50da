/// 登记事实: what a ledger says of the department whose case it is, for the rules of a procedure; it stands in the context under a name.
package struct Fact: Sendable, Hashable {
  package let name: String
  package let ledger: String
  /// The field of an entry that names the department; nil: the department's own entries.
  package let field: String?

  /// - Parameter field: where somebody else keeps the ledger, as the bureau does of all units.
  package init(_ name: String, latestIn ledger: String, about field: String? = nil) { (self.name, self.ledger, self.field) = (name, ledger, field) }

  var words: String { "knows \(name): the latest entry of \(ledger)\(field.map { " whose \($0) is the owner" } ?? " of the owner")" }
}
