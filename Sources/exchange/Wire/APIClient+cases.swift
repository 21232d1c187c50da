import JSONText

extension APIClient {
  /// Cases of a procedure, page after page by key, at most `limit`.
  func cases(
    _ path: String, state: String? = nil, box: String? = nil, text: String? = nil, after: String? = nil, limit: Int = 10_000
  ) async throws -> [JSON] {
    var found: [JSON] = []
    var next = after
    repeat {
      let page = try await get(
        path, [("state", state), ("box", box), ("q", text), ("after", next), ("limit", String(min(100, limit - found.count)))])
      let rows = page["cases"]?.array ?? []
      found += rows
      next = rows.isEmpty ? nil : page["next"].flatMap { $0.isNull ? nil : Output.plain($0) }
    } while next != nil && found.count < limit
    return Array(found.prefix(limit))
  }
}
