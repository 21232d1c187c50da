import JSONText
import NIOCore
import NIOHTTP1

/// Puts the guards that the framework leaves out before each connection of a listener: what is no clear HTTP/1.1 is answered with 400 and
/// runs no handler, and a head that drips in is cut off.
final class FrameGuard: RemovableChannelHandler, ChannelInboundHandler {
  typealias InboundIn = NIOAny

  func handlerAdded(context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    guard let decoder = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self) else { return context.close(promise: nil) }
    let clock = HeadClock()
    try? pipeline.addHandler(HeadGuard(clock), position: .after(decoder))
    try? pipeline.addHandler(clock, position: .first)
  }
}

/// Sees the raw bytes: a head must be whole ten seconds after its first byte.
final class HeadClock: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  static let seconds: Int64 = 10

  private var deadline: Scheduled<Void>?
  private var inRequest = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if !inRequest, deadline == nil {
      let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
      deadline = context.eventLoop.scheduleTask(in: .seconds(Self.seconds)) { bound.value.close(promise: nil) }
    }
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    headArrived()
    context.fireChannelInactive()
  }

  func headArrived() {
    deadline?.cancel()
    deadline = nil
    inRequest = true
  }

  func requestArrived() { inRequest = false }
}

/// Sees the parsed head: one Host, an address that begins with a slash, no coding but chunked.
final class HeadGuard: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let clock: HeadClock
  private var isRefused = false
  init(_ clock: HeadClock) { self.clock = clock }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isRefused else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      clock.headArrived()
      guard Self.isClear(head) else { return refuse(context) }
    case .end: clock.requestArrived()
    case .body: break
    }
    context.fireChannelRead(data)
  }

  static func isClear(_ head: HTTPRequestHead) -> Bool {
    let codings = head.headers["transfer-encoding"]
    let isChunked = codings.isEmpty || codings.count == 1 && codings[0].lowercased() == "chunked" && head.version == .http1_1
    return head.headers["host"].count == 1 && head.version.major == 1 && head.uri.utf8.first == UInt8(ascii: "/") && head.uri.utf8.count <= 8192 && isChunked
  }

  private func refuse(_ context: ChannelHandlerContext) {
    isRefused = true
    let body = Problem.plain(400, "request.invalid", "请求不符合HTTP/1.1", requestID: "-", path: "-").body.text
    let headers = HTTPHeaders([
      ("Content-Type", Problem.mediaType), ("Content-Length", String(body.utf8.count)), ("Cache-Control", "no-store"), ("Connection", "close"),
    ])
    context.write(wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .badRequest, headers: headers))), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in bound.value.close(promise: nil) }
  }
}
