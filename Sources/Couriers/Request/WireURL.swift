import CCurl

/// An address of the web, read by the same parser that will use it.
enum WireURL {
  /// - Returns: the scheme, and host and port for people.
  static func check(_ url: String) throws -> (scheme: String, place: String) {
    let wrong = CourierFault(.request, "地址不合规则")
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let handle = curl_url() else { throw wrong }
    defer { curl_url_cleanup(handle) }
    guard curl_url_set(handle, CURLUPART_URL, url, 0) == CURLUE_OK else { throw wrong }
    guard let scheme = part(handle, CURLUPART_SCHEME), ["http", "https"].contains(scheme) else { throw CourierFault(.request, "地址不是 http 或 https") }
    guard part(handle, CURLUPART_USER) == nil, part(handle, CURLUPART_PASSWORD) == nil, part(handle, CURLUPART_FRAGMENT) == nil,
      let host = part(handle, CURLUPART_HOST), let port = part(handle, CURLUPART_PORT)
    else { throw wrong }
    return (scheme, "\(host):\(port)")
  }

  private static func part(_ handle: OpaquePointer, _ part: CURLUPart) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
