import JSONText
import Logging
import Postgres
import Seals
import Vocabulary

/// One full delivery of a folder: staged where nobody looks, then published as an immutable version by one rename.
struct FolderDelivery: Sendable {
  let delivery: Delivery
  let due: DueRow
  /// What the landing area says of earlier versions was looked into and is left aside.
  var isReviewed = false
  /// Why what was delivered is taken back; nil for a delivery. A recall needs no right in force.
  var recalls: String?

  func run() async throws -> DeliveryOutcome {
    let area: FolderArea
    do {
      area = try await claim()
    } catch let fault as FileFault {
      return try await failed(try await delivery.ledger.begin(due, above: 0), .files(fault))
    }
    if !isReviewed, let recovered = try await recover(area) { return recovered }
    let newest = try await onFileQueue { try area.versions().last ?? 0 }
    let attempt = try await delivery.ledger.begin(due, above: newest)
    var listed: Tally?
    do {
      try await delivery.confirm(due)
      guard due.scope.object?.members.isEmpty ?? true else { throw DeliveryFault(.exchange, "文件夹只能整体授权,不能限定数据范围;请重新申请") }
      let source = try delivery.folderSource(due)
      let listing = try await FolderListing.of(source)
      listed = Tally(rows: Int64(listing.files.count + listing.refused.count), digest: "")
      try refuse(listing)
      let manifest = try await stage(attempt, listing, source, area)
      let receipt = try await publish(attempt, manifest, area)
      try? await onFileQueue { try area.clearOld() }
      delivery.logger.info("delivered", metadata: ["grant": "\(due.grant)", "version": "\(receipt.version)", "files": "\(receipt.rows)"])
      return .delivered(version: receipt.version, rows: receipt.rows, bytes: receipt.bytes, recovered: false)
    } catch let fault as DeliveryFault {
      return try await failed(attempt, fault, listed)
    } catch let fault as FileFault {
      return try await failed(attempt, .files(fault), listed)
    }
  }

  private func failed(_ attempt: AttemptRow, _ fault: DeliveryFault, _ listed: Tally? = nil) async throws -> DeliveryOutcome {
    try await delivery.ledger.fail(attempt, due, fault, listed)
    return .failed(version: attempt.version, fault: fault)
  }

  /// The plain name is the newest grant's unless another one that is in force holds it. Opens the folder only if the grant is in force now.
  private func claim() async throws -> FolderArea {
    let department = delivery.landing.folder(due.department)
    return try await delivery.pool.transaction { tx in
      _ = try await tx.one(DeliveryStatements.lockGrant, due.grant)
      var area = FolderArea(department, due.code)
      if let holder = await holder(area), holder != due.grant, try await tx.first(DeliveryStatements.due, holder)?.stopped == nil {
        area = FolderArea(department, "\(due.code)_\(due.grant)")
      }
      let claimed = area
      let isInForce = try await tx.one(DeliveryStatements.due, due.grant).stopped == nil
      try await onFileQueue { [due] in
        try claimed.claim(due.grant)
        try claimed.settle(due.grant, inForce: isInForce)
      }
      return claimed
    }
  }

  private func holder(_ area: FolderArea) async -> Int64? { try? await onFileQueue { area.holder() } }

  /// A name that is not fit keeps the whole version back: half a folder would look like a whole one.
  private func refuse(_ listing: FolderListing) throws {
    guard !listing.refused.isEmpty else { return }
    let shown = listing.refused.sorted().prefix(20).joined(separator: ";")
    throw DeliveryFault(.provider, "有 \(listing.refused.count) 个文件不能交付:\(shown)")
  }

