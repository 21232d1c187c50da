/// Finds the route of a request by its path's parts. A fixed part beats a variable one; one canonical form only.
struct RouteTable: Sendable {
  enum Match: Sendable {
    case found(Route, [String: String])
    /// The path exists with other methods.
    case otherMethods([String])
    case none
  }

  private struct Entry: Sendable {
    let route: Route
    let parts: [Part]
    let fixed: Int
  }
  private enum Part: Sendable {
    case word(String)
    case name(String)
  }
  private let entries: [Entry]

  init(_ routes: [Route]) {
    entries = routes.map { route in
      let parts = route.path.split(separator: "/").map { part -> Part in
        part.hasPrefix("{") ? .name(String(part.dropFirst().dropLast())) : .word(String(part))
      }
      let fixed = parts.count { if case .word = $0 { true } else { false } }
      return Entry(route: route, parts: parts, fixed: fixed)
    }.sorted { $0.fixed > $1.fixed }
  }

  /// - Parameter path: as it came, undecoded. Empty parts, dots and encodings match nothing.
  func match(_ method: String, _ path: String) -> Match {
    guard path.hasPrefix("/"), path == "/" || !path.hasSuffix("/") else { return .none }
    let given = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard given.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && $0.allSatisfy(Self.isPlain) }) else { return .none }
    let fitting = entries.compactMap { entry in Self.values(entry.parts, given).map { (entry, $0) } }
    guard let best = fitting.first?.0.fixed else { return .none }
    let nearest = fitting.filter { $0.0.fixed == best }
    guard let (entry, values) = nearest.first(where: { $0.0.route.method.rawValue == method }) ?? fitting.first(where: { $0.0.route.method.rawValue == method })
    else { return .otherMethods(nearest.map(\.0.route.method.rawValue)) }
    return .found(entry.route, values)
  }

  private static func values(_ parts: [Part], _ given: [String]) -> [String: String]? {
    guard parts.count == given.count else { return nil }
    var values: [String: String] = [:]
    for (part, text) in zip(parts, given) {
      switch part {
      case .word(let word): if word != text { return nil }
      case .name(let name): values[name] = text
      }
    }
    return values
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-._~".contains(character))
  }
}
