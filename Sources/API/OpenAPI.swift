import JSONText
import Measures
import Workflow

/// The OpenAPI 3.1 text, made from the same route list and the same declarations that serve the calls.
enum OpenAPI {
  static func document(_ routes: [Route]) -> JSON {
    var paths = JSONObject()
    for route in routes {
      var item = paths[route.path]?.object ?? JSONObject()
      item[route.method.rawValue.lowercased()] = operation(route)
      paths[route.path] = .object(item)
    }
    return [
      "openapi": "3.1.0",
      "info": ["title": "嘉峪关市政务数据共享交换平台", "version": "1", "description": "错误一律为application/problem+json,含code、message、clause、requestId。"],
      "paths": .object(paths),
      "components": [
        "securitySchemes": ["session": ["type": "http", "scheme": "bearer"]],
        "schemas": ["Problem": problem, "Case": ["type": "object"]],
      ],
      "x-procedures": .array(Measure.procedures.map(ProcedureJSON.of)),
    ]
  }

  private static func operation(_ route: Route) -> JSON {
    let names = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    var operation: JSONObject = JSONObject([
      .init(name: "summary", value: .string(route.summary)),
      .init(
        name: "parameters",
        value: .array(names.map { ["name": .string($0), "in": "path", "required": true, "schema": ["type": "string"]] })),
      .init(
        name: "responses",
        value: [
          "2XX": ["description": "成功"],
          "default": [
            "description": "拒绝或失败",
            "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
          ],
        ]),
    ])
    switch route.access {
    case .open: operation["security"] = []
    case .session, .officer: operation["security"] = [["session": []]]
    case .any(let seats):
      operation["security"] = [["session": []]]
      operation["x-seats"] = JSON(seats)
    }
    if [.post, .put, .patch].contains(route.method) {
      let media = route.limit > 1 << 20 ? "application/octet-stream" : "application/json"
      operation["requestBody"] = ["content": .object(JSONObject([.init(name: media, value: [:])]))]
    }
    return .object(operation)
  }

  private static let problem: JSON = [
    "type": "object", "required": ["type", "title", "status", "code", "message", "clause", "requestId"],
    "properties": [
      "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"], "detail": ["type": "string"],
      "instance": ["type": "string"], "code": ["type": "string"], "message": ["type": "string"], "clause": ["type": "string"],
      "requestId": ["type": "string"], "errors": ["type": "array", "items": ["type": "object"]],
    ],
  ]
}
