import NIOCore

extension CallHandler {
  /// Held against the clock a few times a second.
  func tick(_ now: Int64) {
    let limits = desk.settings.deadlines
    func over(_ since: Int64, _ seconds: Int) -> Bool { since > 0 && now - since > Int64(seconds) * 1_000_000_000 }
    guard !isClosing else {
      if over(closingSince, limits.linger) { close() }
      return
    }
    guard let call else {
      if over(headSince, limits.head) {
        closesAfter = true
        // A connection that never sent anything is merely idle.
        if calls == 0, inbox.readableBytes == 0 { return close() }
        isClosing = true
        return write(.slowRequest, id: desk.callID(), isHead: false)
      }
      if over(lastByte, limits.idle) { close() }
      return
    }
    guard call.held == nil else { return }
    // An answer that takes its time is not held back until its end.
    if call.isDurable, (call.answer?.bodyBytes ?? 0) > 0, !call.isAnswered { goOn(call) }
    if over(call.began, limits.total) { return fail(.slow) }
    if over(call.stalledSince, limits.stall) { return close() }
    guard call.requestEnded else {
      if over(max(call.movedAt, lastByte), limits.stall) { fail(.slowRequest) }
      return
    }
    guard call.upstreamSince > 0 else { return }
    let answered = call.answer != nil
    if !answered, over(call.upstreamSince, limits.firstByte) { return fail(.slow) }
    if answered, call.stalledSince == 0, over(call.movedAt, limits.stall) { fail(.slow) }
  }
}
