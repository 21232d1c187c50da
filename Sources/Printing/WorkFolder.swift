import Foundation

/// A folder of 0700 that lasts as long as one piece of work with separate programs.
package struct WorkFolder: Sendable {
  package let path: String

  package static func with<Result: Sendable>(_ body: (WorkFolder) async throws -> Result) async throws -> Result {
    let path = FileManager.default.temporaryDirectory.appending(path: "exchange-print-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(WorkFolder(path: path))
  }

  package func path(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ bytes: [UInt8], as name: String) throws {
    guard FileManager.default.createFile(atPath: path(name), contents: Data(bytes), attributes: [.posixPermissions: 0o600]) else {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  /// Names of its files with this ending, in order.
  func names(ending: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { $0.hasSuffix(ending) }.sorted()
  }
}
