/// What is to be fetched from where, with every limit it stands under.
package struct WireRequest: Sendable {
  package var method: String
  package var url: String
  package var headers: [(String, String)] = []
  package var body: [UInt8] = []
  /// For all of it, and for the connecting alone.
  package var deadline: Duration = .seconds(60), connectDeadline: Duration = .seconds(5)
  /// Bytes of the answer at most; more is a fault.
  package var maxBytes: Int64 = 16 << 20
  /// Fewer than so many bytes a second for so many seconds is a stall.
  package var stall: (bytes: Int, seconds: Int) = (1, 30)
  /// Begin at this byte (FTP, SFTP, HTTP Range).
  package var offset: Int64 = 0
  /// Authorities to trust beside the system's, as a PEM file.
  package var authorities: String?
  var shell: ShellAccess?
  /// Only look: answer no body, but the time of last change.
  var onlyLooks = false

  package init(method: String, url: String) {
    self.method = method
    self.url = url
  }

  /// Which protocols the address may use; the address decides, and nothing leads to another.
  var protocols: String? {
    let scheme = url.prefix { $0 != ":" }.lowercased()
    switch scheme {
    case "http", "https": return "http,https"
    case "ftp": return "ftp"
    case "ftps": return "ftps"
    case "sftp" where shell != nil: return "sftp"
    default: return nil
    }
  }

  func check() throws(CourierFault) {
    guard protocols != nil else { throw .badRequest("地址的协议只能是 http、https、ftp、ftps、sftp") }
    guard method.utf8.allSatisfy({ (0x41...0x5A).contains($0) }), !method.isEmpty else { throw .badRequest("请求方法不规范") }
    guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), url.utf8.count <= 16_384 else { throw .badRequest("地址不规范") }
    for (name, value) in headers {
      guard !name.isEmpty, name.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ":") }),
        value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
      else { throw .badRequest("请求头不规范:\(name.filter { $0.isASCII && !$0.isWhitespace })") }
    }
  }
}

/// What came back. For anything but HTTP the status is 0.
package struct WireResponse: Sendable {
  package let status: Int
  package let headers: [(String, String)]
  package let body: [UInt8]
  /// Seconds since 1970 of the last change, where it was asked for and is known.
  package let modified: Int64?
}
