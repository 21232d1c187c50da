package import JSONText
package import Vocabulary

/// What a grant (授权) opens at the gateway: frozen when it was approved, read at the instant of each call (EX-8.2, K9).
package struct GrantScope: Sendable, Hashable {
  package let id: Int64
  package let resource: Int64
  package let department: String
  package let departmentName: String
  package let system: String
  /// Of the grant's case: only `in-force` admits.
  package let state: String
  /// Exclusive (K4).
  package let expiresAt: Instant
  package let manner: String
  package let items: [String]
  /// Values that parameters may have, by name: a text, or a list of texts. A parameter without an entry is free.
  package let values: [String: [String]]
  /// Callers' addresses; empty for any (EX-11.1c).
  package let addresses: [AddressRange]
  /// An entry of the list could not be read: then nobody may call, rather than everybody.
  package let isClosed: Bool

  package init(
    id: Int64, resource: Int64, department: String, departmentName: String, system: String, state: String, expiresAt: Instant, manner: String,
    items: [String], scope: JSON, addresses: [String]
  ) {
    self.id = id
    self.resource = resource
    self.department = department
    self.departmentName = departmentName
    self.system = system
    self.state = state
    self.expiresAt = expiresAt
    self.manner = manner
    self.items = items
    var values: [String: [String]] = [:]
    for bound in ScopeValues.of(scope) { values[bound.name] = bound.values }
    self.values = values
    self.addresses = addresses.compactMap { AddressRange(of: $0) }
    isClosed = self.addresses.count != addresses.count
  }

  /// From parts that were read before.
  package init(
    id: Int64, resource: Int64, department: String, departmentName: String, system: String, state: String, expiresAt: Instant, manner: String,
    items: [String], values: [String: [String]], addresses: [AddressRange], isClosed: Bool
  ) {
    (self.id, self.resource, self.department, self.departmentName, self.system, self.state) = (id, resource, department, departmentName, system, state)
    (self.expiresAt, self.manner, self.items, self.values, self.addresses, self.isClosed) = (expiresAt, manner, items, values, addresses, isClosed)
  }

  /// What the case's state is called (EX §4-5).
  var stateLabel: String {
    switch state {
    case "suspended": "暂停"
    case "revoked": "收回"
    default: "终止"
    }
  }
}
