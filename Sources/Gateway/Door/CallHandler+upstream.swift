import Logging
import NIOCore
import NIOHTTP1
import Sharing

extension CallHandler {
  /// Finds the call a way to the service: a kept connection, or a new one.
  func connect(retry: Bool = false) {
    guard let pass = call?.pass, let number = call?.number else { return }
    call?.upstreamSince = MachineClock.now()
    guard pass.resource.interface.form == .upstream else { return query(pass, number) }
    guard let upstream = pass.resource.upstream else { return fail(.noUpstream) }
    if !retry {
      guard upstream.breaker.admits(at: MachineClock.now()) else { return fail(.open) }
      guard upstream.enter() else {
        upstream.breaker.withdrew()
        return fail(.busy)
      }
      call?.entered = upstream
      if let kept = room.pool.kept(upstream) {
        call?.wasKept = true
        return attach(kept)
      }
    }
    call?.wasKept = false
    call?.isConnecting = true
    room.pool.connect(upstream) { [weak self] result in
      guard let self, call?.number == number, call?.isConnecting == true else {
        if case .success(let channel) = result { channel.abandon() }
        return
      }
      call?.isConnecting = false
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
    self.call?.upstream = channel
    channel.begin(self, reading: call.isDurable && context?.channel.isWritable == true)
    let head = HTTPRequestHead(
      version: .http1_1, method: call.head.method, uri: Self.uri(upstream, call.facts, pass.admission),
      headers: requestHeaders(call, pass, upstream))
    channel.write(.head(head), flush: false)
    if !call.isSafe, !call.requestEnded, call.head.headers.contains(name: "expect") {
      context?.writeAndFlush(wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
    }
    forward()
    // Nothing else will send the head of a call whose body is still on its way.
    if self.call?.requestEnded == false { channel.write(.body(.byteBuffer(ByteBuffer())), flush: true) }
  }

  /// Sends on what has come of the request.
  func forward() {
    guard let upstream = call?.upstream, let waiting = call?.waiting, let ended = call?.requestEnded else { return }
    call?.waiting.removeAll()
    for body in waiting { upstream.write(.body(.byteBuffer(body)), flush: false) }
    if ended {
      upstream.write(.end(nil), flush: true)
    } else if !waiting.isEmpty {
      upstream.write(.body(.byteBuffer(ByteBuffer())), flush: true)
      if !upstream.isWritable { setReading(false) }
    }
  }

  /// The operation's path and the declared parameters, written anew: nothing else of the consumer's address line goes on.
  private static func uri(_ upstream: Upstream, _ facts: CallFacts, _ admission: Admission) -> String {
    let query = admission.parameters.map { "\(escape($0.name))=\(escape($0.value))" }.joined(separator: "&")
    return upstream.basePath + facts.path + (query.isEmpty ? "" : "?" + query)
  }

  private static func escape(_ text: String) -> String {
    var out = ""
    for byte in text.utf8 {
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E: out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = Array("0123456789ABCDEF")
        out += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return out
  }

  private func requestHeaders(_ call: LiveCall, _ pass: LiveCall.Pass, _ upstream: Upstream) -> HTTPHeaders {
    var headers = HTTPHeaders()
    headers.reserveCapacity(call.head.headers.count + 4)
    let named = HeaderRules.named(by: call.head.headers)
    for (name, value) in call.head.headers {
      let lower = name.lowercased()
      guard !HeaderRules.keptFromProvider(lower), !named.contains(lower), pass.admission.items == nil || !HeaderRules.conditional.contains(lower) else {
        continue
      }
      headers.add(name: name, value: value)
    }
    headers.add(name: "Host", value: upstream.authority)
    headers.add(name: "Accept-Encoding", value: "identity")
    if !call.isSafe {
      if let length = call.head.headers.first(name: "content-length") {
        headers.add(name: "Content-Length", value: length)
      } else {
        headers.add(name: "Transfer-Encoding", value: "chunked")
      }
    }
    if let credential = upstream.credential { headers.replaceOrAdd(name: credential.name, value: credential.value) }
    let at = desk.lease.office(at: call.began)
    headers.add(name: CallerSeal.header, value: desk.callerSeal.seal(pass.grant.scope, callID: call.id, at: at))
    return headers
  }

  /// Gives back what the call held of the service. A broken call takes its connection with it.
  func release(_ call: LiveCall, wasFault: Bool) {
    if let upstream = call.entered {
      upstream.leave()
      if wasFault { upstream.breaker.failed(at: MachineClock.now()) } else { upstream.breaker.withdrew() }
    }
    call.upstream?.abandon()
  }
}
