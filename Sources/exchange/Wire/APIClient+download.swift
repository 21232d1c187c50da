import Couriers
import Foundation
import JSONText

extension APIClient {
  /// Saves a long answer in a file as it comes, readable by its owner alone. What is cut off or refused leaves no file.
  func download(_ path: String, _ query: [(String, String?)], to file: String) async throws {
    let part = file + ".part"
    guard FileManager.default.createFile(atPath: part, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: part)
    else { throw Fault(.failed, "不能写入 \(file)") }
    do {
      let response = try await stream(APIPath.api(path, query)) { try handle.write(contentsOf: Data($0)) }
      try handle.close()
      guard (200..<300).contains(response.status) else {
        let body = FileManager.default.contents(atPath: part).flatMap { $0.count < 1 << 20 ? try? JSON.parse(Array($0)) : nil }
        throw Problem(status: response.status, body: body, requestId: response.header("X-Request-Id"))
      }
      guard rename(part, file) == 0 else { throw Fault(.failed, "不能写入 \(file)") }
    } catch {
      unlink(part)
      throw error
    }
    Talk.line("已保存到 \(file)")
  }
}

extension APIClient {
  /// Adds to a file what is missing at its end. What is refused leaves the file as it was; what is broken off leaves what came.
  func append(_ path: String, _ query: [(String, String?)], to file: String, heard: @escaping @Sendable (Int) -> Void) async throws {
    if !FileManager.default.fileExists(atPath: file) { _ = FileManager.default.createFile(atPath: file, contents: nil, attributes: [.posixPermissions: 0o600]) }
    guard let handle = FileHandle(forUpdatingAtPath: file), let start = try? handle.seekToEnd() else { throw Fault(.failed, "不能写入 \(file)") }
    defer { try? handle.close() }
    let response = try await stream(APIPath.api(path, query), from: Int64(start)) { piece in
      try handle.write(contentsOf: Data(piece))
      heard(piece.count)
    }
    guard (200..<300).contains(response.status) else {
      try handle.seek(toOffset: start)
      let body = try handle.readToEnd().flatMap { $0.count < 1 << 20 ? try? JSON.parse(Array($0)) : nil }
      try handle.truncate(atOffset: start)
      throw Problem(status: response.status, body: body, requestId: response.header("X-Request-Id"))
    }
  }
}
