import ArgumentParser

/// The procedure a case belongs to, as typed: `application`, or with its measure, `exchange.application`.
struct CasePath: ExpressibleByArgument {
  let path: String

  init?(argument: String) {
    let parts = argument.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    path = "/" + (parts.count == 1 ? ["exchange"] + parts : parts).map(APIPath.escape).joined(separator: "/")
  }

  func of(_ id: Int) -> String { "\(path)/\(id)" }
}
