package import JSONText

/// 接口说明: what the holder of one grant may call, as OpenAPI 3.1: the operations of the granted manner, the parameters with the values they may have, and
/// the granted items alone. Pages make their samples and the try-out form from it, programs their clients.
package struct GrantDocument: Sendable {
  package struct Grant: Sendable {
    package let number: String, title: String, code: String, manner: String, items: [String], until: String
    package init(number: String, title: String, code: String, manner: String, items: [String], until: String) {
      (self.number, self.title, self.code, self.manner, self.items, self.until) = (number, title, code, manner, items, until)
    }
  }

  let grant: Grant
  /// Of the resource, as the case's form gave it, and its declared items; the granted values of parameters.
  let detail: JSON, items: JSON, scope: JSON

  package init(_ grant: Grant, detail: JSON, items: JSON, scope: JSON) { (self.grant, self.detail, self.items, self.scope) = (grant, detail, items, scope) }

  private var required: [String] { detail["required"]?.strings ?? [] }
  private var optional: [String] { detail["optional"]?.strings ?? [] }
  private var isQuery: Bool { detail["form"]?.string == "query" }

  /// - Parameter gateway: where calls go: `https://gateway.example:8443`.
  package func openAPI(gateway: String) -> JSON {
    var paths = JSONObject()
    for operation in detail["operations"]?.array ?? [] where operation["manner"]?.string == grant.manner {
      guard let path = operation["path"]?.string, let method = operation["method"]?.string?.lowercased() else { continue }
      var item = paths[path]?.object ?? JSONObject()
      item[method] = self.operation(path)
      paths[path] = .object(item)
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": .string(grant.title), "version": .string(grant.number),
        "description": .string("凭授权码调用,授权至\(grant.until)。只返回授权的数据项;点名未授权的数据项会被拒绝(EX-11.1a)。\(detail["control"]?.string.map { "提供部门的说明:\($0)" } ?? "")"),
      ],
      "servers": [["url": .string("\(gateway)/svc/\(grant.code)")]], "security": [["code": []]], "paths": .object(paths),
      "components": [
        "securitySchemes": ["code": ["type": "http", "scheme": "bearer", "description": "授权码"]],
        "schemas": ["Answer": answer, "Problem": Self.problem],
      ],
    ]
  }

  /// What the provider's own self-check asked, read by the operation's path: something that is there, to begin with.
  private func examples(_ path: String) -> [String: String] {
    guard let probe = detail["probe"]?.string else { return [:] }
    let sides = probe.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let (given, wanted) = (sides[0].split(separator: "/"), path.split(separator: "/"))
    var found: [String: String] = [:]
    guard given.count == wanted.count else { return found }
    for (value, name) in zip(given, wanted) {
      if name.hasPrefix("{") && name.hasSuffix("}") { found[String(name.dropFirst().dropLast())] = String(value) } else if value != name { return [:] }
    }
    for pair in sides.dropFirst().first?.split(separator: "&") ?? [] {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2, !parts[1].contains("%") { found[String(parts[0])] = String(parts[1]) }
    }
    return found
  }

  private func operation(_ path: String) -> JSON {
    let examples = examples(path)
    let within = path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }.map { String($0.dropFirst().dropLast()) }
    var parameters = within.map { parameter($0, in: "path", isRequired: true, examples[$0]) }
    // A value that the grant fixes must be given, though the interface could do without it.
    parameters += required.map { parameter($0, in: "query", isRequired: true, examples[$0]) }
    parameters += optional.map { parameter($0, in: "query", isRequired: scope[$0] != nil, examples[$0]) }
    parameters.append([
      "name": .string(GrantScope.selection), "in": "query", "required": false, "description": "只要其中几个数据项,以逗号分隔", "schema": ["type": "string"],
    ])
    if isQuery { parameters.append(["name": .string(GrantScope.page), "in": "query", "required": false, "description": "上一页的 next", "schema": ["type": "string"]]) }
    return [
      "summary": .string(grant.title), "parameters": .array(parameters),
      "responses": [
        "200": ["description": "授权的数据项", "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Answer"]]]],
        "default": ["description": "未办成:原因、依据、责任方", "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]]],
      ],
    ]
  }

  private func parameter(_ name: String, in place: String, isRequired: Bool, _ example: String?) -> JSON {
    var schema = JSONObject([.init(name: "type", value: "string")])
    if let allowed = scope[name]?.strings { schema["enum"] = JSON(allowed) }
    var parameter = JSONObject([
      .init(name: "name", value: .string(name)), .init(name: "in", value: .string(place)), .init(name: "required", value: .bool(isRequired)), .init(name: "schema", value: .object(schema)),
    ])
    // A value that the grant does not allow would be a bad example.
    if let example, scope[name]?.strings?.contains(example) != false { parameter["example"] = .string(example) }
    return .object(parameter)
  }

  /// Rows of a table, or the provider's own answer with dotted names as its members.
  private var answer: JSON {
    var tree = Branch()
    for name in grant.items {
      let item = items.array?.first { $0["name"]?.string == name }
      tree.put(isQuery ? [name] : name.split(separator: ".").map(String.init), Self.leaf(item))
    }
    guard isQuery else { return tree.schema }
    return ["type": "object", "properties": ["rows": ["type": "array", "items": tree.schema], "next": ["type": ["string", "null"]]]]
  }

  private static func leaf(_ item: JSON?) -> JSON {
    let type = ["integer": "integer", "number": "number", "boolean": "boolean"][item?["type"]?.string ?? ""]
    var schema = JSONObject()
    if let type { schema["type"] = .array([.string(type), "null"]) }
    if let label = item?["label"]?.string { schema["description"] = .string(label) }
    return .object(schema)
  }

  /// Members in the order in which they were named.
  private struct Branch {
    var names: [String] = [], leaves: [String: JSON] = [:], branches: [String: Branch] = [:]
    mutating func put(_ path: [String], _ leaf: JSON) {
      guard let first = path.first else { return }
      if !names.contains(first) { names.append(first) }
      if path.count == 1 { leaves[first] = leaf } else { branches[first, default: Branch()].put(Array(path.dropFirst()), leaf) }
    }
    /// A list may stand where a member is named: `data.no` is in each entry of a list `data` as well.
    var schema: JSON {
      let members = names.map { JSONObject.Member(name: $0, value: branches[$0]?.schema ?? leaves[$0] ?? [:]) }
      return ["type": ["object", "array"], "properties": .object(JSONObject(members))]
    }
  }

  private static let problem: JSON = [
    "type": "object", "required": ["status", "code", "message", "clause"],
    "properties": [
      "status": ["type": "integer"], "code": ["type": "string"], "message": ["type": "string"], "clause": ["type": "string"], "requestId": ["type": "string"],
    ],
  ]
}
