package import Accounts
package import JSONText
import Measures
import Postgres
package import Records
import Vocabulary
package import Workflow

extension CaseDesk {
  /// The departments of a new case.
  struct Between {
    let owner: String
    var counterpart: String?
    var addressees: [String] = []
  }

  /// Opens a case as a draft. The form may be half full; its shape is checked.
  ///
  /// - Parameters:
  ///   - department: for which department, when the bureau or a provider enters what another one asked for (EX-14b, EX-11.3, EX §7.24);
  ///     nil: one's own.
  ///   - origin: the case that this one follows, as a renewal follows its grant.
  package func open(
    _ procedure: Procedure, _ fields: JSONObject, parent: Int64?, for department: String? = nil, origin: Int64? = nil, by person: Person, in work: Work
  ) async throws -> CaseRow {
    guard !procedure.openers.isEmpty else { throw Refused(.onlyByEffect(procedure)) }
    var seats = openingSeats(of: person, in: procedure)
    if let department, seats.isEmpty, try await isAgent(person, of: department, in: work) { seats = procedure.seats.filter { $0.party == .user } }
    guard !seats.isEmpty else { throw notAnOpener(procedure) }
    try check(fields, procedure)
    try procedure.leavesFixed(fields)
    let fields = fields.filled
    let above = try await parentCase(procedure, parent, for: person, in: work)
    var between = try await sides(procedure, fields, above, department, seats, person, in: work)
    between.counterpart = try await counterpart(procedure, fields, between.counterpart, in: work)
    return try await insert(procedure, fields, between, parent: parent, origin: origin, by: person.id, in: work)
  }

  /// Opens a case as the effect of another one: a grant from its application.
  package func open(
    byEffect procedure: Procedure, _ fields: JSONObject, owner: String, counterpart: String?, parent: Int64, origin: Int64? = nil,
    by account: Int64, in work: Work
  ) async throws -> CaseRow {
    try await insert(
      procedure, fields, Between(owner: owner, counterpart: counterpart), parent: parent, origin: origin, by: account, in: work)
  }

  private func insert(
    _ procedure: Procedure, _ fields: JSONObject, _ between: Between, parent: Int64?, origin: Int64? = nil, by account: Int64, in work: Work
  ) async throws -> CaseRow {
    let day = Day(of: work.now).text.filter { $0 != "-" }
    let row = try await work.tx.one(
      CaseStatements.open, "\(procedure.prefix)-\(day)-", procedure.code, Int32(procedure.revision), procedure.opens.code, between.owner,
      between.counterpart, parent, account, work.now.stamp, JSONBytes(JSON.object(fields).text), between.addressees, origin)
    work.note("case.open", "case:\(row.id)", ["procedure": .string(procedure.code)])
    return row
  }

  private func parentCase(_ procedure: Procedure, _ parent: Int64?, for person: Person, in work: Work) async throws -> CaseRow? {
    guard !procedure.parents.isEmpty else { return nil }
    guard let parent, let row = try await work.tx.first(CaseStatements.read, parent), sees(person, row) else {
      throw Refused(Refusal.noParent.at("/parent"))
    }
    if let refusal = procedure.notUnder[row.procedure] { throw Refused(refusal.at("/parent")) }
    guard procedure.parents.contains(row.procedure) else { throw Refused(Refusal.noParent.at("/parent")) }
    return row
  }

  /// Seats from which a person may open cases of the procedure.
  func openingSeats(of person: Person, in procedure: Procedure) -> [Seat] {
    guard person.administrator == nil else { return [] }
    return procedure.seats.filter { seat in
      procedure.openers.contains(seat.party) && person.holds(seat.role)
        && (seat.party != .bureau && seat.side != .bureau || person.isBureau)
    }
  }

  func notAnOpener(_ procedure: Procedure) -> Refused {
    Refused(procedure.common.notYours.saying(["party": procedure.openers.map(\.label).joined(separator: "、")]))
  }

  private func sides(
    _ procedure: Procedure, _ fields: JSONObject, _ above: CaseRow?, _ named: String?, _ seats: [Seat], _ person: Person, in work: Work
  ) async throws -> Between {
    let refused = notAnOpener(procedure)
    func ownerOrBureau(_ department: String) throws {
      guard seats.contains(where: { $0.side == .bureau || $0.side == .owner && department == person.department }) else { throw refused }
    }
    switch procedure.sides {
    case .ofParent:
      guard let above else { throw Refused(Refusal.noParent.at("/parent")) }
      try ownerOrBureau(above.department)
      return Between(owner: above.department)
    case .acrossParent:
      guard let above, let owner = above.counterpart else { throw Refused(Refusal.noParent.at("/parent")) }
      try ownerOrBureau(owner)
      return Between(owner: owner, counterpart: above.department)
    case .amongParent:
      guard let above else { throw Refused(Refusal.noParent.at("/parent")) }
      let others = [above.department, above.counterpart].compactMap(\.self).filter { $0 != person.department }
      return Between(owner: person.department, counterpart: others.first, addressees: Array(others.dropFirst()))
    case .own, .facingParent, .facing, .toward:
      let known = procedure.seats.contains { $0.party == .user } ? AroundStatements.usesData : AroundStatements.exists
      let owner = try await owner(named, known, above, seats, person, refused, in: work)
      return Between(owner: owner, counterpart: procedure.sides == .facingParent ? above?.department : nil)
    }
  }

