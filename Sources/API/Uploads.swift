package import JSONText
package import Sharing

/// The tables that departments upload, for the API to fill. Where they are kept is not its business.
package struct Uploads: Sendable {
  /// The columns of a table's last version; empty before the first.
  let known: @Sendable (_ table: String, _ department: String) async throws -> [SheetTable.Column]
  /// `{"rows", "inserted", "updated", "deleted"}`; a trial changes nothing.
  let put: @Sendable (_ sheet: SheetTable, _ table: String, _ department: String, _ isTrial: Bool) async throws -> JSON

  package init(
    known: @escaping @Sendable (String, String) async throws -> [SheetTable.Column],
    put: @escaping @Sendable (SheetTable, String, String, Bool) async throws -> JSON
  ) {
    (self.known, self.put) = (known, put)
  }
}
