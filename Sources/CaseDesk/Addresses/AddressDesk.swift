package import Accounts
import JSONText
import Measures
import Postgres
package import Records
package import Vocabulary
import Workflow

/// 地址管理: pools that the province assigned to the city, and what of them each access has (NET-5.2). What is free lies in blocks that are halved when
/// something is taken and joined again when it comes back.
package struct AddressDesk: Sendable {
  package let records: Records
  package init(_ records: Records) { self.records = records }

  private static let keeper = "bureau.network"

  /// 登记地址段: N04 where it overlaps one that is there.
  package func addPool(_ range: AddressRange, source: String, document: String, on day: Day, by person: Person, in work: Work) async throws -> PoolRow {
    work.trying("address.pool", "address:\(range)")
    try mayKeep(person)
    guard !source.isBlank, !document.isBlank else { throw Refused(Refusal.addressForm.saying(["what": "来源和文号"])) }
    let id: Int64
    do {
      id = try await work.tx.one(AddressStatements.addPool, range.description, source, document, day.date, person.id, work.now.stamp)
    } catch let error as PostgresError where error.constraint == "NET-5.2a" { throw Refused(Refusal.poolOverlaps.at("/range")) }
    _ = try await work.tx.run(AddressStatements.free, range.description, id, Int32(range.length))
    work.note("address.pool", "address:\(range)", ["pool": JSON(id)])
    return try await work.tx.one(AddressStatements.pool, id)
  }

  /// Free ranges of a wanted length, each out of the smallest block that has room: to choose from; nothing is taken.
  package func propose(length: Int, in pool: Int64, most: Int = 5) async throws -> [AddressRange] {
    try await records.read { tx, _ in
      try await tx.all(AddressStatements.roomy, pool, Int32(length), most).compactMap { row in
        AddressRange(row.range).flatMap { AddressRange(first: $0.first, length: max($0.length, length), isWide: $0.isWide) }
      }
    }
  }

  /// 分配地址 to an access, or 预留 to an application that passed the review: N05 outside the pools, N06 taken, N07 for who is not the bureau, N08 before
  /// the review.
  package func allot(_ range: AddressRange, to access: Int64, purpose: String, by person: Person, in work: Work) async throws -> AllotmentRow {
    work.trying("address.allot", "address:\(range)")
    try mayKeep(person)
    guard !purpose.isBlank, purpose.count <= 300 else { throw Refused(Refusal.addressForm.saying(["what": "用途(300字以内)"]).at("/purpose")) }
    return try await take(range, for: access, purpose: purpose, by: person.id, in: work)
  }

  /// What a scheme plans is kept for its application (NET-12.3): all of it, or the confirmation fails and says what is taken.
  func reserve(_ ranges: [String], for application: Int64, by account: Int64, in work: Work) async throws {
    for range in Set(ranges.compactMap { AddressRange($0) }).sorted(by: { $0.description < $1.description }) {
      _ = try await take(range, for: application, purpose: "方案预留", by: account, in: work)
    }
  }

  /// What was kept for an application becomes the access's own (NET-12.5).
  ///
  /// - Parameter access: the one that a change names; it counts where the application opened none.
  func allot(reservedFor application: Int64, named access: Int64?, in work: Work) async throws {
    _ = try await work.tx.run(AddressStatements.settle, application, access)
  }

  private func take(_ range: AddressRange, for access: Int64, purpose: String, by account: Int64, in work: Work) async throws -> AllotmentRow {
    let holder = try await work.tx.first(AddressStatements.unit, access)
    let pool = try await work.tx.first(AddressStatements.poolOf, range.description)
    // Whoever comes for the same block waits here, and then finds it gone.
    let block = holder == nil || pool == nil ? nil : try await work.tx.first(AddressStatements.takeBlock, range.description).flatMap { AddressRange($0) }
    let other = block == nil ? try await work.tx.first(AddressStatements.holder, range.description) : nil
    let request = AddressRequest(isReviewed: holder != nil, isInPool: pool != nil, isFree: block != nil, holder: other)
    guard request.refusal == nil, let holder, let pool, let block else { throw Refused(request.refusal ?? .noAllotment) }
    for rest in block.without(range) { _ = try await work.tx.run(AddressStatements.free, rest.description, pool, Int32(rest.length)) }
    let id = try await work.tx.one(AddressStatements.allot, pool, range.description, holder.unit, access, purpose, holder.state, account, work.now.stamp)
    work.note("address.allot", "address:\(range)", ["allotment": JSON(id), "unit": .string(holder.unit), "state": .string(holder.state)])
    return try await work.tx.one(AddressStatements.allotment, id)
  }

  /// 回收: what was held is free again and joins its neighbours; the record stays.
  package func reclaim(_ id: Int64, by person: Person, in work: Work) async throws -> AllotmentRow {
    work.trying("address.reclaim", "allotment:\(id)")
    try mayKeep(person)
    guard let row = try await work.tx.first(AddressStatements.end, id, work.now.stamp) else { throw Refused(.noAllotment) }
    try await release(row, in: work)
    return try await work.tx.one(AddressStatements.allotment, id)
  }

  /// Everything that a closed access held, or that was kept for an application that ended (NET-13a).
  package func reclaim(of access: Int64, in work: Work) async throws {
    for id in try await work.tx.all(AddressStatements.heldBy, access) {
      if let row = try await work.tx.first(AddressStatements.end, id, work.now.stamp) { try await release(row, in: work) }
    }
  }

  private func release(_ row: AllotmentRow, in work: Work) async throws {
    guard var block = AddressRange(row.range), let whole = try await work.tx.first(AddressStatements.poolRange, row.pool).flatMap({ AddressRange($0) }) else { return }
    while block.length > whole.length, let sibling = block.sibling, let parent = block.parent,
      try await work.tx.run(AddressStatements.drop, sibling.description) == 1
    { block = parent }
    _ = try await work.tx.run(AddressStatements.free, block.description, row.pool, Int32(block.length))
    work.note("address.reclaim", "address:\(row.range)", ["allotment": JSON(row.id)])
  }

  private func mayKeep(_ person: Person) throws {
    let isKeeper = person.administrator == nil && person.isBureau && person.holds(Self.keeper)
    if let refusal = AddressRequest.refusal(isKeeper: isKeeper) { throw Refused(refusal) }
  }

  /// Every pool with what of it is held; the bureau's to see (NET §1: nobody else sees a plan beyond his own).
  package func pools(for person: Person) async throws -> [PoolRow] {
    guard person.overseesAll else { return [] }
    return try await records.pool.with { try await $0.all(AddressStatements.pools) }
  }

  /// What is held, and was: a unit's own, or for the bureau everything.
  package func allotments(for person: Person, pool: Int64?, after: Int64, limit: Int) async throws -> [AllotmentRow] {
    let own = person.overseesAll ? nil : person.department
    return try await records.pool.with { try await $0.all(AddressStatements.allotments, own, pool, after, limit) }
  }
}

extension Refusal {
  static let addressForm = Refusal("N40", .form, "请填写{what}", "NET-5.2b")
  static let noAllotment = Refusal("address.unknown", .missing, "没有这项有效的地址分配", "NET-5.2b")
}
