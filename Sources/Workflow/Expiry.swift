/// 到期: the day on which what an entry of a ledger says comes to its end; some days before, its keeper is told once. A reminder, nothing more.
package struct Expiry: Sendable, Hashable {
  /// The field with the day.
  package let field: String
  /// The setting that says how many days before.
  package let setting: String
  /// The field by which the notice calls it.
  package let names: String
  /// The sub-permission that is told.
  package let role: String

  package init(_ field: String, setting: String, names: String, reminds role: String) {
    (self.field, self.setting, self.names, self.role) = (field, setting, names, role)
  }
}