  private func stage(_ attempt: AttemptRow, _ listing: FolderListing, _ source: some FolderSource, _ area: FolderArea) async throws -> Manifest {
    let before = try await onFileQueue {
      try isReviewed ? nil : area.versions().last.flatMap { number in area.manifest(number).map { (number: number, lines: $0.lines) } }
    }
    let writer = FolderWriter(
      area: area, number: attempt.version,
      previous: before.map { ($0.number, Dictionary($0.lines.map { (Array($0.path.utf8), $0) }, uniquingKeysWith: { one, _ in one })) })
    try await writer.begin()
    var lines: [Manifest.Line] = []
    lines.reserveCapacity(listing.files.count)
    for batch in Self.batches(listing.files) {
      try Task.checkCancellation()
      if let local = source as? DirectorySource, batch.count > 1 {
        lines += try await onFileQueue { try writer.take(batch, from: local) }
      } else {
        for file in batch { lines.append(try await writer.take(file, from: source)) }
      }
    }
    return try await writer.finish(Manifest(grant: due.grant, resource: due.code, version: attempt.version, lines: lines))
  }

  /// Files in their order: as many small ones as come to a few megabytes, or one large one.
  static func batches(_ files: [FolderFile], most: Int64 = 4 << 20, count: Int = 500) -> [ArraySlice<FolderFile>] {
    var (batches, start, bytes): ([ArraySlice<FolderFile>], Int, Int64) = ([], 0, 0)
    for (place, file) in files.enumerated() {
      if place > start, bytes + file.size > most || place - start == count {
        batches.append(files[start..<place])
        (start, bytes) = (place, 0)
      }
      bytes += file.size
    }
    if start < files.count { batches.append(files[start...]) }
    return batches
  }

  /// The attempt's own line is the fence: it is locked while the version is published, and an attempt that another one has closed
  /// publishes nothing.
  func publish(_ attempt: AttemptRow, _ manifest: Manifest, _ area: FolderArea) async throws -> Receipt {
    try await delivery.pool.transaction { tx in
      _ = try await tx.one(DeliveryStatements.lockGrant, due.grant)
      guard try await tx.first(DeliveryStatements.lockAttempt, attempt.id) != nil else { throw DeliveryFault(.exchange, "已有更新的一次交付") }
      if recalls == nil, let stopped = try await tx.one(DeliveryStatements.due, due.grant).stopped { throw DeliveryFault(.consumer, "E35 \(stopped)") }
      let previous = try await tx.first(DeliveryStatements.receiptHead, due.grant)?.hash ?? Receipt.start
      let receipt = try Receipt(
        due, version: attempt.version, landedAt: try await tx.one(DeliveryStatements.officeNow),
        Published(tally: Tally(rows: Int64(manifest.lines.count), digest: manifest.sm3), bytes: manifest.bytes), previous: previous, recalls: recalls, key: delivery.signing)
      try await onFileQueue {
        try Files.write(Array(receipt.file.canonical.utf8), new: "\(area.staging(attempt.version))/receipt.json")
        try area.publish(attempt.version)
      }
      try await delivery.ledger.keep(receipt, in: tx)
      return receipt
    }
  }

  /// Versions that were published while the copy of their receipt was lost: copied back, and nothing is delivered again.
  func recover(_ area: FolderArea) async throws -> DeliveryOutcome? {
    let known = try await delivery.ledger.head(due.grant)?.version ?? 0
    let key = try delivery.signing.publicKey
    var outcome: DeliveryOutcome?
    for number in try await onFileQueue({ try area.versions().filter { $0 > known } }) {
      let read = try await onFileQueue { (area.receipt(number, key: key), area.manifest(number)) }
      guard let receipt = read.0, let manifest = read.1, receipt.version == number, receipt.grant == due.grant, receipt.digest == manifest.sm3 else {
        let attempt = try await delivery.ledger.begin(due, above: number)
        return try await failed(attempt, DeliveryFault(.consumer, "前置区的回执与平台签发的不一致(第 \(number) 版)"))
      }
      try await delivery.ledger.keep(receipt)
      outcome = .delivered(version: number, rows: receipt.rows, bytes: receipt.bytes, recovered: true)
    }
    if outcome != nil { try await delivery.settleFolder(due.grant) }
    return outcome
  }
}

extension DeliveryFault {
  static func files(_ fault: FileFault) -> DeliveryFault { DeliveryFault(.exchange, "写入前置区的文件夹时出错", detail: "\(fault)") }
}
