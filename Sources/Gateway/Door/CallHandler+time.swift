extension CallHandler {
  /// Held against the clock a few times a second.
  func tick(_ now: Int64) {
    guard !isClosing else { return }
    let limits = desk.settings.deadlines
    func over(_ since: Int64, _ seconds: Int) -> Bool { since > 0 && now - since > Int64(seconds) * 1_000_000_000 }
    guard let call else {
      if over(meter.headSince, limits.head) {
        // A connection that never sent anything is merely idle.
        closesAfter = true
        if calls == 0, meter.lastByte <= meter.headSince { return close() }
        isClosing = true
        return meter.answerAndClose(.slowRequest, id: desk.callID())
      }
      if over(meter.lastByte, limits.idle) { close() }
      return
    }
    guard call.held == nil else { return }
    if over(call.began, limits.total) { return fail(.slow) }
    if over(call.stalledSince, limits.stall) { return close() }
    guard call.requestEnded else {
      if over(max(call.movedAt, meter.lastByte), limits.stall) { fail(.slowRequest) }
      return
    }
    guard call.upstreamSince > 0 else { return }
    let answered = call.hasStarted || call.pendingHead != nil
    if !answered, over(call.upstreamSince, limits.firstByte) { return fail(.slow) }
    if answered, call.stalledSince == 0, over(call.movedAt, limits.stall) { fail(.slow) }
  }
}
