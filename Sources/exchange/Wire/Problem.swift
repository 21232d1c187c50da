import JSONText

/// A refusal as the API gives it (RFC 9457): what, which clause, and the id that both sides can look up.
struct Problem: Error {
  /// One of several things wrong with one request.
  struct Item: Sendable {
    let code: String
    let message: String
    let clause: String
    /// Where to do instead what was meant.
    let link: String?
  }

  let status: Int
  let items: [Item]
  let requestId: String

  init(status: Int, body: JSON?, requestId header: String?) {
    self.status = status
    let whole = Problem.item(body ?? .null, or: status)
    let listed = (body?["errors"]?.array ?? []).map { Problem.item($0, or: status) }
    items = listed.contains { $0.code == whole.code } ? listed : [whole] + listed
    requestId = body?["requestId"]?.string ?? header ?? ""
  }

  private static func item(_ body: JSON, or status: Int) -> Item {
    Item(
      code: body["code"]?.string ?? "HTTP\(status)",
      message: body["message"]?.string ?? body["detail"]?.string ?? body["title"]?.string ?? "服务返回 \(status)",
      clause: body["clause"]?.string ?? "", link: body["link"]?.string)
  }

  var codes: [String] { items.map(\.code) }

  /// The refusals, one a line, each with its clause.
  var text: String {
    var lines = items.map { item in
      let clause = item.clause.isEmpty ? "" : "(\(item.clause))"
      return "\(item.code) \(item.message)\(clause)" + (item.link.map { ",见 \($0)" } ?? "")
    }
    if !requestId.isEmpty { lines.append("请求编号:\(requestId)") }
    return lines.joined(separator: "\n")
  }
}
