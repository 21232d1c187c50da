import NIOCore
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
    guard let call, call.number == number, call.held == nil else { return }
    switch result {
    case .problem(let problem): fail(problem)
    case .rows(let body, let count):
      var out = ByteBuffer()
      out.writeStaticString("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nCache-Control: no-store\r\nContent-Length: ")
      out.write(decimal: body.readableBytes)
      out.writeString("\r\nX-Call-Id: \(call.id)\r\n\(closesAfter ? "Connection: close\r\n" : "")\r\n")
      var answer = AnswerSheet(head: out, .counted)
      (call.status, call.rows) = (200, count)
      if !call.isHead {
        call.sent = Int64(body.readableBytes)
        answer.add(body)
      }
      (call.answer, call.isAnswered) = (answer, true)
      flush(call)
    }
  }
}
