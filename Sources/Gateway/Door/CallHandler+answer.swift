import Logging
import NIOCore
import Sharing
import Synchronization

extension CallHandler {
  /// Answers shorter than this get their length; of longer ones that are filtered the beginning goes out before the end is judged.
  static let mostHeld = 16 << 10
  /// Bytes of an answer that may wait for the call's record.
  static let mostWaiting = 64 << 10

  func upstreamHead(_ head: WireHead, _ length: BodyLength) {
    guard let call, let pass = call.pass else { return }
    call.movedAt = MachineClock.now()
    call.status = Int32(head.status)
    let isFiltered = pass.admission.items != nil
    if let items = pass.admission.items, length != .none {
      guard Self.isFilterable(head) else { return fail(.notFilterable) }
      call.filter = FieldFilter(items == pass.grant.scope.items ? pass.grant.fields : FieldList(items))
    }
    var room = head.bytes.readableBytes + 160
    if case .counted(let bytes) = length { room += Int(min(bytes, 4096)) }
    var out = ByteBufferAllocator().buffer(capacity: room)
    out.writeStaticString("HTTP/1.1 ")
    out.write(decimal: head.status)
    out.writeStaticString(" ")
    head.bytes.withUnsafeReadableBytes { _ = out.writeBytes(UnsafeRawBufferPointer(rebasing: $0[head.second])) }
    out.writeStaticString("\r\n")
    head.write(into: &out) { HeaderRules.goesToConsumer($0, isFiltered: isFiltered) }
    if let stated = head.field(.contentLength).flatMap({ head.number($0) }), !isFiltered, head.status != 204 {
      out.writeStaticString("Content-Length: ")
      out.write(decimal: Int(stated))
      out.writeStaticString("\r\n")
    }
    if head.status >= 500 { out.writeStaticString("X-Fault-Party: provider\r\n") }
    writeOurs(call.id, into: &out)
    switch length {
    case .none: fallthrough
    case .counted where !isFiltered:
      out.writeStaticString("\r\n")
      call.answer = AnswerSheet(head: out, .counted)
    default: call.answer = AnswerSheet(head: out, .open)
    }
  }

  private func writeOurs(_ id: String, into out: inout ByteBuffer) {
    out.writeStaticString("X-Call-Id: ")
    out.writeString(id)
    out.writeStaticString("\r\n")
    if closesAfter { out.writeStaticString("Connection: close\r\n") }
  }

  /// Plain JSON in one part and one coding: the only form whose items can be told apart while it streams.
  private static func isFilterable(_ head: WireHead) -> Bool {
    guard !head.has(.contentEncoding) || head.says(.contentEncoding, "identity") else { return false }
    if head.says(.contentType, "application/json") { return true }
    let type = head.value(.contentType)?.split(separator: ";").first?.lowercased().filter { $0 != " " } ?? ""
    return type == "application/json" || type.hasPrefix("application/") && type.hasSuffix("+json")
  }

  func upstreamBody(_ body: ByteBuffer) {
    guard let call else { return }
    guard call.filter != nil else {
      call.sent += Int64(body.readableBytes)
      call.answer?.add(body)
      return
    }
    room.scratch.removeAll(keepingCapacity: true)
    do {
      try body.withUnsafeReadableBytes { bytes throws(FilterFault) in try call.filter?.push(bytes, into: &room.scratch) }
      addScratch(call)
    } catch {
      unfiltered(error)
    }
  }

  private func addScratch(_ call: LiveCall) {
    guard !room.scratch.isEmpty else { return }
    call.sent += Int64(room.scratch.count)
    call.answer?.add(ByteBuffer(bytes: room.scratch))
  }

  private func unfiltered(_ error: any Error) {
    desk.logger.warning("answer not filterable", metadata: ["call": "\(call?.id ?? "")", "fault": "\(error)"])
    fail(.notFilterable)
  }

  /// All that came together has been told.
  func upstreamBatchEnd() {
    guard let call, call.answer != nil else { return }
    call.movedAt = MachineClock.now()
    if call.filter == nil || (call.answer?.bodyBytes ?? 0) > Self.mostHeld { goOn(call) } else { flush(call) }
  }

  /// Sends what has come, before the end is known. A consumer of HTTP/1.0 knows no chunks: its answer ends with the connection.
  func goOn(_ call: LiveCall) {
    call.answer?.goOn(chunked: !call.head.isOld)
    flush(call)
  }

