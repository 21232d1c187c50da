import NIOCore

/// What one event loop has for itself: its connections, and its kept connections to services. Touched on that loop alone.
final class LoopRoom {
  let loop: any EventLoop
  let pool: UpstreamPool
  private var connections: [ObjectIdentifier: CallHandler] = [:]
  private(set) var isDraining = false
  /// Where filtered pieces are put together.
  var scratch: [UInt8] = []

  init(loop: any EventLoop, pool: UpstreamPool) {
    self.loop = loop
    self.pool = pool
  }

  var count: Int { connections.count }

  func enter(_ handler: CallHandler) { connections[ObjectIdentifier(handler)] = handler }
  func leave(_ handler: CallHandler) { connections[ObjectIdentifier(handler)] = nil }

  /// Deadlines of all connections, a few times a second: cheaper than a timer each.
  func tick() {
    let now = MachineClock.now()
    for handler in connections.values { handler.tick(now) }
  }

  /// Authority changed: every call under way is judged anew.
  func recheck() {
    for handler in connections.values { handler.recheck() }
  }

  /// No new calls; connections without one are closed now, the others after their answer.
  func drain() {
    isDraining = true
    for handler in connections.values { handler.drain() }
  }

  func closeAll() {
    for handler in connections.values { handler.close() }
    pool.closeIdle()
  }
}
