import CCurl
import Glibc
import Synchronization

/// One transfer: filled by the courier's thread, emptied by the task that asked for it. When the task is slow, the thread stops reading.
final class Transfer: Sendable {
  static let high = 1 << 20, low = 1 << 18

  private struct State {
    var pieces: [[UInt8]] = []
    var held = 0
    var total: Int64 = 0
    var isPaused = false
    var headers: [(String, String)] = []
    var end: Swift.Result<WireResponse, any Error>?
    var waiting: CheckedContinuation<Void, Never>?
    var denied: String?
  }
  private let state = Mutex(State())
  let request: WireRequest
  let egress: Egress

  init(_ request: WireRequest, _ egress: Egress) {
    self.request = request
    self.egress = egress
  }

  // The courier's thread

  /// Takes bytes; answers how many, or that the thread must wait, or 0 to give up.
  func take(_ bytes: UnsafeRawBufferPointer) -> Int {
    let (answer, waiting) = state.withLock { state -> (Int, CheckedContinuation<Void, Never>?) in
      guard state.held < Self.high else {
        state.isPaused = true
        return (Int(CURL_WRITEFUNC_PAUSE), nil)
      }
      state.total += Int64(bytes.count)
      guard state.total <= request.maxBytes else { return (0, nil) }
      state.pieces.append(Array(bytes))
      state.held += bytes.count
      defer { state.waiting = nil }
      return (bytes.count, state.waiting)
    }
    waiting?.resume()
    return answer
  }

  /// A line of the answer's head. A new status line begins the head anew.
  func takeHeader(_ line: String) {
    let text = line.trimming
    state.withLock { state in
      if text.hasPrefix("HTTP/") { state.headers.removeAll() }
      guard let colon = text.firstIndex(of: ":"), !text.hasPrefix("HTTP/") else { return }
      state.headers.append((String(text[..<colon]), String(text[text.index(after: colon)...]).trimming))
    }
  }

  func admits(_ address: String, _ port: Int) -> Bool {
    guard !egress.admits(address, port) else { return true }
    state.withLock { $0.denied = "\(address):\(port)" }
    return false
  }

  func finish(_ code: CURLcode, status: Int, modified: Int64?) {
    let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.end == nil else { return nil }
      if code == CURLE_OK {
        state.end = .success(WireResponse(status: status, headers: state.headers, body: [], modified: modified))
      } else if state.total > request.maxBytes {
        state.end = .failure(CourierFault.tooLarge)
      } else {
        var fault = CourierFault(code, denied: state.denied)
        if request.shell != nil, fault == .tls { fault = .hostKey }
        state.end = .failure(fault)
      }
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume()
  }

  func fail(_ error: any Error) {
    let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
      state.end = state.end ?? .failure(error)
      state.pieces.removeAll()
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume()
  }

  // The task

  /// The next piece, nil at the end; `resume` is called when the thread may go on.
  func next(_ resume: () -> Void) async throws -> [UInt8]? {
    while true {
      let (piece, goesOn, end) = state.withLock { state -> ([UInt8]?, Bool, Swift.Result<WireResponse, any Error>?) in
        guard !state.pieces.isEmpty else { return (nil, false, state.end) }
        let piece = state.pieces.removeFirst()
        state.held -= piece.count
        let goesOn = state.isPaused && state.held <= Self.low
        if goesOn { state.isPaused = false }
        return (piece, goesOn, nil)
      }
      if goesOn { resume() }
      if let piece { return piece }
      if let end {
        _ = try end.get()
        return nil
      }
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          guard state.pieces.isEmpty, state.end == nil else { return true }
          state.waiting = continuation
          return false
        }
        if isReady { continuation.resume() }
      }
    }
  }

  func response(_ body: [UInt8]) throws -> WireResponse {
    guard let response = try state.withLock({ try $0.end?.get() }) else { throw CourierFault.broken("没有结束") }
    return WireResponse(status: response.status, headers: response.headers, body: body, modified: response.modified)
  }
}

extension String {
  fileprivate var trimming: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
