package import JSONText
package import Records

/// How an import reaches the case desk: it opens, fills and discards drafts of one person, in the import's own transaction.
package struct ImportDrafts: Sendable {
  /// Opens a catalogue's draft: its case and version.
  package typealias Open = @Sendable (JSONObject, Work) async throws -> (id: Int64, version: Int32)
  /// Fills a draft; a member set to null is taken out. Its new version.
  package typealias Fill = @Sendable (Int64, JSONObject, Work) async throws -> Int32
  package typealias Discard = @Sendable (Int64, Work) async throws -> Void

  let open: Open
  let fill: Fill
  let discard: Discard

  package init(open: @escaping Open, fill: @escaping Fill, discard: @escaping Discard) {
    self.open = open
    self.fill = fill
    self.discard = discard
  }
}
