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
