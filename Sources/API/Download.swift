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
  /// What is sent of how much: nil where the length is not known beforehand.
  var part: (from: Int64, of: Int64)?
  /// Names the content: who goes on with a part compares it.
  var tag: String?
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
    if let tag { headers[.eTag] = "\"\(tag)\"" }
    if let part {
      headers[.acceptRanges] = "bytes"
      if part.from > 0 { headers[.contentRange] = "bytes \(part.from)-\(part.of - 1)/\(part.of)" }
    }
    return Response(
      status: part.map { $0.from > 0 } == true ? .partialContent : .ok, headers: headers,
      body: ResponseBody(contentLength: part.map { Int($0.of - $0.from) }) { writer in
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
