import NIOCore

/// One kept connection to a service: carries one call at a time and reads only while its caller wants more.
///
/// Bound to one event loop; nothing of it is touched from elsewhere.
final class UpstreamChannel: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  struct Closed: Error {}

  private var context: ChannelHandlerContext?
  /// Held only while a call is under way.
  private var caller: CallHandler?
  private var toHead = false
  private var body: BodyReader?
  private var inbox = ByteBuffer()
  private var scanned = 0
  private var mayRead = true
  private var wantsRead = false
  private var keepsAlive = false
  /// Machine time of the last end of a call, and of the first connect.
  private(set) var idleSince: Int64 = 0
  let born = MachineClock.now()
  /// The pool that keeps it while it is idle, and under what.
  var home: (pool: UpstreamPool, key: ObjectIdentifier)?

  var isOpen: Bool { context?.channel.isActive == true }
  var isWritable: Bool { context?.channel.isWritable == true }
  var isReusable: Bool { keepsAlive && isOpen }

  /// - Parameter toHead: the answer will have no body, whatever it says.
  func begin(_ caller: CallHandler, toHead: Bool) {
    self.caller = caller
    self.toHead = toHead
    keepsAlive = false
  }

  func write(_ bytes: ByteBuffer) { context?.write(wrapOutboundOut(bytes), promise: nil) }

  func write(body piece: ByteBuffer, isChunked: Bool) {
    guard isChunked else { return write(piece) }
    var line = ByteBuffer()
    line.write(hex: piece.readableBytes)
    line.writeStaticString("\r\n")
    write(line)
    write(piece)
    write(ByteBuffer(staticString: "\r\n"))
  }

  func flush() { context?.flush() }

  func setReading(_ on: Bool) {
    guard on != mayRead else { return }
    mayRead = on
    if on, wantsRead {
      wantsRead = false
      context?.read()
    }
  }

  /// Ends a call early: the connection goes with it, since half an answer cannot be skipped.
  func abandon() {
    caller = nil
    context?.close(promise: nil)
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }
  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func read(context: ChannelHandlerContext) {
    if mayRead { context.read() } else { wantsRead = true }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // Whatever answers without a question is not to be trusted with the next one.
    guard caller != nil else { return context.close(promise: nil) }
    var bytes = unwrapInboundIn(data)
    if inbox.readableBytes == 0 { inbox = bytes } else { inbox.writeBuffer(&bytes) }
    do throws(WireFault) {
      try work()
    } catch {
      end()
      context.close(promise: nil)
    }
    if inbox.readableBytes == 0 { inbox = ByteBuffer() }
  }

  private func work() throws(WireFault) {
    if body == nil { try readHead() }
    while let caller, let piece = try body?.next(&inbox) { caller.upstreamBody(piece) }
    if caller != nil, body?.isOver == true { complete() }
  }

  private func readHead() throws(WireFault) {
    while let caller, let head = try WireHead.answer(&inbox, scanned: &scanned) {
      // What comes before the answer itself is not passed on; another protocol is not spoken.
      guard head.status != 101 else { throw .invalid }
      if head.status < 200 { continue }
      let length = try BodyLength(answer: head, toHead: toHead)
      body = BodyReader(length)
      keepsAlive = !head.isOld && !head.saysClose && length != .untilClose
      return caller.upstreamHead(head, length)
    }
  }

  private func complete() {
    guard let caller else { return }
    self.caller = nil
    body = nil
    idleSince = MachineClock.now()
    if inbox.readableBytes > 0 { keepsAlive = false }
    setReading(true)
    // What follows may already give this connection its next call.
    let isOver = !keepsAlive
    caller.upstreamEnd()
    if isOver { context?.close(promise: nil) }
  }

  func channelReadComplete(context: ChannelHandlerContext) { caller?.upstreamBatchEnd() }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { caller?.upstreamWritable() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    if caller != nil, body?.endsWithConnection == true { complete() } else { end() }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    end()
    context.close(promise: nil)
  }

  private func end() {
    if let caller {
      self.caller = nil
      caller.upstreamFailed()
    } else if let home {
      self.home = nil
      home.pool.drop(self, home.key)
    }
  }
}
