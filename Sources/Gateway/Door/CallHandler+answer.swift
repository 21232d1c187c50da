import Logging
import NIOCore
import NIOHTTP1
import Sharing
import Synchronization

extension CallHandler: UpstreamReader {
  func upstreamHead(_ head: HTTPResponseHead) {
    guard let pass = call?.pass else { return }
    call?.movedAt = MachineClock.now()
    call?.status = Int32(head.status.code)
    let items = pass.admission.items
    let hasBody = call?.head.method != .HEAD && head.status.mayHaveResponseBody
    var headers = HTTPHeaders()
    headers.reserveCapacity(head.headers.count + 2)
    let named = HeaderRules.named(by: head.headers)
    for (name, value) in head.headers {
      let lower = name.lowercased()
      guard !HeaderRules.keptFromConsumer(lower, isFiltered: items != nil), !named.contains(lower) else { continue }
      headers.add(name: name, value: value)
    }
    if let id = call?.id { headers.add(name: "X-Call-Id", value: id) }
    if head.status.code >= 500 { headers.add(name: "X-Fault-Party", value: Denial.Party.provider.rawValue) }
    if call?.head.method == .HEAD, !headers.contains(name: "content-length") { headers.add(name: "Content-Length", value: "0") }
    if closesAfter { headers.add(name: "Connection", value: "close") }
    if let items, hasBody {
      guard Self.isFilterable(head.headers) else { return fail(.notFilterable) }
      call?.filter = FieldFilter(items == pass.grant.scope.items ? pass.grant.fields : FieldList(items))
    }
    call?.pendingHead = HTTPResponseHead(version: .http1_1, status: head.status, headers: headers)
  }

  /// Plain JSON in one part and one coding: the only form whose items can be told apart while it streams.
  private static func isFilterable(_ headers: HTTPHeaders) -> Bool {
    let type = headers.first(name: "content-type")?.split(separator: ";").first?.lowercased().filter { $0 != " " } ?? ""
    let coding = headers.first(name: "content-encoding")?.lowercased() ?? "identity"
    return (type == "application/json" || type.hasPrefix("application/") && type.hasSuffix("+json")) && coding == "identity"
  }

  func upstreamBody(_ body: ByteBuffer) {
    guard call != nil else { return }
    call?.movedAt = MachineClock.now()
    guard call?.filter != nil else { return send(body) }
    var out: [UInt8] = []
    out.reserveCapacity(body.readableBytes)
    do {
      try body.withUnsafeReadableBytes { bytes throws(FilterFault) in try call?.filter?.push(bytes, into: &out) }
    } catch {
      return unfiltered(error)
    }
    if !out.isEmpty { send(ByteBuffer(bytes: out)) }
  }

  private func unfiltered(_ error: any Error) {
    desk.logger.warning("answer not filterable", metadata: ["call": "\(call?.id ?? "")", "fault": "\(error)"])
    fail(.notFilterable)
  }

  private func send(_ body: ByteBuffer) {
    startAnswer()
    call?.sent += Int64(body.readableBytes)
    context?.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    if context?.channel.isWritable == false { call?.upstream?.setReading(false) }
  }

  private func startAnswer() {
    guard let head = call?.pendingHead else { return }
    call?.pendingHead = nil
    call?.hasStarted = true
    context?.write(wrapOutboundOut(.head(head)), promise: nil)
  }

  func upstreamBatchEnd() { if call?.hasStarted == true { context?.flush() } }

  func upstreamEnd() {
    if call?.filter != nil {
      var out: [UInt8] = []
      do throws(FilterFault) {
        try call?.filter?.finish(into: &out)
      } catch {
        return unfiltered(error)
      }
      if !out.isEmpty { send(ByteBuffer(bytes: out)) }
    }
    startAnswer()
    guard let done = call else { return }
    if let upstream = done.entered {
      upstream.leave()
      if done.status >= 502 && done.status <= 504 { upstream.breaker.failed(at: MachineClock.now()) } else { upstream.breaker.succeeded() }
      if let channel = done.upstream { room.pool.keep(channel, upstream) }
    }
    note(done, party: done.status >= 500 ? .provider : nil)
    finish(done)
  }

  func upstreamFailed(_ error: any Error) {
    guard let broken = call else { return }
    // A kept connection that the service had closed already: the call never began there.
    if broken.wasKept, !broken.isRetry, broken.isSafe, !broken.hasStarted, broken.pendingHead == nil {
      call?.isRetry = true
      call?.upstream = nil
      return connect(retry: true)
    }
    fail(.broken)
  }

  func upstreamWritable(_ isWritable: Bool) {
    if call?.isDurable == true, call?.requestEnded == false { setReading(isWritable) }
  }

  /// Ends an admitted call with an answer of our own; once bytes of the service have gone out, only by breaking off.
  func fail(_ problem: Problem) {
    guard let failed = call else { return }
    if failed.held != nil, failed.isDurable { return }
    desk.counts.failed.add(1, ordering: .relaxed)
    let isService = problem.party == .provider && problem.status != 503
    if !failed.requestEnded { closesAfter = true }
    guard !failed.hasStarted else {
      call = nil
      release(failed, wasFault: isService)
      note(failed, party: problem.party, fault: problem.record)
      return close()
    }
    release(failed, wasFault: isService)
    call?.upstream = nil
    call?.entered = nil
    call?.isConnecting = false
    call?.pendingHead = nil
    call?.filter = nil
    call?.held = problem
    if failed.isDurable { conclude(problem) }
  }

  /// Sends an answer of our own and ends the call.
  func conclude(_ problem: Problem) {
    guard var done = call else { return }
    done.status = Int32(problem.status)
    write(problem, id: done.id, isHead: done.head.method == .HEAD, ends: false)
    if done.pass != nil { note(done, party: problem.party, fault: problem.record) }
    finish(done)
  }

  func note(_ call: LiveCall, party: Denial.Party?, fault: String? = nil) {
    guard call.seq > 0 else { return }
    desk.counts.bytes.add(Int(call.sent), ordering: .relaxed)
    desk.journal.note(
      CallOutcome(
        seq: call.seq, status: call.status, bytes: call.sent, rows: call.rows, micros: (MachineClock.now() - call.began) / 1000,
        faultParty: party?.rawValue, fault: fault))
  }

  func finish(_ done: LiveCall) {
    call = nil
    end()
    setReading(true)
  }

  private func end() {
    guard let context else { return }
    if closesAfter {
      isClosing = true
      let bound = bound
      context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in bound?.value.close() }
    } else {
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }

  /// A problem as a whole answer.
  func write(_ problem: Problem, id: String, isHead: Bool, ends: Bool = true) {
    let body = problem.body(id)
    var headers = HTTPHeaders([
      ("Content-Type", "application/problem+json; charset=utf-8"), ("Content-Length", String(body.utf8.count)), ("Cache-Control", "no-store"),
      ("X-Call-Id", id), ("X-Fault-Party", problem.party.rawValue),
    ])
    if let seconds = problem.retryAfter { headers.add(name: "Retry-After", value: String(seconds)) }
    if closesAfter { headers.add(name: "Connection", value: "close") }
    let head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: problem.status), headers: headers)
    context?.write(wrapOutboundOut(.head(head)), promise: nil)
    if !isHead { context?.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil) }
    if ends { end() }
  }
}
