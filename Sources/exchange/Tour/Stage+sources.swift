import JSONText

extension Stage {
  /// The provider's source of that name, made once; the secret is sealed by the exchange and never read back.
  func source(_ name: String, of provider: Seat, kind: String, address: JSON, secret: String) async throws -> Int {
    let client = try await client(.editor(provider))
    let key = "source.\(name)"
    if let id = await memory.number(key) { return id }
    if let known = try await sources(client).first(where: { $0["name"]?.string == name })?["id"]?.int {
      try await memory.keep(key, JSON(known))
      return known
    }
    let body: JSON = ["name": .string(name), "kind": .string(kind), "address": address, "secret": .string(secret)]
    let made = try await client.write("POST", "/sources", body, key: Self.stableKey(key, body))
    try await memory.keep(key, made["id"])
    return try made.caseID()
  }

  private func sources(_ client: APIClient) async throws -> [JSON] {
    do {
      return try await client.get("/sources")["sources"]?.array ?? []
    } catch let problem as Problem where problem.status == 404 || problem.status == 405 {
      return []
    }
  }

  /// 测试连接: every layer must hold; the layers are what was seen.
  func test(source: Int, of provider: Seat) async throws -> String {
    let layers = try await client(.editor(provider)).write("POST", "/sources/\(source)/test")["layers"]?.array ?? []
    for layer in layers where layer["ok"]?.bool != true {
      throw NotSo("\(Output.plain(layer["name"] ?? .null)):\(Output.plain(layer["message"] ?? .null))")
    }
    try check(!layers.isEmpty, "没有测试结果")
    return layers.compactMap { $0["name"]?.string }.joined(separator: "、")
  }
}
