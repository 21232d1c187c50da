package import JSONText

/// A service interface (服务接口) as the gateway serves it: which operations, parameters and items it has (EX-7c, EX-9).
package struct Interface: Sendable, Hashable {
  package enum Form: String, Sendable {
    /// Calls go on to the provider's service.
    case upstream
    /// The gateway asks the provider's table itself.
    case query
  }
  package enum Serving: Sendable, Hashable { case attached, paused, offline }

  package struct Operation: Sendable, Hashable {
    package let method: String, path: PathPattern
    /// 使用方式: query, verify, batch or other (EX-5).
    package let manner: String
  }

  package let id: Int64
  package let code: String
  package let serving: Serving
  package let form: Form
  package let operations: [Operation]
  package let required: [String]
  package let optional: [String]
  /// Declared items (数据项).
  package let items: [String]
  let itemSet: Set<String>
  /// Calls that one grant may make in a day, where the provider set a bound.
  package let dailyCalls: Int64?

  /// - Parameters:
  ///   - state: how the resource serves. A planned offline serves as before, and what was paused stays so (EX §4-2).
  ///   - detail: of `resource`, as the case's form gave it.
  package init(id: Int64, code: String, state: String, detail: JSON, items: JSON) {
    self.id = id
    self.code = code
    serving =
      switch state {
      case "attached": .attached
      case "paused": .paused
      default: .offline
      }
    form = detail["form"]?.string.flatMap(Form.init) ?? .upstream
    operations = (detail["operations"]?.array ?? []).compactMap { operation in
      guard let method = operation["method"]?.string, let path = operation["path"]?.string, let manner = operation["manner"]?.string else { return nil }
      return Operation(method: method, path: PathPattern(path), manner: manner)
    }
    required = detail["required"]?.strings ?? []
    optional = detail["optional"]?.strings ?? []
    self.items = (items.array ?? []).compactMap { $0["name"]?.string }
    itemSet = Set(self.items)
    dailyCalls = detail["dailyCalls"]?.int.map(Int64.init)
  }
}

/// `/articles/{id}`: fixed parts and variable ones. A variable part stands for exactly one part of a path.
package struct PathPattern: Sendable, Hashable {
  /// Bytes of each fixed part, nil for a variable one.
  private let parts: [[UInt8]?]

  package init(_ text: String) {
    parts = text.utf8.split(separator: Self.slash, omittingEmptySubsequences: false).dropFirst().map { part in
      part.first == UInt8(ascii: "{") && part.last == UInt8(ascii: "}") ? nil : Array(part)
    }
  }
  private static let slash = UInt8(ascii: "/")

  /// - Parameter path: begins with `/`; already checked by `CallPath`.
  package func matches(_ path: Substring) -> Bool {
    var rest = path.utf8.dropFirst()
    for (n, part) in parts.enumerated() {
      let end = rest.firstIndex(of: Self.slash)
      let given = rest[..<(end ?? rest.endIndex)]
      guard part.map({ given.elementsEqual($0) }) ?? !given.isEmpty else { return false }
      if n == parts.count - 1 { return end == nil }
      guard let end else { return false }
      rest = rest[rest.index(after: end)...]
    }
    return parts.isEmpty && rest.isEmpty
  }
}
