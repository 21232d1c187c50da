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
  /// A revision becomes the catalogue's next version; holders of items that it drops are told (EX §7.25).
  case reviseCatalogue = "revise-catalogue"
  /// The catalogue is gone: changes of it that were still to be made end (EX §4-7).
  case endCatalogue = "end-catalogue"
  /// The resource's place or items changed: gateways and landing areas follow (EX §4-2).
  case updateResource = "update-resource"
  /// The data changed, or can be had again: tables and folders are delivered anew to whoever uses them (EX-8.1).
  case deliverResource = "deliver-resource"
  /// Data that were shared wrongly are taken out of every landing area that ever got them (EX-5.2b, EX-8.1).
  case recallData = "recall-data"
  /// The changes that a submitted revision names are met (EX-6b).
  case meetChanges = "meet-changes"
  /// A returned revision opens its changes again, shifted by the review (EX-6b).
  case returnChanges = "return-changes"
  /// A recalled revision opens its changes again without a shift (EX-6b).
  case recallChanges = "recall-changes"
  /// An implemented demand becomes an application, authorized at once when it is complete (EX-13b).
  case createApplication = "create-application"
  /// The measure against a violation is taken on each grant that it names (EX-5.5).
  case applyMeasure = "apply-measure"
  /// What was done to a grant for a violation is filed with the bureau (EX-5.5).
  case reportViolation = "report-violation"
  /// The holder of the clock that now runs is urged in the same act (EX-14b).
  case urge
  /// The bureau is told (EX-11.3).
  case tellBureau = "tell-bureau"
  /// Who asked for data of another level is told where to apply (EX-11.4b).
  case tellApplicable = "tell-applicable"
  /// Gateways must know the window in which the service stops (EX-17c).
  case announceStop = "announce-stop"
  /// What the confirmed scheme plans of the address plan is kept for it (NET-12.3), becomes the access's own when it opens (NET-12.5), is free again
  /// when the application ends without one, or the access is closed (NET-13a).
  case reserveAddresses = "reserve-addresses"
  case allotAddresses = "allot-addresses"
  case freeAddresses = "free-addresses"
  case reclaimAddresses = "reclaim-addresses"
  /// The departments that the form names take part from now on, and are told.
  case address
  /// The departments that a bulletin names are told to sign its receipt (EX-21).
  case deliverBulletin = "deliver-bulletin"

  /// It brings something about that stands by itself; the others only tell somebody, or move other cases.
  var settles: Bool {
    switch self {
    case .publishCatalogue, .attachResource, .changeResource, .endResource, .createGrant, .changeGrant, .reviseCatalogue, .updateResource,
      .createApplication, .announceStop, .tellApplicable:
      true
    case .endCatalogue, .meetChanges, .returnChanges, .recallChanges, .applyMeasure, .reportViolation, .urge, .tellBureau, .deliverBulletin, .reserveAddresses,
      .allotAddresses, .freeAddresses, .reclaimAddresses, .address,
      .deliverResource, .recallData:
      false
    }
  }
}
