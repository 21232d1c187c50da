import NIOCore
import Sharing
import Synchronization
import Vocabulary

extension CallHandler {
  /// A call's first line and headers are here: judged at this instant, taken down, and begun.
  func begin(_ head: WireHead) {
    calls += 1
    let machine = MachineClock.now()
    let id = desk.callID()
    let (method, uri) = (head.text(head.first), head.text(head.second))
    closesAfter = closesAfter || head.isOld || head.saysClose
    let length: BodyLength
    do throws(WireFault) {
      length = try BodyLength(request: head)
    } catch {
      return turnAway(.badRequest, id, method)
    }
    if let flaw = Self.flaw(of: head, uri) { return turnAway(flaw, id, method) }
    let now = desk.lease.office(at: machine)
    var admission = CallAdmission(
      at: now.microseconds, callID: id, keyID: nil, grant: nil, resource: nil, department: nil, method: method,
      path: Self.path(of: uri), peer: peer, admitted: false, code: nil, status: nil, faultParty: nil)
    let target = CallTarget(uri)
    let facts = CallFacts(
      method: method == "HEAD" ? "GET" : method, path: target?.path ?? "/", query: target?.query ?? [], peer: peerBlock)
    func live(_ pass: LiveCall.Pass?) -> LiveCall {
      LiveCall(number: calls, id: id, head: head, facts: facts, method: method, length: length, began: machine, pass: pass)
    }
    do throws(Denial) {
      guard desk.lease.holds(at: machine) else { return refuse(.noLease, live(nil), admission) }
      guard !room.isDraining else { return refuse(.draining, live(nil), admission) }
      let pass = try judge(head, target, facts, now, machine, &admission)
      admission.admitted = true
      desk.counts.admitted.add(1, ordering: .relaxed)
      let new = live(pass)
      start(new, admission)
      admitted(new)
    } catch {
      refuse(Problem(error, at: now), live(nil), admission)
    }
  }

  /// Answers what is no call at all; nothing is taken down of it.
  private func turnAway(_ problem: Problem, _ id: String, _ method: String) {
    closesAfter = true
    isClosing = true
    write(problem, id: id, isHead: method == "HEAD")
  }

  private func start(_ new: LiveCall, _ admission: CallAdmission) {
    let number = new.number
    call = new
    guard let bound, let context else { return }
    new.seq = desk.journal.admit(admission, on: context.eventLoop) { durable in bound.value.recorded(durable, number) }
  }

  private func admitted(_ new: LiveCall) {
    if new.isSafe {
      // What changes nothing may be on its way to the service while its record is being written.
      if new.requestEnded { connect() } else { fail(.bodyNotTaken) }
    } else if case .counted(let bytes) = new.length, bytes > desk.settings.bodyBytes {
      fail(.bodyTooLarge)
    }
  }

  private func refuse(_ problem: Problem, _ refused: LiveCall, _ admission: CallAdmission) {
    var admission = admission
    (admission.code, admission.status, admission.faultParty) = (problem.record, Int32(problem.status), problem.party.rawValue)
    desk.counts.refused.add(1, ordering: .relaxed)
    refused.held = problem
    // A body that nobody reads: the connection cannot be trusted to hold another request where we think it does.
    if !refused.requestEnded { closesAfter = true }
    start(refused, admission)
  }

  /// The record is on the disk, or could not be written: then nothing is served.
  private func recorded(_ durable: Bool, _ number: Int) {
    guard let call, call.number == number else { return }
    call.isDurable = true
    guard durable else {
      call.held = nil
      return fail(.noRecord)
    }
    if let held = call.held { return conclude(held) }
    if call.isSafe {
      flush(call)
      if self.call === call, context?.channel.isWritable == true { call.upstream?.setReading(true) }
    } else {
      connect()
    }
  }

  /// What the parser lets through and we do not.
  private static func flaw(of head: WireHead, _ uri: String) -> Problem? {
    let hosts = head.count(.host)
    guard hosts <= 1, hosts == 1 || head.isOld, uri.utf8.first == UInt8(ascii: "/") else { return .badRequest }
    guard uri.utf8.count <= 8192 else { return .lineTooLong }
    guard uri.hasPrefix("/svc/") else { return .notFound }
    return nil
  }

  private static func path(of uri: String) -> String {
    guard let mark = uri.utf8.firstIndex(of: UInt8(ascii: "?")) else { return uri }
    return String(uri[..<mark])
  }

  private func judge(
    _ head: WireHead, _ target: CallTarget?, _ facts: CallFacts, _ now: Instant, _ machine: Int64, _ admission: inout CallAdmission
  ) throws(Denial) -> LiveCall.Pass {
    try desk.store.stops.admit(at: now)
    guard let target else { throw .badTarget }
    if target.query.contains(where: { $0.value.hasPrefix(AccessCode.prefix) }) { throw .codeInQuery }
    guard let text = Self.code(in: head) else { throw .unknownCode }
    let (keyID, grant) = try desk.grant(of: text, now: now)
    (admission.keyID, admission.grant, admission.department) = (keyID, grant.scope.id, grant.scope.department)
    guard let resource = desk.store.resource(grant.scope.resource) else { throw .offline }
    admission.resource = resource.interface.id
    guard resource.interface.code == target.code else { throw .outside("资源 \(target.code)") }
    let passed = try grant.scope.admit(facts, at: resource.interface, now: now)
    if passed.items != nil, head.has(.range) { throw .outside("Range(按数据项授权的接口不能分段读取)") }
    guard desk.store.takePace(grant.scope.id, at: machine) else { throw .tooFast }
    if let most = resource.interface.dailyCalls {
      let day = Day(of: now)
      guard desk.store.daily.take(grant.scope.id, of: most, on: day) else { throw .usedUp(most, on: day) }
    }
    return LiveCall.Pass(grant: grant, resource: resource, admission: passed)
  }

  private static func code(in head: WireHead) -> String? {
    guard let field = head.field(.authorization) else { return head.value(.accessCode) }
    guard field.end - field.value == AccessCode.length + 7, head.text(field.value..<field.value + 7).lowercased() == "bearer " else { return nil }
    return head.text(field.value + 7..<field.end)
  }

  /// Authority changed while the call is under way: what no longer holds is broken off.
  func recheck() {
    guard let call, let pass = call.pass else { return }
    let now = desk.lease.office(at: MachineClock.now())
    do throws(Denial) {
      guard let grant = desk.store.grant(pass.grant.scope.id), let resource = desk.store.resource(pass.grant.scope.resource) else { throw .offline }
      try grant.scope.admitCaller(call.facts, now)
      switch resource.interface.serving {
      case .attached: return
      case .paused: throw .paused
      case .offline: throw .offline
      }
    } catch {
      fail(Problem(error, at: now))
    }
  }
}
