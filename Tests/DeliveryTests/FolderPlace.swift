import Foundation

@testable import Delivery

/// A folder as a test fills it and looks at it.
struct FolderPlace: Sendable {
  let path: String

  /// Over what was there, in the same file.
  func put(_ name: String, _ text: String, modified: Double? = nil) throws {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    _ = chmod(file, 0o640)
    if let handle = FileHandle(forWritingAtPath: file) {
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    } else {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }
    guard let modified else { return }
    let whole = modified.rounded(.down)
    let time = timespec(tv_sec: Int(whole), tv_nsec: Int((modified - whole) * 1_000_000_000))
    guard utimensat(AT_FDCWD, file, [time, time], 0) == 0 else { throw FileFault("utimensat", file) }
  }

  func bytes(_ name: String) throws -> [UInt8] { try Files.read("\(path)/\(name)", limit: 1 << 30) }
  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
  func names(_ name: String) throws -> [String] { try Files.names("\(path)/\(name)") }

  private func status(_ name: String) throws -> stat {
    guard let status = Files.status("\(path)/\(name)") else { throw FileFault("stat", name) }
    return status
  }
  func inode(_ name: String) throws -> UInt64 { UInt64(try status(name).st_ino) }
  func mode(_ name: String) throws -> mode_t { try status(name).st_mode & 0o777 }
}

extension DeliveryKit {
  /// The provider's folder, and where it lands.
  var papers: FolderPlace { FolderPlace(path: "\(folder)/provider/papers") }
  var landed: FolderPlace { FolderPlace(path: "\(folder)/landing/statistics/papers") }
}

extension DeliveryKit {
  /// Files below a folder, hidden ones among them, that hold these words.
  func filesHolding(_ words: String, below folder: String) throws -> [String] {
    let finder = FileManager.default.enumerator(atPath: folder)
    let wanted = Data(words.utf8)
    return (finder?.compactMap { $0 as? String } ?? []).filter { name in
      (try? Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))?.range(of: wanted) != nil
    }
  }
}
