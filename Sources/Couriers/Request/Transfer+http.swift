import CCurl

extension Transfer {
  /// A request over HTTP(S).
  convenience init(_ request: WireRequest, _ egress: Egress, _ authorities: String?) throws {
    let (scheme, place) = try WireURL.check(request.url)
    try self.init(url: request.url, place: place, egress: egress, protocols: scheme, mostBytes: Int64(request.maxBytes))
    if let authorities { try set(CURLOPT_CAINFO, authorities) }
    try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    try set(deadline: request.deadline, connect: request.connectDeadline, stall: request.stall)
    try set(method: request)
    if let range = request.range {
      guard let text = range.text else { throw CourierFault(.request, "所取的范围不合规则") }
      try set(CURLOPT_RANGE, text)
    }
  }

  private func set(method request: WireRequest) throws {
    guard !request.method.isEmpty, request.method.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      throw CourierFault(.request, "请求的方法不合规则")
    }
    var headers = try HeaderLines.of(request.headers)
    switch request.method {
    case "HEAD":
      guard request.body.isEmpty else { throw CourierFault(.request, "HEAD 请求不能带内容") }
      try set(CURLOPT_NOBODY, 1)
    case "POST", "PUT", "PATCH",
      _ where !request.body.isEmpty:
      try set(CURLOPT_POST, 1)
      try set(body: request.body)
      // libcurl would call it a form and would ask first whether it may send.
      headers += HeaderLines.silenced(["Content-Type", "Expect"], in: request.headers)
    default:
      try set(CURLOPT_HTTPGET, 1)
    }
    if request.method != "HEAD" { try set(CURLOPT_CUSTOMREQUEST, request.method) }
    try set(headers: headers)
    // On a kept connection that breaks libcurl sends once more by itself: not what must not happen twice.
    let isSafe = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"].contains(request.method)
    let isKeyed = request.headers.contains { $0.0.lowercased() == "idempotency-key" }
    if !isSafe && !isKeyed { try set(CURLOPT_FRESH_CONNECT, 1) }
  }
}

/// Headers as lines, none of which can become two.
enum HeaderLines {
  static func of(_ headers: [(String, String)]) throws -> [String] {
    try headers.map { name, value in
      guard !name.isEmpty, name.utf8.allSatisfy(isToken) else { throw CourierFault(.request, "请求头的名称不合规则") }
      guard !ours.contains(name.lowercased()) else { throw CourierFault(.request, "请求头 \(name) 由平台自己填写") }
      guard value.utf8.allSatisfy({ $0 == 9 || $0 >= 0x20 && $0 != 0x7F }) else { throw CourierFault(.request, "请求头 \(name) 的内容含控制字符") }
      // Without a value libcurl takes the header out; with a semicolon it sends it empty.
      return value.allSatisfy { $0 == " " || $0 == "\t" } ? "\(name);" : "\(name): \(value)"
    }
  }

  /// Takes out what libcurl adds of its own unless the caller has set it.
  static func silenced(_ names: [String], in headers: [(String, String)]) -> [String] {
    names.filter { name in !headers.contains { $0.0.lowercased() == name.lowercased() } }.map { "\($0):" }
  }

  /// They say how the message is framed.
  private static let ours: Set<String> = ["content-length", "transfer-encoding", "connection", "trailer", "upgrade", "te"]

  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
