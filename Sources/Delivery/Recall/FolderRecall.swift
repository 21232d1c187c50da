import Postgres

/// Empties the landed folder of one grant: a version without files is published, then every other one is taken away.
struct FolderRecall: Sendable {
  let delivery: Delivery
  let due: DueRow
  let reason: String

  func run() async throws {
    let area = FolderArea.of(due.grant, delivery.landing.folder(due.department), due.code)
    guard try await onFileQueue({ [due] in try area.holder() == due.grant && !area.versions().isEmpty }) else { return }
    // A crash may have kept a receipt from us, one of an earlier try of this recall too.
    _ = try await FolderDelivery(delivery: delivery, due: due).recover(area)
    if try await delivery.hasData(due.grant) { try await publish(area) }
    try await onFileQueue { if let newest = try area.versions().last { try area.clear(before: newest) } }
    try await delivery.settleFolder(due.grant)
  }

  private func publish(_ area: FolderArea) async throws {
    let newest = try await onFileQueue { try area.versions().last ?? 0 }
    let attempt = try await delivery.ledger.begin(due, above: newest, recalls: true)
    do {
      let writer = FolderWriter(area: area, number: attempt.version, previous: nil)
      try await writer.begin()
      let manifest = try await writer.finish(Manifest(grant: due.grant, resource: due.code, version: attempt.version, lines: []))
      _ = try await FolderDelivery(delivery: delivery, due: due, recalls: reason).publish(attempt, manifest, area)
    } catch let fault as FileFault {
      try await delivery.ledger.fail(attempt, due, .files(fault))
      throw DeliveryFault.files(fault)
    } catch let fault as DeliveryFault {
      try await delivery.ledger.fail(attempt, due, fault)
      throw fault
    }
  }
}
