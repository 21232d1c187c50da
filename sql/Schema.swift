import Foundation

/// The SQL files of the house: migrations, views, roles and seeds, as they lie in this folder.
package enum Schema {
  package struct File: Sendable, Hashable {
    /// `m0001_ground`.
    package let name: String
    package let text: String
  }

  package static func files(_ folder: String) throws -> [File] {
    guard let root = Bundle.module.resourceURL else { throw CocoaError(.fileNoSuchFile) }
    let directory = root.appending(path: folder)
    return try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "sql" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { File(name: $0.deletingPathExtension().lastPathComponent, text: try String(contentsOf: $0, encoding: .utf8)) }
  }
}
