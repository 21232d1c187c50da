import Sharing
import Vocabulary

/// A grant as it is kept: 40 bytes; what it shares with others stands once, in `GrantTerms`.
struct KeptGrant: Sendable {
  let resource: Int64, expiresAt: Int64
  let user: UInt32, reach: UInt32, state: UInt8
  /// How fast it calls: a token bucket on machine time, full at first.
  private var tokens: Float
  private var at: Int64 = 0

  init(_ scope: GrantScope, _ terms: inout GrantTerms, burst: Double) {
    (resource, expiresAt) = (scope.resource, scope.expiresAt.microseconds)
    user = terms.user(of: scope)
    reach = terms.reach(of: scope)
    state = terms.state(of: scope)
    tokens = Float(burst)
  }

  /// Goes on at the pace of the grant before its change.
  mutating func follow(_ before: KeptGrant) { (tokens, at) = (before.tokens, before.at) }

  /// False when the grant has used up what it may: so many calls a second, and a burst after a pause.
  mutating func take(at machine: Int64, rate: Double, burst: Double) -> Bool {
    let grown = at == 0 ? burst : Double(tokens) + Double(machine - at) / 1e9 * rate
    let now = min(burst, grown)
    at = machine
    guard now >= 1 else {
      tokens = Float(now)
      return false
    }
    tokens = Float(now - 1)
    return true
  }
}

/// What many grants have in common, each once: who, what, and in which state.
struct GrantTerms: Sendable {
  struct User: Hashable, Sendable { let department: String, departmentName: String, system: String }
  struct Reach: Hashable, Sendable {
    let manner: String, items: [String], values: [String: [String]], addresses: [AddressRange], isClosed: Bool
  }

  private var users: [User] = [], userPlaces: [User: UInt32] = [:]
  private var reaches: [(reach: Reach, fields: FieldList)] = [], reachPlaces: [Reach: UInt32] = [:]
  private var states: [String] = []

  mutating func user(of scope: GrantScope) -> UInt32 {
    let user = User(department: scope.department, departmentName: scope.departmentName, system: scope.system)
    if let place = userPlaces[user] { return place }
    users.append(user)
    userPlaces[user] = UInt32(users.count - 1)
    return UInt32(users.count - 1)
  }

  mutating func reach(of scope: GrantScope) -> UInt32 {
    let reach = Reach(manner: scope.manner, items: scope.items, values: scope.values, addresses: scope.addresses, isClosed: scope.isClosed)
    if let place = reachPlaces[reach] { return place }
    reaches.append((reach, FieldList(scope.items)))
    reachPlaces[reach] = UInt32(reaches.count - 1)
    return UInt32(reaches.count - 1)
  }

  /// A handful; the state machine has no more.
  mutating func state(of scope: GrantScope) -> UInt8 {
    if let place = states.firstIndex(of: scope.state) { return UInt8(place) }
    states.append(scope.state)
    return UInt8(states.count - 1)
  }

  func grant(_ id: Int64, _ kept: KeptGrant) -> GatewayGrant {
    let (user, (reach, fields)) = (users[Int(kept.user)], reaches[Int(kept.reach)])
    return GatewayGrant(
      scope: GrantScope(
        id: id, resource: kept.resource, department: user.department, departmentName: user.departmentName, system: user.system,
        state: states[Int(kept.state)], expiresAt: Instant(microseconds: kept.expiresAt), manner: reach.manner, items: reach.items, values: reach.values,
        addresses: reach.addresses, isClosed: reach.isClosed),
      fields: fields)
  }
}
