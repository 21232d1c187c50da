import Foundation

/// The golden sheets of declarations, in Sheets/. `GOLDEN=write` rewrites them.
enum Sheets {
  static func kept(_ name: String, _ text: String) throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Sheets/\(name).txt")
    if ProcessInfo.processInfo.environment["GOLDEN"] == "write" { try text.write(to: file, atomically: true, encoding: .utf8) }
    return try String(contentsOf: file, encoding: .utf8)
  }
}
