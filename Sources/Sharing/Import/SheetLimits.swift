/// How large a sheet may be that is brought in at one time. The figures are ours: they hold an import within one request.
package enum SheetLimits {
  /// Bytes of the file as it is uploaded.
  package static let bytes = 20 * 1024 * 1024
  /// Bytes that a workbook may grow to when its parts are unpacked.
  package static let unpacked = 400 * 1024 * 1024
  /// Rows below the heading.
  package static let rows = 100_000
  package static let columns = 60
  /// Catalogues of one sheet: their drafts are opened in one transaction.
  package static let catalogues = 5000
  /// Characters of one cell.
  package static let cell = 4000
}
