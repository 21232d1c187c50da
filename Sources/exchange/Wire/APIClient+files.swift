import Couriers
import JSONText

extension APIClient {
  /// A document as it came, with its headers: an attachment, a page to be printed.
  func file(_ path: String, _ query: [(String, String?)] = []) async throws -> WireResponse {
    let headers = token.map { [("Authorization", "Bearer \($0)")] } ?? []
    let response = try await raw("GET", APIPath.api(path, query), headers: headers, most: 32 << 20)
    guard (200..<300).contains(response.status) else {
      throw Problem(status: response.status, body: try? JSON.parse(response.body), requestId: response.header("X-Request-Id"))
    }
    return response
  }

  /// Sends a raw file that becomes something new: an import, a cascade file.
  func send(_ path: String, file name: String?, _ content: [UInt8]) async throws -> JSON {
    try await upload(path, method: "POST", file: name, type: "application/octet-stream", content)
  }
}
