/// What a step causes beyond its own case. Carried out by the desk that owns the tables, in the same transaction.
package enum Effect: String, Sendable, Hashable, CaseIterable {
  /// A new version of the catalogue comes into force.
  case publishCatalogue = "publish-catalogue"
  /// The resource can be applied for, called and delivered.
  case attachResource = "attach-resource"
  /// The resource's serving state changed: gateways and landing areas must know.
  case changeResource = "change-resource"
  /// The resource is offline: its grants and pending applications end (EX §4-2).
  case endResource = "end-resource"
  /// An approved application becomes a grant (EX-11.4a).
  case createGrant = "create-grant"
  /// The grant's state changed: gateways and landing areas must know before the answer goes out.
  case changeGrant = "change-grant"
}
