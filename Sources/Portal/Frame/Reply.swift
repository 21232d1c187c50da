import HTTPTypes
import Hummingbird
import NIOCore

/// What a page's handler gives back.
enum Reply {
  case page(Int, HTML)
  case redirect(String, cookies: [String] = [])
  /// A page that comes with cookies.
  case keeping(HTML, cookies: [String])

  /// The policy of every page: nothing from elsewhere, no script, no style in the markup.
  static let policy =
    "default-src 'self'; img-src 'self' data:; style-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

  var response: Response {
    var headers = HTTPFields()
    headers[.cacheControl] = "no-store"
    headers[.xContentTypeOptions] = "nosniff"
    if let name = HTTPField.Name("Content-Security-Policy") { headers[name] = Self.policy }
    if let name = HTTPField.Name("Referrer-Policy") { headers[name] = "same-origin" }
    switch self {
    case .page(let status, let html):
      headers[.contentType] = "text/html; charset=utf-8"
      return Response(status: .init(code: status), headers: headers, body: .init(byteBuffer: ByteBuffer(string: html.text)))
    case .keeping(let html, let cookies):
      headers[.contentType] = "text/html; charset=utf-8"
      for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: html.text)))
    case .redirect(let place, let cookies):
      headers[.location] = place
      for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
      return Response(status: .seeOther, headers: headers)
    }
  }
}
