import JSONText
import Postgres
package import Records
import Vocabulary

/// Who takes over from whom, as the bureau files it (交接记录, EX-11.5).
package struct Handover: Sendable {
  package let from: Int64, to: Int64, note: String
  /// The bureau knows that codes which the leaver has seen end with the filing: systems that still use them get 401 until they have new ones.
  package let endsCodes: Bool

  package init(from: Int64, to: Int64, note: String, endsCodes: Bool) {
    self.from = from
    self.to = to
    self.note = note
    self.endsCodes = endsCodes
  }
}

extension Accounts {
  /// Files a handover: own tasks take the successor's name, seats must be held by the successor, codes seen end at once (EX-11.5, EX-8.2).
  ///
  /// Refuses a successor of another department, one who is not active, one who lacks a sub-permission that a task needs, and codes that live
  /// as long as nobody has said that they may end: the successor replaces them before, or their systems stand still until then.
  package func file(_ handover: Handover, by person: Person, in work: Work) async throws -> HandoverLine {
    work.trying("handover", "account:\(handover.from)")
    guard mayOpen(person) else { throw Refused(.bureauOnly) }
    guard handover.from != handover.to else { throw Refused(Refusal.ownSuccessor.at("/to")) }
    guard !handover.note.isEmpty, handover.note.count <= 2000 else { throw Refused(Refusal.noHandoverNote.at("/note")) }
    // The lower number first: two handovers the other way round do not wait for each other.
    let (low, high) = (min(handover.from, handover.to), max(handover.from, handover.to))
    guard let one = try await work.tx.first(AccountStatements.lock, low), let other = try await work.tx.first(AccountStatements.lock, high) else {
      throw Refused(.noSuchAccount)
    }
    let (leaver, successor) = handover.from == low ? (one, other) : (other, one)
    guard leaver.state != "closed" else { throw Refused(Self.notNow(leaver.state)) }
    guard successor.department == leaver.department, successor.state == "active", successor.administrator == nil else {
      throw Refused(Refusal.wrongSuccessor.at("/to"))
    }
    let tasks = try await leaving.tasks(handover.from, handover.to, work)
    let held = Set(try await work.tx.all(AccountStatements.roles, handover.to))
    let codes = try await openCodes(of: handover.from, in: work)
    // Codes that are to end must be replaced by somebody who may fetch new ones.
    let lacking = Set(tasks.map(\.role) + (codes.isEmpty ? [] : ["user.receive"])).subtracting(held).sorted()
    guard lacking.isEmpty else { throw Refused(Refusal.successorLacks.saying(["roles": SubPermission.labels(lacking)]).at("/to")) }
    guard codes.isEmpty || handover.endsCodes else { throw Refused(Refusal.codesStay.saying(["n": String(codes.count)]).at("/endsCodes")) }
    let end = codes.isEmpty ? nil : work.now
    try await leaving.move(handover.from, handover.to, work)
    if let end { try await leaving.endCodes(codes, end, work) }
    let items = JSON.array(tasks.map { ["case": JSON($0.caseID), "title": .string($0.title), "role": .string($0.role), "own": .bool($0.isOwn)] })
    let line = try await work.tx.one(
      HandoverStatements.file, handover.from, handover.to, leaver.department, handover.note, JSONBytes(items.text), codes, end?.stamp,
      person.id, work.now.stamp)
    work.note(
      "handover", "account:\(handover.from)",
      ["handover": JSON(line), "to": JSON(handover.to), "items": JSON(tasks.count), "codes": JSON(codes)])
    return try await work.tx.one(HandoverStatements.one, line)
  }

  /// Handovers of the person's department, the oldest first; all of them for the bureau and the administrators.
  package func handovers(for person: Person, after: Int64, limit: Int) async throws -> [HandoverLine] {
    let seesAll = person.isBureau || person.administrator != nil
    return try await records.pool.with { try await $0.all(HandoverStatements.list, person.department, seesAll, after, limit) }
  }

  /// E58 while tasks are open, or codes that were shown to the person live and stand in no handover.
  func requireHandover(of account: Int64, in work: Work) async throws {
    let tasks = try await leaving.tasks(account, nil, work)
    let codes = try await openCodes(of: account, in: work)
    // A seat is no longer the leaver's alone once the successor holds it; an own task is no longer the leaver's.
    guard tasks.isEmpty, codes.isEmpty else { throw Refused(.noHandover) }
  }

  private func openCodes(of account: Int64, in work: Work) async throws -> [String] {
    let known = Set(try await work.tx.all(HandoverStatements.codes, account))
    return try await leaving.codes(account, work).filter { !known.contains($0) }
  }
}
