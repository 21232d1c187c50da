package import Postgres

/// Statements about agreements: terms, events, batches.
package enum AgreementStatements {
  private static let termsColumns = "version, title, text, hash, effective_from"
  /// The version in force on a day.
  static let termsOn = Statement<TermsRow, CivilDate>(
    "terms.on",
    """
    select \(termsColumns)
    from agreement_terms
    where effective_from <= $1
    order by effective_from desc, version desc
    limit 1
    """)
  static let terms = Statement<TermsRow, Int32>("terms.read", "select \(termsColumns) from agreement_terms where version = $1")

  /// What was done to a case, the last first.
  static let acts = Statement<SignedAct, Int64>(
    "agreement.acts",
    """
    select c.step, c.party, a.name, c.at, c.input
    from case_act c
    left join account a on a.id = c.account
    where c.case_id = $1
    order by c.seq desc
    """)
  static let department = Statement<String, String>("agreement.department", "select name from department where code = $1")
  static let grant = Statement<AgreedGrant, Int64>(
    "agreement.grant",
    """
    select g.agreement, f.number, f.state, g.agreement_hash
    from access_grant g
    join case_file f on f.id = g.id
    where g.id = $1
    """)
  static let keep = Statement<NoRow, Int64, AgreementKind, Timestamp, String, [UInt8]>(
    "agreement.keep", "insert into agreement_event (access_grant, kind, at, body, hash) values ($1, $2, $3, $4, $5)")
  static let keepBulletin = Statement<NoRow, Int64, Timestamp, String, [UInt8]>(
    "agreement.bulletin", "insert into agreement_event (bulletin, kind, at, body, hash) values ($1, 'bulletin', $2, $3, $4)")
  static let caseNumber = Statement<String, Int64>("agreement.number", "select number from case_file where id = $1")
  static let caseNumbers = Statement<String, [Int64]>("agreement.numbers", "select number from case_file where id = any($1) order by id")
  static let snapshotHash = Statement<[UInt8], String>("agreement.snapshot", "select hash from statistics_snapshot where month = $1")
  static let events = Statement<AgreementEventRow, Int64>(
    "agreement.events",
    """
    select e.id, e.kind, e.at, e.body, e.hash, l.batch, l.place
    from agreement_event e
    left join agreement_leaf l on l.event = e.id
    where e.access_grant = $1
    order by e.id
    """)
  static let bulletin = Statement<AgreementEventRow, Int64>(
    "agreement.bulletin.read",
    """
    select e.id, e.kind, e.at, e.body, e.hash, l.batch, l.place
    from agreement_event e
    left join agreement_leaf l on l.event = e.id
    where e.bulletin = $1
    """)

  /// One node seals at a time.
  static let holdSealing = Statement<NoRow>("agreement.hold", "select from pg_advisory_xact_lock(7208)")
  static let hasUnsealed = Statement<Bool>(
    "agreement.waits",
    "select exists (select from agreement_event e where not exists (select from agreement_leaf l where l.event = e.id))")
  static let unsealed = Statement<UnsealedEvent, Int>(
    "agreement.unsealed",
    """
    select e.id, e.hash
    from agreement_event e
    where not exists (select from agreement_leaf l where l.event = e.id)
    order by e.id
    limit $1
    """)
  static let nextBatch = Statement<Int64>("batch.next", "select coalesce(max(id), 0) + 1 from agreement_batch")
  static let keepBatch = Statement<NoRow, Int64, Int32, Timestamp, [UInt8], [UInt8], [UInt8], String>(
    "batch.keep",
    "insert into agreement_batch (id, size, made_at, root, sm2, p256, signer) values ($1, $2, $3, $4, $5, $6, $7)")
  static let keepLeaves = Statement<NoRow, Int64, [Int64]>(
    "batch.leaves",
    """
    insert into agreement_leaf (event, batch, place)
    select e.id, $1, e.n - 1
    from unnest($2) with ordinality as e (id, n)
    """)
  static let batch = Statement<AgreementBatchRow, Int64>(
    "batch.read", "select id, size, made_at, sm2, p256, signer from agreement_batch where id = $1")
  static let hashes = Statement<[UInt8], Int64>(
    "batch.hashes",
    """
    select e.hash
    from agreement_leaf l
    join agreement_event e on e.id = l.event
    where l.batch = $1
    order by l.place
    """)

  package static let all: [AnyStatement] = [
    termsOn.any, terms.any, acts.any, department.any, grant.any, keep.any, keepBulletin.any, caseNumber.any,
    caseNumbers.any, snapshotHash.any, events.any, bulletin.any, holdSealing.any, hasUnsealed.any, unsealed.any, nextBatch.any,
    keepBatch.any, keepLeaves.any, batch.any, hashes.any,
  ]
}
