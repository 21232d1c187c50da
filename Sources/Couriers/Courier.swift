import Synchronization

/// Brings things from outside: the one way out through libcurl, for HTTP(S), FTP(S) and SFTP. Every connect is held against the allow-list at
/// the address that was really resolved; redirects are not followed, no proxy of the environment is asked.
package struct Courier: Sendable {
  /// The threads with their kept connections; they end when nobody has the courier any more.
  ///
  /// curl reuses a kept SFTP connection for whoever names the same server and user, whatever key he has: each access has connections of its
  /// own, so that nobody reads through a session that another one opened.
  private final class Hold: Sendable {
    static let mostShells = 8
    private let plain = CourierThread()
    private let shells = Mutex<[(access: ShellAccess, thread: CourierThread)]>([])

    func thread(for access: ShellAccess?) -> CourierThread? {
      guard let access else { return plain }
      return shells.withLock { shells in
        if let at = shells.firstIndex(where: { $0.access == access }) {
          shells.append(shells.remove(at: at))
          return shells.last?.thread
        }
        guard let thread = CourierThread() else { return nil }
        shells.append((access, thread))
        // Stopping lets transfers under way come to their end first.
        if shells.count > Self.mostShells { shells.removeFirst().thread.leave(.stop) }
        return thread
      }
    }

    deinit {
      plain?.leave(.stop)
      for shell in shells.withLock({ $0 }) { shell.thread.leave(.stop) }
    }
  }
  private let hold = Hold()
  private let egress: Egress

  package init(egress: Egress) { self.egress = egress }

  /// The whole answer, which must fit into the request's limit.
  package func fetch(_ request: WireRequest) async throws -> WireResponse {
    var body: [UInt8] = []
    let response = try await run(request) { body += $0 }
    return WireResponse(status: response.status, headers: response.headers, body: body, modified: response.modified)
  }

  /// The answer piece by piece; the next is read when the sink has taken the last, so memory stays flat.
  package func stream(_ request: WireRequest, _ sink: @Sendable ([UInt8]) async throws -> Void) async throws -> WireResponse {
    try await run(request) { try await sink($0) }
  }

  private func run(_ request: WireRequest, _ take: ([UInt8]) async throws -> Void) async throws -> WireResponse {
    try request.check()
    guard let thread = hold.thread(for: request.shell) else { throw CourierFault.broken("curl") }
    let transfer = Transfer(request, egress)
    return try await withTaskCancellationHandler {
      try Task.checkCancellation()
      thread.leave(.start(transfer))
      do {
        while let piece = try await transfer.next({ thread.leave(.resume(transfer)) }) { try await take(piece) }
        return try transfer.response([])
      } catch {
        thread.leave(.cancel(transfer))
        throw error
      }
    } onCancel: {
      thread.leave(.cancel(transfer))
    }
  }
}
