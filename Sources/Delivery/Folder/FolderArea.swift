import Glibc
import JSONText
import Seals

/// The folder of one resource in a department's landing area: `v1`, `v2`, … each immutable, and `current`, a link to the newest.
///
/// Under `v3`: `files/…`, `manifest.json`, `receipt.json`. What is under way has a name that begins with `.tmp-`.
struct FolderArea: Sendable {
  let path: String
  /// Versions that are kept; older ones are taken away. A file that did not change takes no room twice.
  static let kept = 5

  init(_ department: String, _ code: String) { path = "\(department)/\(code)" }

  /// The folder that a grant has; it need not be there yet.
  static func of(_ grant: Int64, _ department: String, _ code: String) -> FolderArea {
    let plain = FolderArea(department, code)
    let own = FolderArea(department, "\(code)_\(grant)")
    return plain.holder() != grant && own.holder() == grant ? own : plain
  }

  func version(_ number: Int64) -> String { "\(path)/v\(number)" }
  func staging(_ number: Int64) -> String { "\(path)/.tmp-v\(number)" }

  /// Numbers of the versions that are there, ascending.
  func versions() throws -> [Int64] {
    guard Files.status(path) != nil else { return [] }
    return try Files.names(path).compactMap { $0.hasPrefix("v") ? Int64($0.dropFirst()) : nil }.sorted()
  }

  /// Whose folder it is: a grant's number, or nil when it is nobody's yet.
  func holder() -> Int64? {
    (try? Files.read("\(path)/.grant", limit: 32)).flatMap { Int64(String(decoding: $0, as: UTF8.self)) }
  }

  /// Takes the folder for a grant. A folder of an ended grant is set aside under that grant's number.
  func claim(_ grant: Int64) throws {
    let holder = holder()
    if let holder, holder != grant { guard rename(path, "\(path)_\(holder)") == 0 else { throw FileFault("rename", path) } }
    try Files.makeDirectories(path, mode: 0o750)
    if holder != grant { try Files.write(Array(String(grant).utf8), new: "\(path)/.grant") }
  }

  func manifest(_ number: Int64) -> Manifest? { (try? Files.read("\(version(number))/manifest.json", limit: 1 << 30)).flatMap(Manifest.init) }

  func receipt(_ number: Int64, key: VerifyingKey) -> Receipt? {
    guard let bytes = try? Files.read("\(version(number))/receipt.json", limit: 1 << 20), let json = try? JSON.parse(bytes) else { return nil }
    return Receipt(file: json, key: key)
  }

  /// Readers see the version from here on: one rename, then one switch of the link. Never overwrites a version.
  func publish(_ number: Int64) throws {
    try Files.sync(staging(number))
    // A folder that is not empty is never replaced by rename.
    guard rename(staging(number), version(number)) == 0 else { throw FileFault("rename", version(number)) }
    try Files.syncDirectory(path)
    try point(to: number)
  }

  func point(to number: Int64) throws {
    let link = "\(path)/.tmp-current"
    _ = unlink(link)
    guard symlink("v\(number)", link) == 0 else { throw FileFault("symlink", link) }
    guard rename(link, "\(path)/current") == 0 else { throw FileFault("rename", link) }
    try Files.syncDirectory(path)
  }

  /// In force: the newest version is pointed to and may be entered. Otherwise there is no current one and nobody else may enter.
  func settle(_ grant: Int64, inForce: Bool) throws {
    guard holder() == grant else { return }
    if inForce {
      guard chmod(path, 0o750) == 0 else { throw FileFault("chmod", path) }
      if let newest = try versions().last { try point(to: newest) }
    } else {
      guard chmod(path, 0o700) == 0 else { throw FileFault("chmod", path) }
      guard unlink("\(path)/current") == 0 || errno == ENOENT else { throw FileFault("unlink", path) }
    }
  }

  /// What cut-off attempts left, this one's own number included; what a newer attempt is staging is not ours to touch.
  func clearStaging(upTo number: Int64) throws {
    for name in try Files.names(path) where name.hasPrefix(".tmp-") {
      if name.hasPrefix(".tmp-v"), let other = Int64(name.dropFirst(6)), other > number { continue }
      try Files.removeTree("\(path)/\(name)")
    }
  }

  func clearOld() throws { try clear(try versions().dropLast(Self.kept)) }
  func clear(before number: Int64) throws { try clear(try versions().filter { $0 < number }) }

  private func clear(_ numbers: [Int64]) throws {
    for number in numbers {
      let leaving = "\(path)/.tmp-gone-\(number)"
      guard rename(version(number), leaving) == 0 else { throw FileFault("rename", leaving) }
      try Files.removeTree(leaving)
    }
  }
}
