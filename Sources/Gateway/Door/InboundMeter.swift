import NIOCore

/// Sees the raw bytes of a connection, to know how long it has been silent and how long a request has been on its way.
final class InboundMeter: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private(set) var lastByte = MachineClock.now()
  /// Machine time of the first byte of a request whose head is not whole yet; 0 otherwise.
  private(set) var headSince = MachineClock.now()
  private var inRequest = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    lastByte = MachineClock.now()
    if !inRequest, headSince == 0 { headSince = lastByte }
    context.fireChannelRead(data)
  }

  func headArrived() {
    headSince = 0
    inRequest = true
  }

  func requestArrived() { inRequest = false }
}
