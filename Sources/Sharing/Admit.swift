package import Vocabulary

/// What an admitted call may do.
package struct Admission: Sendable, Hashable {
  package let operation: Interface.Operation
  /// Items that may come back; nil when the interface was granted whole.
  package let items: [String]?
  /// The declared parameters of the call, without the gateway's own.
  package let parameters: [CallParameter]
}

extension CallParameter: CustomStringConvertible {
  package var description: String { "\(name)=\(value)" }
}

extension GrantScope {
  /// The gateway's own parameter: which items the caller wants, by name. Naming one that was not granted is refused (E47); what is never
  /// asked for is left out silently.
  package static let selection = "fields"
  /// The gateway's own parameter of a table interface: where the page before ended.
  package static let page = "after"

  /// May this call pass, at this instant? State and term first, then the resource, then manner, parameters and items (EX-8.2).
  ///
  /// Example: a grant whose last day is 2029-11-23 denies with E51 from 2029-11-24T00:00:00+08:00 on, whatever job has or has not run.
  package func admit(_ call: CallFacts, at interface: Interface, now: Instant) throws(Denial) -> Admission {
    try admitCaller(call, now)
    switch interface.serving {
    case .attached: break
    case .paused: throw .paused
    case .offline: throw .offline
    }
    var operation: Interface.Operation?, isDeclared = false
    for one in interface.operations where one.method == call.method && one.path.matches(call.path) {
      isDeclared = true
      if one.manner == manner { operation = one }
      if operation != nil { break }
    }
    guard isDeclared else { throw .outside("没有声明的操作 \(call.method) \(call.path)") }
    guard let operation else { throw .outside("该操作的使用方式与授权不符") }
    let parameters = try checked(call.query, interface)
    return Admission(operation: operation, items: try selected(call.query, interface), parameters: parameters)
  }

  /// State, term and address alone: whether an answer under way may go on.
  package func admitCaller(_ call: CallFacts, _ now: Instant) throws(Denial) {
    guard state != "expired", now < expiresAt || state != "in-force" && state != "suspended" else { throw .expired }
    guard state == "in-force" else { throw .ended(stateLabel) }
    guard !isClosed, addresses.isEmpty || call.peer.map({ peer in addresses.contains { $0.contains(peer) } }) == true else { throw .wrongAddress }
  }

  /// Every required parameter, only declared ones, each once, within the granted values.
  private func checked(_ query: [CallParameter], _ interface: Interface) throws(Denial) -> [CallParameter] {
    if query.isEmpty, interface.required.isEmpty, values.isEmpty { return [] }
    // A bound that the interface does not know bounds nothing: then nobody calls, rather than without bounds.
    if let stranger = values.keys.sorted().first(where: { !interface.required.contains($0) && !interface.optional.contains($0) }) {
      throw .outside("授权的数据范围 \(stranger) 不是接口的参数")
    }
    let given = query.filter { $0.name != Self.selection && !(interface.form == .query && $0.name == Self.page) }
    for name in interface.required where !given.contains(where: { $0.name == name && !$0.value.isEmpty }) { throw .outside("缺少必填参数 \(name)") }
    var seen: Set<String> = []
    for parameter in given {
      let name = parameter.name
      guard interface.required.contains(name) || interface.optional.contains(name) else { throw .outside("没有声明的参数 \(name)") }
      guard seen.insert(name).inserted else { throw .outside("参数 \(name) 重复") }
      if let allowed = values[name], !allowed.contains(parameter.value) { throw .outside("参数 \(name) 的取值") }
    }
    // A value fixed by the grant must be given: left out, the call would reach beyond it.
    for name in values.keys.sorted() where interface.optional.contains(name) && !seen.contains(name) { throw .outside("缺少参数 \(name)") }
    return given
  }

  /// What may come back: the granted items, fewer when the caller names some.
  private func selected(_ query: [CallParameter], _ interface: Interface) throws(Denial) -> [String]? {
    let named = query.isEmpty ? [] : query.filter { $0.name == Self.selection }.flatMap { $0.value.split(separator: ",").map(String.init) }
    // What a revision dropped is no longer provided, whatever was granted once (EX §7.25).
    let live = items.allSatisfy(interface.itemSet.contains) ? items : items.filter(interface.itemSet.contains)
    guard !live.isEmpty else { throw .outside("所授权的数据项均已停止提供") }
    if let stranger = named.first(where: { !live.contains($0) }) { throw .outside("数据项 \(stranger)") }
    if !named.isEmpty { return named }
    guard live.count == items.count, live.count >= interface.itemSet.count else { return live }
    return live == interface.items || Set(live).isSuperset(of: interface.itemSet) ? nil : live
  }
}
