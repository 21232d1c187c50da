import NIOCore
import NIOHTTP1

/// The answer's side of a call: told what comes back, on the call's own loop.
protocol UpstreamReader: AnyObject {
  func upstreamHead(_ head: HTTPResponseHead)
  func upstreamBody(_ body: ByteBuffer)
  func upstreamEnd()
  /// Everything that came together has been told: what was written may go out.
  func upstreamBatchEnd()
  func upstreamFailed(_ error: any Error)
  func upstreamWritable(_ isWritable: Bool)
}

/// One kept connection to a service: carries one call at a time and reads only while its reader wants more.
///
/// Bound to one event loop; nothing of it is touched from elsewhere.
final class UpstreamChannel: ChannelDuplexHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundIn = HTTPClientRequestPart
  typealias OutboundOut = HTTPClientRequestPart

  struct Closed: Error {}

  private var context: ChannelHandlerContext?
  /// Held only while a call is under way.
  private var hold: (any UpstreamReader)?
  private var mayRead = true
  private var wantsRead = false
  private var keepsAlive = false
  /// Machine time of the last end of a call, and of the first connect.
  var idleSince: Int64 = 0
  let born = MachineClock.now()
  /// Called when an idle connection ends.
  var onIdleEnd: (() -> Void)?

  var isOpen: Bool { context?.channel.isActive == true }
  var isWritable: Bool { context?.channel.isWritable == true }

  func begin(_ reader: any UpstreamReader, reading: Bool) {
    hold = reader
    keepsAlive = false
    mayRead = reading
  }

  func write(_ part: HTTPClientRequestPart, flush: Bool) {
    guard let context else { return }
    context.write(wrapOutboundOut(part), promise: nil)
    if flush { context.flush() }
  }

  func setReading(_ on: Bool) {
    mayRead = on
    if on, wantsRead {
      wantsRead = false
      context?.read()
    }
  }

  /// Ends a call early: the connection goes with it, since half an answer cannot be skipped.
  func abandon() {
    hold = nil
    context?.close(promise: nil)
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }
  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func read(context: ChannelHandlerContext) {
    if mayRead { context.read() } else { wantsRead = true }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard let reader = hold else {
      // Bytes that nobody asked for: whatever answers without a question is not to be trusted with the next one.
      context.close(promise: nil)
      return
    }
    switch unwrapInboundIn(data) {
    case .head(let head):
      keepsAlive = head.isKeepAlive
      reader.upstreamHead(head)
    case .body(let body): reader.upstreamBody(body)
    case .end:
      hold = nil
      mayRead = true
      idleSince = MachineClock.now()
      let reusable = keepsAlive
      reader.upstreamEnd()
      if !reusable { context.close(promise: nil) }
    }
  }

  var isReusable: Bool { keepsAlive && isOpen }

  func channelReadComplete(context: ChannelHandlerContext) { hold?.upstreamBatchEnd() }

  func channelWritabilityChanged(context: ChannelHandlerContext) { hold?.upstreamWritable(context.channel.isWritable) }

  func channelInactive(context: ChannelHandlerContext) { end(Closed()) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    end(error)
    context.close(promise: nil)
  }

  private func end(_ error: any Error) {
    if let reader = hold {
      hold = nil
      reader.upstreamFailed(error)
    } else {
      onIdleEnd?()
    }
  }
}
