import NIOCore
import NIOHTTP1
import Sharing
import Synchronization
import Vocabulary

extension CallHandler {
  /// A call's first line and headers are here: judged at this instant, taken down, and begun.
  func begin(_ head: HTTPRequestHead) {
    calls += 1
    let machine = MachineClock.now()
    closesAfter = closesAfter || !head.isKeepAlive || head.version != .http1_1
    if let flaw = flaw(of: head) {
      closesAfter = true
      return write(flaw, id: desk.callID(), isHead: head.method == .HEAD)
    }
    let now = desk.lease.office(at: machine)
    let id = desk.callID()
    var admission = CallAdmission(
      at: now.microseconds, callID: id, keyID: nil, grant: nil, resource: nil, department: nil, method: head.method.rawValue,
      path: String(head.uri.prefix { $0 != "?" }), peer: peer, admitted: false, code: nil, status: nil, faultParty: nil)
    let target = CallTarget(head.uri)
    let facts = CallFacts(
      method: head.method == .HEAD ? "GET" : head.method.rawValue, path: target?.path ?? "/", query: target?.query ?? [], peer: peerBlock)
    do {
      guard desk.lease.holds(at: machine) else { return refuse(.noLease, head, facts, admission, machine) }
      guard !room.isDraining else { return refuse(.draining, head, facts, admission, machine) }
      let pass = try judge(head, target, facts, now, machine, &admission)
      admission.admitted = true
      desk.counts.admitted.add(1, ordering: .relaxed)
      start(LiveCall(number: calls, id: id, head: head, facts: facts, began: machine, pass: pass), admission)
    } catch {
      refuse(Problem(error), head, facts, admission, machine)
    }
  }

  private func start(_ new: LiveCall, _ admission: CallAdmission) {
    var new = new
    let number = new.number
    new.movedAt = new.began
    call = new
    guard let bound, let context else { return }
    call?.seq = desk.journal.admit(admission, on: context.eventLoop) { durable in bound.value.recorded(durable, number) }
    // What changes something goes nowhere before it is taken down.
    if call?.isSafe != true { setReading(false) }
  }

  private func refuse(_ problem: Problem, _ head: HTTPRequestHead, _ facts: CallFacts, _ admission: CallAdmission, _ machine: Int64) {
    var admission = admission
    (admission.code, admission.status, admission.faultParty) = (problem.record, Int32(problem.status), problem.party.rawValue)
    desk.counts.refused.add(1, ordering: .relaxed)
    var refused = LiveCall(number: calls, id: admission.callID, head: head, facts: facts, began: machine, pass: nil)
    refused.held = problem
    // A body that nobody reads: the connection cannot be trusted to hold another request where we think it does.
    if !refused.isSafe { closesAfter = true }
    start(refused, admission)
  }

  /// The record is on the disk, or could not be written: then nothing is served.
  private func recorded(_ durable: Bool, _ number: Int) {
    guard call?.number == number else { return }
    call?.isDurable = true
    guard durable else {
      call?.held = nil
      return fail(.noRecord)
    }
    if let held = call?.held { return conclude(held) }
    setReading(true)
    if call?.isSafe == false { connect() }
    if context?.channel.isWritable == true { call?.upstream?.setReading(true) }
    sendHeldAnswer()
  }

  /// What the parser lets through and we do not.
  private func flaw(of head: HTTPRequestHead) -> Problem? {
    let hosts = head.headers["host"].count
    guard hosts <= 1, hosts == 1 || head.version.minor == 0, head.version.major == 1, head.uri.utf8.first == UInt8(ascii: "/") else { return .badRequest }
    let codings = head.headers["transfer-encoding"]
    guard codings.isEmpty || codings.count == 1 && codings[0].lowercased() == "chunked" && head.version == .http1_1 else { return .badRequest }
    guard head.uri.utf8.count <= 8192 else { return .lineTooLong }
    guard head.uri.hasPrefix("/svc/") else { return .notFound }
    return nil
  }

  private func judge(
    _ head: HTTPRequestHead, _ target: CallTarget?, _ facts: CallFacts, _ now: Instant, _ machine: Int64, _ admission: inout CallAdmission
  ) throws(Denial) -> LiveCall.Pass {
    try desk.store.stops.admit(at: now)
    guard let target else { throw .badTarget }
    if target.query.contains(where: { $0.value.hasPrefix(AccessCode.prefix) }) { throw .codeInQuery }
    guard let text = Self.code(in: head.headers) else { throw .unknownCode }
    let (keyID, grant) = try desk.grant(of: text, now: now)
    (admission.keyID, admission.grant, admission.department) = (keyID, grant.scope.id, grant.scope.department)
    guard let resource = desk.store.resource(grant.scope.resource) else { throw .offline }
    admission.resource = resource.interface.id
    guard resource.interface.code == target.code else { throw .outside("资源 \(target.code)") }
    let passed = try grant.scope.admit(facts, at: resource.interface, now: now)
    if passed.items != nil, head.headers.contains(name: "range") { throw .outside("Range(按数据项授权的接口不能分段读取)") }
    guard grant.pace.take(at: machine) else { throw .tooFast }
    return LiveCall.Pass(grant: grant, resource: resource, admission: passed)
  }

  private static func code(in headers: HTTPHeaders) -> Substring? {
    if let bearer = headers.first(name: "authorization") {
      guard bearer.utf8.count == AccessCode.length + 7, bearer.prefix(7).lowercased() == "bearer " else { return nil }
      return bearer.dropFirst(7)
    }
    return headers.first(name: "x-access-code").map { $0[...] }
  }

  /// Authority changed while the call is under way: what no longer holds is broken off.
  func recheck() {
    guard let pass = call?.pass, let facts = call?.facts else { return }
    let now = desk.lease.office(at: MachineClock.now())
    do throws(Denial) {
      guard let grant = desk.store.grant(pass.grant.scope.id), let resource = desk.store.resource(pass.grant.scope.resource) else { throw .offline }
      try grant.scope.admitCaller(facts, now)
      switch resource.interface.serving {
      case .attached: return
      case .paused: throw .paused
      case .offline: throw .offline
      }
    } catch {
      fail(Problem(error))
    }
  }
}
