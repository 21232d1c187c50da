package import Accounts
import JSONText
import Measures
import Postgres
package import Records
import Vocabulary
import Workflow

extension CaseDesk {
  /// What a grant gave, as the register keeps it.
  package struct Given: Sendable {
    package let grant: Int64, items: [String], months: Int
    package init(grant: Int64, items: [String], months: Int) {
      self.grant = grant
      self.items = items
      self.months = months
    }
  }

  /// 重新申请: a draft application of the holder with all that the grant gave filled in (EX-11.2b).
  ///
  /// It is an application like any other: full review, a code of its own, a term of its own; the old right runs to its own end. What only a
  /// person can say anew is left open: the commitment, the seal, an urgency. A draft of the same grant that is still there is the answer again.
  /// Only the holder may (403 E02); a right that was taken away or given up is not renewed (409 E76), nor one whose resource no longer takes
  /// applications (409 E78).
  package func renew(_ given: Given, by person: Person, in work: Work) async throws -> (row: CaseRow, isNew: Bool) {
    work.trying("grant.renew", "case:\(given.grant)")
    let grant = try await seen(given.grant, .grant, by: person, in: work)
    let isAgent = grant.isExternal && person.isBureau
    guard person.department == grant.department || isAgent else { throw notAnOpener(.application) }
    guard ["in-force", "suspended", "expired"].contains(grant.state) else {
      throw Refused(Procedure.grant.common.notNow.saying(["state": Procedure.grant.state(grant.state)?.label ?? grant.state]))
    }
    guard let parent = grant.parent, let old = try await work.tx.first(CaseStatements.lock, parent), let resource = old.parent else {
      throw Refused(.noSuchCase)
    }
    if let draft = try await work.tx.first(RenewalStatements.draft, grant.department, given.grant) {
      guard mayFill(person, draft, .application) else { throw notAnOpener(.application) }
      return (draft, false)
    }
    let above = try await work.tx.first(AroundStatements.above, resource)
    guard let above, ["attached", "paused"].contains(above.state) else { throw Refused(.offline) }
    let draft = try await open(
      .application, given.prefilled(old.fields), parent: resource, for: isAgent ? grant.department : nil, origin: given.grant, by: person, in: work)
    return (draft, true)
  }
}

extension CaseDesk.Given {
  /// What the earlier application said, within what was granted.
  fileprivate func prefilled(_ applied: JSONObject) -> JSONObject {
    var fields = applied
    let anew = ["commitment", "sealed", "urgent", "urgentContact", "urgentAt", "urgentReason"]
    for name in anew { fields[name] = nil }
    fields["items"] = .array((applied["items"]?.array ?? []).filter { items.contains($0["name"]?.string ?? "") })
    fields["months"] = JSON(months)
    return fields
  }
}

enum RenewalStatements {
  /// The draft that renews a grant, if one is being filled in.
  static let draft = Statement<CaseRow, String, Int64>(
    "renewal.draft",
    """
    select \(CaseStatements.columns)
    from case_file
    where procedure = 'exchange.application' and state = 'draft' and department = $1 and origin = $2
    order by id
    limit 1
    """)

  static let all: [AnyStatement] = [draft.any]
}
