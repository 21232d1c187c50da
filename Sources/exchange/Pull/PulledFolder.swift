import Couriers
import Foundation
import JSONText

/// A folder on a department's machine, kept the same as what has landed.
struct PulledFolder: Sendable {
  let path: String
  /// Which files this command put here: only these it takes away again.
  static let notes = ".exchange-pull.json"
  static let part = ".part"
  /// How often a file is gone on with after the line broke.
  private static let tries = 6

  struct Outcome: Sendable {
    var taken = 0, bytes: Int64 = 0, same = 0, removed = 0
    var sentence: String { "新取 \(taken) 个文件(\(ByteWords.of(bytes))),未变 \(same) 个,移去 \(removed) 个" }
  }

  func open() throws {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch { throw Fault(.failed, "不能建立目录 \(path)") }
  }

  func take(_ files: [PulledFile], grant: Int, from client: APIClient) async throws -> Outcome {
    var outcome = Outcome()
    let before = known(grant)
    let wanted = files.filter { !($0.sha256 == before[$0.path] && exists($0)) && !$0.isAt(place($0)) }
    outcome.same = files.count - wanted.count
    let progress = PullProgress(bytes: wanted.reduce(0) { $0 + $1.bytes }, files: wanted.count)
    for file in wanted {
      try await take(file, grant, client, progress)
      outcome.taken += 1
      outcome.bytes += file.bytes
    }
    progress.end()
    let names = Set(files.map(\.path))
    for name in before.keys where !names.contains(name) && (try? FileManager.default.removeItem(atPath: "\(path)/\(name)")) != nil { outcome.removed += 1 }
    try note(files, grant)
    return outcome
  }

  private func place(_ file: PulledFile) -> String { "\(path)/\(file.path)" }
  private func exists(_ file: PulledFile) -> Bool {
    let found = try? FileManager.default.attributesOfItem(atPath: place(file))
    return (found?[.size] as? NSNumber)?.int64Value == file.bytes
  }

  /// Goes on where it was broken off; what is whole and not right is taken once more from its beginning.
  private func take(_ file: PulledFile, _ grant: Int, _ client: APIClient, _ progress: PullProgress) async throws {
    let (place, part) = (place(file), place(file) + Self.part)
    try FileManager.default.createDirectory(atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    var isAnew = false
    for attempt in 1...Self.tries {
      if file.isAt(part) { return try put(part, place) }
      do {
        try await client.append("/landing/\(grant)/file", [("path", file.path)], to: part) { progress.add($0) }
      } catch let fault as Fault where fault.status == .network && attempt < Self.tries {
        try await Task.sleep(for: .milliseconds(200 << attempt))
        continue
      }
      if file.isAt(part) { return try put(part, place) }
      unlink(part)
      guard !isAnew else { throw Fault(.failed, "\(file.path) 取来后核对不符(SHA-256),请稍后再取;平台可能刚换了新版本") }
      isAnew = true
    }
  }

  private func put(_ part: String, _ place: String) throws {
    guard rename(part, place) == 0 else { throw Fault(.failed, "不能写入 \(place)") }
  }

  private func known(_ grant: Int) -> [String: String] {
    let notes = FileManager.default.contents(atPath: "\(path)/\(Self.notes)").flatMap { try? JSON.parse(Array($0), limits: JSONLimits(bytes: 1 << 30, depth: 8)) }
    guard let notes, notes["grant"]?.int == grant else { return [:] }
    return Dictionary((notes["files"]?.object?.members ?? []).map { ($0.name, $0.value.string ?? "") }) { $1 }
  }

  private func note(_ files: [PulledFile], _ grant: Int) throws {
    let notes: JSON = ["grant": JSON(grant), "files": .object(JSONObject(files.map { .init(name: $0.path, value: .string($0.sha256)) }))]
    try KeptFile.write(notes.bytes, to: "\(path)/\(Self.notes)")
  }
}
