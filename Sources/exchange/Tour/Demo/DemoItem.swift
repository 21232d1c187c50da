import JSONText

/// 数据项 in the forms of the tour.
enum DemoItem {
  static func of(_ name: String, _ label: String, _ type: String = "text", key: Bool = false) -> JSON {
    ["name": .string(name), "label": .string(label), "type": .string(type), "key": .bool(key), "required": .bool(key)]
  }

  /// Items applied for, each with its use (EX-11.1b).
  static func use(_ names: [String], _ use: String) -> JSON {
    .array(names.map { ["name": .string($0), "use": .string(use)] })
  }
}
