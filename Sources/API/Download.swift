import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// An answer that is written piece by piece: its length is no matter of memory. Who may have it was decided before the first byte.
struct Download: Sendable {
  typealias Send = ([UInt8]) async throws -> Void
  let mediaType: String
  /// What a browser saves it as; other than ASCII letters, digits and `-._` become `_`.
  let file: String
  let write: @Sendable (_ send: Send) async throws -> Void

  init(_ mediaType: String, file: String, _ write: @escaping @Sendable (_ send: Send) async throws -> Void) {
    self.mediaType = mediaType
    self.file = String(file.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) ? $0 : "_" })
    self.write = write
  }

  /// A fault on the way breaks the answer off, so that a cut list never passes for a whole one.
  func response(_ headers: HTTPFields, logger: Logger, requestID: String) -> Response {
    var headers = headers
    headers[.contentType] = mediaType
    headers[.contentDisposition] = "attachment; filename=\"\(file)\""
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody { writer in
        do {
          try await write { bytes in try await writer.write(ByteBuffer(bytes: bytes)) }
          try await writer.finish(nil)
        } catch {
          logger.warning("download broken off", metadata: ["request": "\(requestID)", "error": "\(error)"])
          throw error
        }
      })
  }
}
