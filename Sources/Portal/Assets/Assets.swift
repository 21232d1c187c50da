import HTTPTypes
import Hummingbird
import NIOCore
import Seals

/// What pages are drawn with: one style sheet and one sign, our own. Their addresses carry their digest, so that a browser keeps them for a year.
enum Assets {
  static let stylePath = "/assets/\(digest(Style.text)).css"
  static let iconPath = "/assets/\(digest(icon)).svg"

  static func response(_ path: String) -> Response? {
    switch path {
    case stylePath: kept(Style.text, "text/css; charset=utf-8")
    case iconPath: kept(icon, "image/svg+xml")
    case "/favicon.ico": Response(status: .movedPermanently, headers: [.location: iconPath])
    default: nil
    }
  }

  /// Two stores and what passes between them.
  static let mark: HTML = """
    <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect x="3" y="5" width="9" height="22" rx="2" fill="currentColor"/><rect x="20" y="5" width="9" height="22" rx="2" fill="currentColor" opacity=".55"/><path d="M10 12h12m-4-4 4 4-4 4M22 20H10m4-4-4 4 4 4" fill="none" stroke="var(--accent)" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>
    """
  private static let icon = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b4f8a"/><path d="M7 12h16m-5-5 5 5-5 5M25 20H9m5-5-5 5 5 5" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>
    """

  private static func kept(_ text: String, _ type: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable", .xContentTypeOptions: "nosniff"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }
  private static func digest(_ text: String) -> String { String(hex(SM3.hash(Array(text.utf8))).prefix(16)) }
}
