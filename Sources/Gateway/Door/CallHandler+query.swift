import NIOCore
import NIOHTTP1
import Sharing

extension CallHandler {
  /// A table interface: the gateway asks the provider's table itself (EX-9). Runs after the record is durable or beside it; the answer waits.
  func query(_ pass: LiveCall.Pass, _ number: Int) {
    guard let place = pass.resource.place, let context, let bound else { return fail(.noUpstream) }
    let (desk, source) = (desk, pass.resource.source)
    let items = pass.admission.items ?? pass.resource.interface.items
    let parameters = pass.admission.parameters
    let after = call?.facts.query.first { $0.name == GrantScope.page }?.value
    context.eventLoop.makeFutureWithTask { await desk.tables.answer(place, source, items: items, parameters: parameters, after: after) }
      .whenSuccess { result in bound.value.queried(result, number) }
  }

  private func queried(_ result: TableAnswer, _ number: Int) {
    guard call?.number == number, call?.held == nil else { return }
    switch result {
    case .problem(let problem): fail(problem)
    case .rows(let body, let count):
      guard call?.isDurable == true else {
        call?.answer = result
        return
      }
      call?.status = 200
      call?.rows = count
      send(body)
    }
  }

  /// The record is durable and the answer was there before it.
  func sendHeldAnswer() {
    guard let answer = call?.answer, let number = call?.number else { return }
    call?.answer = nil
    queried(answer, number)
  }

  private func send(_ body: ByteBuffer) {
    guard let done = call else { return }
    var headers = HTTPHeaders([
      ("Content-Type", "application/json; charset=utf-8"), ("Content-Length", String(body.readableBytes)), ("Cache-Control", "no-store"),
      ("X-Call-Id", done.id),
    ])
    if closesAfter { headers.add(name: "Connection", value: "close") }
    context?.write(wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: headers))), promise: nil)
    if done.head.method != .HEAD {
      call?.sent = Int64(body.readableBytes)
      context?.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
    if let ended = call {
      note(ended, party: nil)
      finish(ended)
    }
  }
}
