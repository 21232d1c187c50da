/// The answer to a request, whatever its status. A body that ended early is no answer but a fault.
package struct WireResponse: Sendable {
  package let status: Int
  /// In the order they came, names as they came.
  package let headers: [(String, String)]
  /// Empty where the body was streamed.
  package var body: [UInt8]

  package init(status: Int, headers: [(String, String)], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
