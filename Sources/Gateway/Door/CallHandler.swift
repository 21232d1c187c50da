import NIOCore
import Seals
import Sharing
import Vocabulary

/// One consumer's connection: takes one call at a time from its first line to the end of its answer.
///
/// Bound to its event loop. What a call may do is decided by `Sharing`; here it is carried out: nothing of an answer leaves before the
/// call's record is durable, and nothing of an unsafe call goes on before it.
final class CallHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// Bytes that may wait here for a call to take them.
  static let mostInbox = 64 << 10

  let desk: GatewayDesk
  let room: LoopRoom
  let peer: String
  let peerBlock: AddressRange?

  var context: ChannelHandlerContext?
  var bound: NIOLoopBound<CallHandler>?
  var call: LiveCall?
  var calls = 0
  /// The present answer is the last of this connection.
  var closesAfter = false
  var isClosing = false
  /// Machine time since which the consumer may only finish sending; 0 before.
  private(set) var closingSince: Int64 = 0

  var inbox = ByteBuffer()
  private var scanned = 0
  private var mayRead = true
  private var wantsRead = false
  private(set) var lastByte = MachineClock.now()
  /// Machine time of the first byte of a request whose head is not whole yet; 0 otherwise.
  private(set) var headSince = MachineClock.now()

  init(desk: GatewayDesk, room: LoopRoom, peer: String) {
    self.desk = desk
    self.room = room
    self.peer = peer
    peerBlock = AddressRange(of: peer)
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
    var bytes = unwrapInboundIn(data)
    lastByte = MachineClock.now()
    // What still comes behind the last answer is read and dropped, so that the answer is not lost to a reset.
    guard !isClosing else { return }
    if call == nil, headSince == 0 { headSince = lastByte }
    if inbox.readableBytes == 0 { inbox = bytes } else { inbox.writeBuffer(&bytes) }
    work()
  }

  /// Takes what has come as far as it goes: the body of the call under way, or the next call.
  func work() {
    while !isClosing {
      if let call {
        if !call.requestEnded { feed(call) }
        break
      }
      guard inbox.readableBytes > 0 else { break }
      do throws(WireFault) {
        guard let head = try WireHead.request(&inbox, scanned: &scanned) else { break }
        headSince = 0
        begin(head)
      } catch {
        closesAfter = true
        isClosing = true
        write(error == .tooLarge ? .headersTooLarge : .badRequest, id: desk.callID(), isHead: false)
      }
    }
    // The room for what comes next is not held by a connection that says nothing.
    if inbox.readableBytes == 0 { inbox = ByteBuffer() }
    setReading(inbox.readableBytes < Self.mostInbox)
  }

  func read(context: ChannelHandlerContext) {
    if mayRead { context.read() } else { wantsRead = true }
  }

  private func setReading(_ on: Bool) {
    guard on != mayRead else { return }
    mayRead = on
    if on, wantsRead {
      wantsRead = false
      context?.read()
    }
  }

  /// A call is over: the time of the next one begins with its first byte.
  func rest() {
    headSince = inbox.readableBytes > 0 ? lastByte : 0
    work()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    guard let call else { return }
    let isWritable = context.channel.isWritable
    call.stalledSince = isWritable ? 0 : MachineClock.now()
    if call.isDurable { call.upstream?.setReading(isWritable) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    isClosing = true
    guard let gone = call else { return }
    call = nil
    release(gone, wasFault: false)
    if gone.pass != nil, gone.seq > 0 { note(gone, party: .consumer) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { close() }

  /// The last answer has gone out. Who is still sending is let finish for a moment.
  func part(lingers: Bool) {
    guard lingers, closingSince == 0 else { return close() }
    closingSince = MachineClock.now()
    context?.close(mode: .output, promise: nil)
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
}
