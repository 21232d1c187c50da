/// What a data source (数据来源) is, as it is registered, and what can be mounted from it (EX-7): one list for rules, register and pages.
package enum SourceKind: String, Sendable, CaseIterable {
  case postgres, odbc, upload, http, sftp, ftps, ftp, directory

  /// Holds tables whose columns can be looked up.
  package var isTabular: Bool { [.postgres, .odbc, .upload].contains(self) }
  /// A table of it can be asked for single rows, as a table interface does.
  package var isQueried: Bool { [.postgres, .upload].contains(self) }
  /// A server from which many files may come (EX-7d).
  package var isFileServer: Bool { [.sftp, .ftps, .ftp].contains(self) }

  /// Whether a resource can be mounted from it.
  ///
  /// - Parameters:
  ///   - kind: `table`, `interface` or `folder`.
  ///   - form: of an interface: `query` on a table; anything else is passed on to a service.
  package func holds(_ kind: String?, form: String?) -> Bool {
    switch (kind, form) {
    case ("table", _): isTabular
    case ("interface", "query"): isQueried
    case ("interface", _): self == .http
    default: isFileServer || self == .directory
    }
  }
}
