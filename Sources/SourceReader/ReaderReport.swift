package import JSONText

/// The last word of a source reader, one line on its standard error.
package enum ReaderReport: Sendable, Hashable {
  /// What was read, and what the server itself says there was at that instant; no digest where the server cannot make one.
  case read(rows: Int, digest: String, serverRows: Int, serverDigest: String?)
  case columns([ReaderColumn])
  /// Tables that the login sees, and the first of them.
  case test(tables: Int, first: String?, server: String, isEncrypted: Bool)
  /// `state` as ODBC has it; the text is for the log.
  case fault(state: String, text: String)

  package var json: JSON {
    switch self {
    case .read(let rows, let digest, let serverRows, let serverDigest):
      ["rows": JSON(rows), "digest": .string(digest), "serverRows": JSON(serverRows), "serverDigest": JSON(serverDigest)]
    case .columns(let columns): ["columns": .array(columns.map(\.json))]
    case .test(let tables, let first, let server, let isEncrypted):
      ["tables": JSON(tables), "first": JSON(first), "server": .string(server), "encrypted": .bool(isEncrypted)]
    case .fault(let state, let text): ["fault": .string(state), "text": .string(text)]
    }
  }

  package init?(_ json: JSON) {
    if let state = json["fault"]?.string {
      self = .fault(state: state, text: json["text"]?.string ?? "")
    } else if let columns = json["columns"]?.array {
      self = .columns(columns.compactMap(ReaderColumn.init))
    } else if let tables = json["tables"]?.int {
      self = .test(tables: tables, first: json["first"]?.string, server: json["server"]?.string ?? "", isEncrypted: json["encrypted"]?.bool ?? false)
    } else if let rows = json["rows"]?.int, let digest = json["digest"]?.string, let serverRows = json["serverRows"]?.int {
      self = .read(rows: rows, digest: digest, serverRows: serverRows, serverDigest: json["serverDigest"]?.string)
    } else {
      return nil
    }
  }

  /// Whether all that the server had was read.
  package var isWhole: Bool {
    guard case .read(let rows, let digest, let serverRows, let serverDigest) = self else { return false }
    return rows == serverRows && (serverDigest == nil || serverDigest == digest)
  }
}
