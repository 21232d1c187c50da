import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// The listener: takes connections within their limits and gives each its handlers, on the room of its loop.
struct GatewayDoor: Sendable {
  let desk: GatewayDesk
  let rooms: [NIOLoopBound<LoopRoom>]
  private let guests: Guests

  init(desk: GatewayDesk, rooms: [NIOLoopBound<LoopRoom>]) {
    self.desk = desk
    self.rooms = rooms
    guests = Guests(most: desk.settings.connections, each: desk.settings.connectionsPerAddress)
  }

  /// Listens, plainly and where it is set also behind TLS.
  func open(_ group: MultiThreadedEventLoopGroup) async throws -> [any Channel] {
    let plain = try await listen(group, desk.settings.port, nil)
    guard let tls = desk.settings.tls else { return [plain] }
    return [plain, try await listen(group, tls.port, try tls.context())]
  }

  private func listen(_ group: MultiThreadedEventLoopGroup, _ port: Int, _ tls: NIOSSLContext?) async throws -> any Channel {
    let settings = desk.settings
    var byLoop: [ObjectIdentifier: NIOLoopBound<LoopRoom>] = [:]
    for room in rooms { byLoop[ObjectIdentifier(room.eventLoop)] = room }
    let (rooms, desk, guests) = (byLoop, desk, guests)
    return try await ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.maxMessagesPerRead, value: 4)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let peer = channel.remoteAddress?.ipAddress ?? ""
          guard let room = rooms[ObjectIdentifier(channel.eventLoop)], guests.enter(peer) else { throw ChannelError.inappropriateOperationForState }
          channel.closeFuture.whenComplete { _ in guests.leave(peer) }
          let pipeline = channel.pipeline.syncOperations
          if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
          try pipeline.addHandler(CallHandler(desk: desk, room: room.value, peer: peer))
        }
      }
      .bind(host: settings.host, port: port).get()
  }

  /// Serves until cancelled, then drains.
  func serve(_ channels: [any Channel]) async {
    while !Task.isCancelled {
      try? await ContinuousClock().sleep(for: .milliseconds(250))
      try? await each { $0.tick() }
    }
    await Task.detached { await drain(channels) }.value
  }

  private func drain(_ channels: [any Channel]) async {
    for channel in channels { try? await channel.close() }
    try? await each { $0.drain() }
    for _ in 0..<100 {
      var left = 0
      for room in rooms { left += (try? await room.eventLoop.submit { room.value.count }.get()) ?? 0 }
      if left == 0 { break }
      try? await ContinuousClock().sleep(for: .milliseconds(100))
    }
    try? await each { $0.closeAll() }
  }

  /// Does something in every room, each on its own loop; returns when all have.
  func each(_ body: @escaping @Sendable (LoopRoom) -> Void) async throws {
    for room in rooms { try await room.eventLoop.submit { body(room.value) }.get() }
  }
}

/// How many connections there are, in all and from each address.
private final class Guests: Sendable {
  private struct State {
    var all = 0
    var by: [String: Int] = [:]
  }
  private let state = Mutex(State())
  private let most: Int, each: Int

  init(most: Int, each: Int) {
    self.most = most
    self.each = each
  }

  func enter(_ peer: String) -> Bool {
    state.withLock { state in
      guard state.all < most, state.by[peer, default: 0] < each else { return false }
      state.all += 1
      state.by[peer, default: 0] += 1
      return true
    }
  }

  func leave(_ peer: String) {
    state.withLock { state in
      state.all -= 1
      state.by[peer, default: 1] -= 1
      if state.by[peer] == 0 { state.by[peer] = nil }
    }
  }
}
