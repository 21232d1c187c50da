import Logging
import NIOCore
import Sharing

extension CallHandler {
  /// Finds the call a way to the service: a kept connection, or a new one.
  func connect(retry: Bool = false) {
    guard let call, let pass = call.pass else { return }
    let number = call.number
    call.upstreamSince = MachineClock.now()
    guard pass.resource.interface.form == .upstream else { return query(pass, number) }
    guard let upstream = pass.resource.upstream else { return fail(.noUpstream) }
    if !retry {
      guard upstream.breaker.admits(at: call.upstreamSince) else { return fail(.open) }
      guard upstream.enter() else {
        upstream.breaker.withdrew()
        return fail(.busy)
      }
      call.entered = upstream
      if let kept = room.pool.kept(upstream) {
        call.wasKept = true
        return attach(kept)
      }
    }
    call.wasKept = false
    call.isConnecting = true
    // Held, not weakly: a connection attempt ends by itself, and weak references make every other use of the handler dearer.
    room.pool.connect(upstream) { [self] result in
      guard let call = self.call, call.number == number, call.isConnecting else {
        if case .success(let channel) = result { channel.abandon() }
        return
      }
      call.isConnecting = false
      switch result {
      case .success(let channel): attach(channel)
      case .failure(.notAdmitted): fail(.notAdmitted)
      case .failure(.timeout): fail(.connectTimeout)
      case .failure(let fault):
        desk.logger.notice("service not reached", metadata: ["resource": "\(pass.resource.interface.code)", "fault": "\(fault)"])
        fail(.unreachable)
      }
    }
  }

  private func attach(_ channel: UpstreamChannel) {
    guard let call, let pass = call.pass, let upstream = call.entered else { return channel.abandon() }
    call.upstream = channel
    channel.begin(self, toHead: call.isHead)
    channel.write(requestHead(call, pass, upstream))
    if !call.requestEnded, inbox.readableBytes == 0, call.head.has(.expect) {
      context?.writeAndFlush(wrapOutboundOut(ByteBuffer(staticString: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
    }
    if call.requestEnded { channel.flush() } else { work() }
  }

  /// Sends on what has come of the request's body.
  func feed(_ call: LiveCall) {
    guard let upstream = call.upstream, call.held == nil else { return }
    let isChunked = call.length == .chunked
    do throws(WireFault) {
      while upstream.isWritable, let piece = try call.body.next(&inbox) {
        call.received += Int64(piece.readableBytes)
        call.movedAt = lastByte
        guard call.received <= desk.settings.bodyBytes else { return fail(.bodyTooLarge) }
        upstream.write(body: piece, isChunked: isChunked)
      }
      if call.requestEnded, isChunked { upstream.write(ByteBuffer(staticString: "0\r\n\r\n")) }
      upstream.flush()
    } catch {
      fail(.badRequest)
    }
  }

  func upstreamWritable() {
    if let call, !call.requestEnded { work() }
  }

  /// The operation's path, the declared parameters and the headers that may go on, written anew: nothing else of the consumer's request does.
  private func requestHead(_ call: LiveCall, _ pass: LiveCall.Pass, _ upstream: Upstream) -> ByteBuffer {
    let isFiltered = pass.admission.items != nil
    var out = ByteBufferAllocator().buffer(capacity: call.head.bytes.readableBytes + 768)
    out.writeString(call.isHead ? "HEAD" : call.facts.method)
    out.writeStaticString(" ")
    out.writeString(upstream.basePath)
    out.writeSubstring(call.facts.path)
    for (n, parameter) in pass.admission.parameters.enumerated() {
      out.writeStaticString(n == 0 ? "?" : "&")
      out.write(escaped: parameter.name)
      out.writeStaticString("=")
      out.write(escaped: parameter.value)
    }
    out.writeStaticString(" HTTP/1.1\r\nHost: ")
    out.writeString(upstream.authority)
    out.writeStaticString("\r\n")
    call.head.write(into: &out) { HeaderRules.goesToProvider($0, isFiltered: isFiltered) }
    out.writeStaticString("Accept-Encoding: identity\r\n")
    switch call.length {
    case .counted(let bytes):
      out.writeStaticString("Content-Length: ")
      out.write(decimal: Int(bytes))
      out.writeStaticString("\r\n")
    case .chunked: out.writeStaticString("Transfer-Encoding: chunked\r\n")
    case .none where !call.isSafe: out.writeStaticString("Content-Length: 0\r\n")
    case .none, .untilClose: break
    }
    if let credential = upstream.credential {
      out.writeString(credential.name)
      out.writeStaticString(": ")
      out.writeString(credential.value)
      out.writeStaticString("\r\n")
    }
    out.writeStaticString("X-JYG-Caller: ")
    desk.callerSeal.write(pass.grant.scope, callID: call.id, at: desk.lease.office(at: call.began), into: &out)
    out.writeStaticString("\r\n\r\n")
    return out
  }

  /// Gives back what the call held of the service. A broken call takes its connection with it.
  func release(_ call: LiveCall, wasFault: Bool) {
    if let upstream = call.entered {
      upstream.leave()
      if wasFault { upstream.breaker.failed(at: MachineClock.now()) } else { upstream.breaker.withdrew() }
    }
    call.entered = nil
    call.upstream?.abandon()
    call.upstream = nil
  }
}

extension ByteBuffer {
  /// Percent-encoded but for letters, digits and `-._~`.
  mutating func write(escaped text: String) {
    for byte in text.utf8 {
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E: writeInteger(byte)
      default:
        writeStaticString("%")
        for digit in [byte >> 4, byte & 15] { writeInteger(digit < 10 ? 0x30 + digit : 0x37 + digit) }
      }
    }
  }
}