  private func owner(_ named: String?, _ known: Statement<Bool, String>, _ above: CaseRow?, _ seats: [Seat], _ person: Person, _ refused: Refused, in work: Work) async throws
    -> String
  {
    let isOwn = named == nil || named == person.department
    if isOwn, seats.contains(where: { $0.side == .owner }) { return person.department }
    let isAgent = try await isAgent(person, of: named, in: work)
    let mayEnter = isAgent || seats.contains { $0.side == .bureau || $0.side == .counterpart && above?.department == person.department }
    guard mayEnter else { throw refused }
    guard let named, !isOwn, try await work.tx.first(known, named) == true else {
      throw Refused(Refusal.noDepartment.at("/department"))
    }
    return named
  }

  /// The bureau acts for a department of another level, which has no account here (EX §7.24).
  private func isAgent(_ person: Person, of department: String?, in work: Work) async throws -> Bool {
    guard let department, person.isBureau, person.administrator == nil, person.holds("bureau.application") else { return false }
    return try await work.tx.first(AroundStatements.isExternal, department) == true
  }

  /// The other side of a case whose form names it; nobody as long as the form names no department.
  func counterpart(_ procedure: Procedure, _ fields: JSONObject, _ present: String?, in work: Work) async throws -> String? {
    let (field, wanted): (String, Statement<Bool, String>)
    switch procedure.sides {
    case .facing(let name): (field, wanted) = (name, AroundStatements.provides)
    case .toward(let name): (field, wanted) = (name, AroundStatements.exists)
    default: return present
    }
    guard let code = fields[field]?.string else { return nil }
    return try await work.tx.first(wanted, code) == true ? code : nil
  }

  /// May this person fill in a draft: its own department from an opener's seat, or who opened it for another department.
  func mayFill(_ person: Person, _ row: CaseRow, _ procedure: Procedure) -> Bool {
    // What the calendar opened is its department's to fill in.
    let own = procedure.seats.filter { $0.side == .owner && person.holds($0.role) && person.administrator == nil }
    let seats = procedure.yearly == nil ? openingSeats(of: person, in: procedure) : own
    if seats.contains(where: { $0.side == .owner }), row.department == person.department { return true }
    if row.openedBy == person.id, !seats.isEmpty { return true }
    return row.isExternal && person.isBureau && person.administrator == nil && person.holds("bureau.application")
  }

  func lockedDraft(_ id: Int64, of procedure: Procedure, by person: Person, in work: Work) async throws -> CaseRow {
    guard let row = try await work.tx.first(CaseStatements.lock, id), row.procedure == procedure.code else { throw Refused(.noSuchCase) }
    guard !procedure.openers.isEmpty || procedure.yearly != nil else { throw Refused(.onlyByEffect(procedure)) }
    guard mayFill(person, row, procedure) else { throw notAnOpener(procedure) }
    guard procedure.drafts.contains(where: { $0.code == row.state }) else { throw Refused(notNow(procedure, row)) }
    return row
  }

  /// A paper of the form lies in the draft; one that a later step asks for is laid by a party of the case while its state lasts.
  func lockedForPaper(_ name: String, _ id: Int64, _ procedure: Procedure, by person: Person, in work: Work) async throws -> CaseRow {
    guard let paper = procedure.papers.first(where: { $0.name == name }), !paper.during.isEmpty else {
      return try await lockedDraft(id, of: procedure, by: person, in: work)
    }
    guard let row = try await work.tx.first(CaseStatements.lock, id), row.procedure == procedure.code, sees(person, row) else {
      throw Refused(.noSuchCase)
    }
    guard !seats(of: person, in: procedure, row).isEmpty else { throw notAnOpener(procedure) }
    guard paper.during.contains(where: { $0.code == row.state }) else { throw Refused(notNow(procedure, row)) }
    return row
  }

  private func notNow(_ procedure: Procedure, _ row: CaseRow) -> Refusal {
    procedure.common.notNow.saying(["state": procedure.state(row.state)?.label ?? row.state])
  }
}

extension Refusal {
  static let noDepartment = Refusal("E59", .form, "请填写代为办理的使用部门(department)", "EX-5.3b")
}
