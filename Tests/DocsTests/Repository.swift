import Foundation

/// The checkout these tests stand in, read as text.
enum Repository {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String { try String(contentsOf: root.appending(path: path), encoding: .utf8) }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root.appending(path: path).path) }

  /// Regular files below a folder, as paths from the root; hidden ones and caches left out.
  static func files(_ folder: String, ending endings: String...) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
    return names.filter { name in
      var isFolder: ObjCBool = false
      let path = root.appending(path: "\(folder)/\(name)").path
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else { return false }
      guard !name.split(separator: "/").contains(where: { $0.hasPrefix(".") || $0 == "__pycache__" }) else { return false }
      return endings.isEmpty || endings.contains { name.hasSuffix($0) }
    }.map { "\(folder)/\($0)" }.sorted()
  }

  /// Files of the root folder itself.
  static func rootFiles(ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.path).filter { $0.hasSuffix(ending) }.sorted()
  }
}
