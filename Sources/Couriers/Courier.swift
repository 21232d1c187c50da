/// 信使: carries everything that this exchange sends out over HTTP(S), FTP(S) and SFTP. Each connection is vetted by the allow-list at the moment it
/// is made, with the address it really goes to.
///
/// May be used from any task. A cancelled task's transfer is cut off. Connections are kept and used again.
package final class Courier: Sendable {
  let egress: Egress
  /// Certificates of the authorities that are trusted, as a PEM file; nil for those of the system.
  let authorities: String?
  private let engine = Engine()

  package init(egress: Egress, authorities: String? = nil) {
    self.egress = egress
    self.authorities = authorities
  }

  deinit { engine.close() }

  /// Sends a request and waits for the whole answer, whatever its status.
  ///
  /// - Throws: `CourierFault`; `CancellationError` when the task was cancelled.
  package func fetch(_ request: WireRequest) async throws -> WireResponse {
    let transfer = try Transfer(request, egress, authorities)
    let body = Gathering()
    let outcome = try await carry(transfer) { await body.add($0) }
    return WireResponse(status: outcome.status, headers: outcome.headers, body: await body.bytes)
  }

  /// Sends a request and hands the body on as it comes; the next piece is read when the last was taken, so memory stays flat.
  ///
  /// The sink also gets the body of an answer that says no: look at the status before what was taken is believed. An error of the sink ends the
  /// transfer and is thrown on.
  package func stream(_ request: WireRequest, sink: @Sendable ([UInt8]) async throws -> Void) async throws -> WireResponse {
    let outcome = try await carry(try Transfer(request, egress, authorities), sink)
    return WireResponse(status: outcome.status, headers: outcome.headers, body: [])
  }

  func carry(_ transfer: Transfer, _ sink: @Sendable ([UInt8]) async throws -> Void) async throws -> Outcome {
    try await withTaskCancellationHandler {
      engine.start(transfer)
      do {
        while true {
          let piece = try await transfer.pipe.next()
          if piece.resumes { engine.resume(transfer) }
          guard let bytes = piece.bytes else { return try transfer.pipe.outcome() }
          if !bytes.isEmpty { try await sink(bytes) }
        }
      } catch {
        engine.cancel(transfer)
        throw error
      }
    } onCancel: {
      transfer.pipe.finish(.failure(CancellationError()))
      engine.cancel(transfer)
    }
  }
}

/// The pieces of a body, put together.
actor Gathering {
  private(set) var bytes: [UInt8] = []
  func add(_ piece: [UInt8]) { bytes.append(contentsOf: piece) }
}
