import NIOCore
import NIOHTTP1
import Seals
import Sharing
import Vocabulary

/// One consumer's connection: takes one call at a time from its first line to the end of its answer.
///
/// Bound to its event loop. What a call may do is decided by `Sharing`; here it is carried out: nothing of an answer leaves before the
/// call's record is durable, and nothing of an unsafe call goes on before it.
final class CallHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  let desk: GatewayDesk
  let room: LoopRoom
  let peer: String
  let peerBlock: AddressBlock?
  let meter: InboundMeter

  var context: ChannelHandlerContext?
  var bound: NIOLoopBound<CallHandler>?
  var call: LiveCall?
  var calls = 0
  private var mayRead = true
  private var wantsRead = false
  /// The present answer is the last of this connection.
  var closesAfter = false
  var isClosing = false

  init(desk: GatewayDesk, room: LoopRoom, peer: String, meter: InboundMeter) {
    self.desk = desk
    self.room = room
    self.peer = peer
    self.meter = meter
    peerBlock = AddressBlock(peer)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    room.enter(self)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    room.leave(self)
    self.context = nil
    bound = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      meter.headArrived()
      begin(head)
    case .body(let body): take(body)
    case .end:
      meter.requestArrived()
      guard call != nil else { return }
      call?.requestEnded = true
      // A call that changes nothing may be on its way to the service while its record is being written.
      if call?.isSafe == true, call?.held == nil { connect() } else { forward() }
    }
  }

  func read(context: ChannelHandlerContext) {
    if mayRead { context.read() } else { wantsRead = true }
  }

  func setReading(_ on: Bool) {
    mayRead = on
    if on, wantsRead {
      wantsRead = false
      context?.read()
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    let isWritable = context.channel.isWritable
    call?.stalledSince = isWritable ? 0 : MachineClock.now()
    if call?.isDurable == true { call?.upstream?.setReading(isWritable) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    isClosing = true
    guard let gone = call else { return }
    call = nil
    release(gone, wasFault: false)
    if gone.pass != nil, gone.seq > 0 { note(gone, party: .consumer) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard call == nil, !isClosing else { return close() }
    isClosing = true
    switch error {
    case HTTPParserError.headerOverflow: meter.answerAndClose(.headersTooLarge, id: desk.callID())
    case is HTTPParserError: meter.answerAndClose(.badRequest, id: desk.callID())
    default: close()
    }
  }

  func close() {
    isClosing = true
    context?.close(promise: nil)
  }

  /// Closes now, or after the answer under way.
  func drain() {
    closesAfter = true
    if call == nil { close() }
  }

  /// What a consumer sends of a call's body goes on to the service, or waits for it.
  private func take(_ body: ByteBuffer) {
    guard call != nil, call?.held == nil else { return }
    call?.received += Int64(body.readableBytes)
    call?.movedAt = MachineClock.now()
    if call?.isSafe == true { return fail(.bodyNotTaken) }
    if (call?.received ?? 0) > desk.settings.bodyBytes { return fail(.bodyTooLarge) }
    call?.waiting.append(body)
    forward()
  }
}