  func upstreamEnd() {
    guard let call else { return }
    if call.filter != nil {
      room.scratch.removeAll(keepingCapacity: true)
      do throws(FilterFault) {
        try call.filter?.finish(into: &room.scratch)
      } catch {
        return unfiltered(error)
      }
      addScratch(call)
    }
    call.answer?.end()
    call.isAnswered = true
    if let upstream = call.entered {
      call.entered = nil
      upstream.leave()
      if call.status >= 502 && call.status <= 504 { upstream.breaker.failed(at: MachineClock.now()) } else { upstream.breaker.succeeded() }
      if let channel = call.upstream {
        call.upstream = nil
        if call.requestEnded { room.pool.keep(channel, upstream) } else { channel.abandon() }
      }
    }
    // The answer came before the request was whole: what still comes of it belongs to no call.
    if !call.requestEnded { closesAfter = true }
    flush(call)
  }

  /// Sends what may leave, and ends the call when that was all.
  func flush(_ call: LiveCall) {
    guard call.isDurable, let context else {
      if (call.answer?.waiting ?? 0) > Self.mostWaiting { call.upstream?.setReading(false) }
      return
    }
    var last: ByteBuffer?
    call.answer?.take { piece in
      if let before = last { context.write(wrapOutboundOut(before), promise: nil) }
      last = piece
    }
    if let last {
      call.hasStarted = true
      send(last, isLast: call.isAnswered)
    }
    if call.isAnswered {
      note(call, party: call.status >= 500 ? .provider : nil)
      finish(call)
    } else if !context.channel.isWritable {
      call.upstream?.setReading(false)
    }
  }

  private func send(_ bytes: ByteBuffer, isLast: Bool) {
    guard let context else { return }
    guard isLast, closesAfter, let bound else { return context.writeAndFlush(wrapOutboundOut(bytes), promise: nil) }
    isClosing = true
    let lingers = call?.requestEnded == false
    context.writeAndFlush(wrapOutboundOut(bytes)).whenComplete { _ in bound.value.part(lingers: lingers) }
  }

  func upstreamFailed() {
    guard let call else { return }
    // A kept connection that the service had closed already: the call never began there.
    if call.wasKept, !call.isRetry, call.isSafe, call.answer == nil {
      call.isRetry = true
      call.upstream = nil
      return connect(retry: true)
    }
    fail(.broken)
  }

  /// Ends an admitted call with an answer of our own; once bytes of the service have gone out, only by breaking off.
  func fail(_ problem: Problem) {
    guard let call else { return }
    if call.held != nil, call.isDurable { return }
    desk.counts.failed.add(1, ordering: .relaxed)
    if !call.requestEnded { closesAfter = true }
    release(call, wasFault: problem.party == .provider && problem.status != 503)
    guard !call.hasStarted else {
      self.call = nil
      note(call, party: problem.party, fault: problem.record)
      return close()
    }
    call.isConnecting = false
    (call.answer, call.filter, call.sent) = (nil, nil, 0)
    call.held = problem
    if call.isDurable { conclude(problem) }
  }

  /// Sends an answer of our own and ends the call.
  func conclude(_ problem: Problem) {
    guard let call else { return }
    call.status = Int32(problem.status)
    if call.pass != nil { note(call, party: problem.party, fault: problem.record) }
    write(problem, id: call.id, isHead: call.isHead)
    finish(call)
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
    guard call === done else { return }
    call = nil
    rest()
  }

  /// A problem as a whole answer.
  func write(_ problem: Problem, id: String, isHead: Bool) {
    let body = problem.body(id)
    var out = ByteBuffer()
    out.writeString("HTTP/1.1 \(problem.status) \(problem.reason)\r\nContent-Type: application/problem+json; charset=utf-8\r\n")
    out.writeString("Content-Length: \(body.utf8.count)\r\nCache-Control: no-store\r\nX-Fault-Party: \(problem.party.rawValue)\r\n")
    if let seconds = problem.retryAfter { out.writeString("Retry-After: \(seconds)\r\n") }
    writeOurs(id, into: &out)
    out.writeStaticString("\r\n")
    if !isHead { out.writeString(body) }
    send(out, isLast: true)
  }
}
