import Glibc
import NIOCore
import NIOPosix
import NIOSSL

/// One loop's kept connections to the services. Every connect resolves anew, has every address vetted, and dials the one that was vetted.
final class UpstreamPool {
  static let idleLimit: Int64 = 30_000_000_000, lifetime: Int64 = 300_000_000_000, mostIdle = 64

  enum Fault: Error {
    case unknownHost, notAdmitted, timeout
    case refused(any Error)
  }

  private let loop: any EventLoop
  private let admits: @Sendable (String, Int) -> Bool
  private let connectSeconds: Int
  private let tls: NIOSSLContext?
  private var idle: [ObjectIdentifier: [UpstreamChannel]] = [:]

  init(loop: any EventLoop, admits: @escaping @Sendable (String, Int) -> Bool, connectSeconds: Int, tls: NIOSSLContext?) {
    self.loop = loop
    self.admits = admits
    self.connectSeconds = connectSeconds
    self.tls = tls
  }

  /// A kept connection that still stands.
  func kept(_ upstream: Upstream) -> UpstreamChannel? {
    let key = ObjectIdentifier(upstream)
    let now = MachineClock.now()
    while let channel = idle[key]?.popLast() {
      channel.home = nil
      if channel.isOpen, now - channel.idleSince < Self.idleLimit, now - channel.born < Self.lifetime { return channel }
      channel.abandon()
    }
    return nil
  }

  func keep(_ channel: UpstreamChannel, _ upstream: Upstream) {
    let key = ObjectIdentifier(upstream)
    guard channel.isReusable, idle[key, default: []].count < Self.mostIdle else { return channel.abandon() }
    channel.home = (self, key)
    idle[key, default: []].append(channel)
  }

  /// An idle connection has ended.
  func drop(_ channel: UpstreamChannel, _ key: ObjectIdentifier) { idle[key]?.removeAll { $0 === channel } }

  func closeIdle() {
    let all = idle.values.flatMap(\.self)
    idle.removeAll()
    for channel in all {
      channel.home = nil
      channel.abandon()
    }
  }

  /// Connects; the answer comes on this loop.
  func connect(_ upstream: Upstream, _ done: @escaping (Swift.Result<UpstreamChannel, Fault>) -> Void) {
    let answer = NIOLoopBound(done, eventLoop: loop)
    if let address = try? SocketAddress(ipAddress: upstream.host, port: upstream.port) { return dial(upstream, [address], answer) }
    let (host, port) = (upstream.host, upstream.port)
    let bound = NIOLoopBound(self, eventLoop: loop)
    NIOThreadPool.singleton.runIfActive(eventLoop: loop) { Self.lookUp(host, port) }.whenComplete { result in
      guard case .success(let addresses) = result, !addresses.isEmpty else { return answer.value(.failure(.unknownHost)) }
      bound.value.dial(upstream, addresses, answer)
    }
  }

  private func dial(_ upstream: Upstream, _ addresses: [SocketAddress], _ answer: NIOLoopBound<(Swift.Result<UpstreamChannel, Fault>) -> Void>) {
    // One address that is not admitted spoils the name: it may be the one dialled next time.
    guard addresses.allSatisfy({ $0.ipAddress.map { [port = upstream.port] in admits($0, port) } ?? false }), let first = addresses.first else {
      return answer.value(.failure(.notAdmitted))
    }
    let (tls, host) = (upstream.isTLS ? self.tls : nil, upstream.host)
    guard !upstream.isTLS || tls != nil else { return answer.value(.failure(.refused(UpstreamChannel.Closed()))) }
    ClientBootstrap(group: loop)
      .connectTimeout(.seconds(Int64(connectSeconds)))
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let tls { try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: Self.isAddress(host) ? nil : host)) }
          try pipeline.addHandler(UpstreamChannel())
        }
      }
      .connect(to: first)
      .flatMapThrowing { channel in
        NIOLoopBound(try channel.pipeline.syncOperations.handler(type: UpstreamChannel.self), eventLoop: channel.eventLoop)
      }
      .whenComplete { result in
        switch result {
        case .success(let channel): answer.value(.success(channel.value))
        case .failure(let error as ChannelError) where error.isTimeout: answer.value(.failure(.timeout))
        case .failure(let error): answer.value(.failure(.refused(error)))
        }
      }
  }

  private static func isAddress(_ host: String) -> Bool { (try? SocketAddress(ipAddress: host, port: 0)) != nil }

  private static func lookUp(_ host: String, _ port: Int) -> [SocketAddress] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &found) == 0 else { return [] }
    defer { freeaddrinfo(found) }
    var addresses: [SocketAddress] = []
    var next = found
    while let entry = next {
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      if getnameinfo(entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 {
        let numeric = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if let address = try? SocketAddress(ipAddress: numeric, port: port) { addresses.append(address) }
      }
      next = entry.pointee.ai_next
    }
    return addresses
  }
}

extension ChannelError {
  fileprivate var isTimeout: Bool {
    if case .connectTimeout = self { true } else { false }
  }
}
