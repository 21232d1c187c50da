import Foundation
import FoundationNetworking
import JSONText

extension Door {
  struct File: Sendable {
    let status: Int, mediaType: String, bytes: [UInt8]
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// A call whose body and answer need not be JSON.
  func file(_ method: String, _ path: String, _ body: [UInt8]? = nil, token: String) async throws -> File {
    guard let url = URL(string: base + path) else { throw URLError(.badURL) }
    var request = URLRequest(url: url)
    request.httpMethod = method
    request.httpBody = body.map { Data($0) }
    request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    request.setValue("application/octet-stream", forHTTPHeaderField: "Content-Type")
    let (data, response) = try await URLSession.shared.data(for: request)
    guard let answer = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
    return File(status: answer.statusCode, mediaType: answer.value(forHTTPHeaderField: "Content-Type") ?? "", bytes: [UInt8](data))
  }

  /// Uploads a file and reads the answer as JSON.
  func upload(_ path: String, _ body: String, token: String) async throws -> Reply {
    let answer = try await file("POST", path, Array(body.utf8), token: token)
    return Reply(status: answer.status, body: try JSON.parse(answer.bytes))
  }
}
