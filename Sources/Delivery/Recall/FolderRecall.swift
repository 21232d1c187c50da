import Postgres

/// Empties the landed folder of one grant: a version without files is published, then every other one is taken away.
struct FolderRecall: Sendable {
  let delivery: Delivery
  let due: DueRow
  let reason: String

  func run() async throws {
    let area = FolderArea.of(due.grant, delivery.landing.folder(due.department), due.code)
    let newest = try await onFileQueue { [due] in area.holder() == due.grant ? try area.versions().last : nil }
    guard let newest else { return }
    let attempt = try await delivery.ledger.begin(due, above: newest, recalls: true)
    do {
      let writer = FolderWriter(area: area, number: attempt.version, previous: nil)
      try await writer.begin()
      let manifest = try await writer.finish(Manifest(grant: due.grant, resource: due.code, version: attempt.version, lines: []))
      _ = try await FolderDelivery(delivery: delivery, due: due, recalls: reason).publish(attempt, manifest, area)
      try await onFileQueue { try area.clear(before: attempt.version) }
      try await delivery.settleFolder(due.grant)
    } catch let fault as FileFault {
      try await delivery.ledger.fail(attempt, due, .files(fault))
      throw DeliveryFault.files(fault)
    } catch let fault as DeliveryFault {
      try await delivery.ledger.fail(attempt, due, fault)
      throw fault
    }
  }
}
