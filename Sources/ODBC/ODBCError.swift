/// What the driver manager or a driver said.
package struct ODBCError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Five characters, as ODBC and SQL have them: `28000` for a refused login, `08…` for a link. Empty when it is ours.
  package let state: String
  package let message: String

  package init(state: String, message: String) {
    self.state = state
    self.message = message
  }

  package var description: String { state.isEmpty ? message : "\(state): \(message)" }
}
