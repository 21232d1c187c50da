package import JSONText

/// 数据范围 as a grant holds it: values by the name of an item or a parameter, each a text, a number, yes or no, or a list of these (EX-11.1a).
package enum ScopeValues {
  /// Every bound with the values that it allows, in the order given; an empty list allows none.
  package static func of(_ scope: JSON) -> [(name: String, values: [String])] {
    (scope.object?.members ?? []).map { (name: $0.name, values: texts($0.value)) }
  }

  /// By what a grant of a resource can be bound: items of a table, parameters of an interface; a folder is granted whole.
  package static func bounds(kind: String, items: JSON, detail: JSON) -> [String] {
    switch kind {
    case "table": (items.array ?? []).compactMap { $0["name"]?.string }
    case "interface": (detail["required"]?.strings ?? []) + (detail["optional"]?.strings ?? [])
    default: []
    }
  }

  private static func texts(_ value: JSON) -> [String] {
    switch value {
    case .string(let text): [text]
    case .number(let literal): [literal]
    case .bool(let flag): [flag ? "true" : "false"]
    case .array(let values): values.flatMap(texts)
    case .null, .object: []
    }
  }
}
