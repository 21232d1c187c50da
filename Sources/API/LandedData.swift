package import JSONText

/// What lies in the landing areas, for the API to hand on. Who may have it was decided before it is asked.
package struct LandedData: Sendable {
  /// Bytes to be written out: one piece after the other, nil at the end.
  package struct Pieces: Sendable {
    let next: @Sendable () async throws -> [UInt8]?
    let close: @Sendable () async -> Void

    package init(next: @escaping @Sendable () async throws -> [UInt8]?, close: @escaping @Sendable () async -> Void) {
      (self.next, self.close) = (next, close)
    }
  }

  /// A delivered file from a byte on: its size, and what names its content.
  package struct File: Sendable {
    let pieces: Pieces, start: Int64, bytes: Int64, sha256: String
    package init(_ pieces: Pieces, from start: Int64, bytes: Int64, sha256: String) {
      (self.pieces, self.start, self.bytes, self.sha256) = (pieces, start, bytes, sha256)
    }
  }

  let rows: @Sendable (_ grant: Int64, _ format: String) async throws -> Pieces
  let files: @Sendable (_ grant: Int64) async throws -> [JSON]
  /// One file, from a byte on.
  let file: @Sendable (_ grant: Int64, _ path: String, _ from: Int64) async throws -> File

  package init(
    rows: @escaping @Sendable (Int64, String) async throws -> Pieces, files: @escaping @Sendable (Int64) async throws -> [JSON],
    file: @escaping @Sendable (Int64, String, Int64) async throws -> File
  ) {
    (self.rows, self.files, self.file) = (rows, files, file)
  }
}

extension Download {
  init(_ mediaType: String, file: String, _ pieces: LandedData.Pieces) {
    self.init(mediaType, file: file) { send in
      do {
        while let piece = try await pieces.next() { try await send(piece) }
      } catch {
        await pieces.close()
        throw error
      }
      await pieces.close()
    }
  }
}
