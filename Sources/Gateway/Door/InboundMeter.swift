import NIOCore
import NIOHTTP1
import Sharing

/// Sees the raw bytes of a connection, to know how long it has been silent and how long a request has been on its way.
final class InboundMeter: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private(set) var lastByte = MachineClock.now()
  /// Machine time of the first byte of a request whose head is not whole yet; 0 otherwise.
  private(set) var headSince = MachineClock.now()
  private var inRequest = false
  private var context: ChannelHandlerContext?

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }
  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  /// Answers where no request has been understood, past the parts of the pipeline that count requests and answers, and closes.
  func answerAndClose(_ problem: Problem, id: String) {
    guard let context else { return }
    let body = problem.body(id)
    let head = """
      HTTP/1.1 \(problem.status) \(HTTPResponseStatus(statusCode: problem.status).reasonPhrase)\r
      Content-Type: application/problem+json; charset=utf-8\r
      Content-Length: \(body.utf8.count)\r
      Cache-Control: no-store\r
      X-Call-Id: \(id)\r
      X-Fault-Party: \(problem.party.rawValue)\r
      Connection: close\r
      \r\n
      """
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(NIOAny(ByteBuffer(string: head + body))).whenComplete { _ in bound.value.close(promise: nil) }
  }

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
