package import Postgres

/// Every statement of the ledgers.
package enum LedgerStatements {
  static let open = Statement<Int64, String, String, Timestamp>(
    "ledger.open", "insert into ledger_entry (ledger, department, opened_at) values ($1, $2, $3) returning id")
  static let lock = Statement<Int64, Int64>("ledger.lock", "select id from ledger_entry where id = $1 for no key update")
  static let write = Statement<NoRow, Int64, Int32, JSONBytes, CivilDate, Bool, String?, Int64, Timestamp>(
    "ledger.write",
    """
    insert into ledger_version (entry, version, fields, day, retracted, reason, written_by, written_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  private static let columns = """
    l.id, l.ledger, l.department, l.version, l.fields, l.day, l.retracted, l.reason, l.opened_at, l.written_at, l.written_by, a.name
    """
  private static let tables = "ledger_current l join account a on a.id = l.written_by"
  static let current = Statement<LedgerRow, Int64>("ledger.current", "select \(columns) from \(tables) where l.id = $1")
  static let list = Statement<LedgerRow, String, String?, String?, Int64, Int>(
    "ledger.list",
    """
    select \(columns)
    from \(tables)
    where l.ledger = $1
      and ($2 is null or l.department = $2)
      and ($3 is null or l.department = $3)
      and l.id > $4
    order by l.id
    limit $5
    """)
  static let versions = Statement<LedgerRow, Int64>(
    "ledger.versions",
    """
    select e.id, e.ledger, e.department, v.version, v.fields, v.day, v.retracted, v.reason, e.opened_at, v.written_at, v.written_by, a.name
    from ledger_entry e
    join ledger_version v on v.entry = e.id
    join account a on a.id = v.written_by
    where e.id = $1
    order by v.version
    """)
  static let counts = Statement<LedgerCount, String, CivilDate, CivilDate, String?>(
    "ledger.counts",
    """
    select l.department, d.name, count(*)
    from ledger_current l
    join department d on d.code = l.department
    where l.ledger = $1 and l.day between $2 and $3 and not l.retracted and ($4 is null or l.department = $4)
    group by l.department, d.name
    order by l.department
    """)
  /// $2 the field that names the department; null: the department's own entries.
  static let latest = Statement<JSONBytes, String, String?, String>(
    "ledger.latest",
    """
    select l.fields
    from ledger_current l
    where l.ledger = $1 and not l.retracted and case when $2 is null then l.department = $3 else l.fields ->> $2 = $3 end
    order by l.day desc, l.id desc
    limit 1
    """)
  static let isCase = Statement<Bool, Int64, String>(
    "ledger.is-case", "select exists (select from case_file where id = $1 and procedure = $2 and state not in ('draft', 'discarded'))")

  static let putPaper = Statement<PaperRow, Int64, String, String, String, Int32, [UInt8], [UInt8], Int64, Timestamp>(
    "ledger.put-paper",
    """
    insert into ledger_paper (entry, name, version, file_name, media_type, size, sha256, body, put_by, put_at)
    select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8, $9
    from ledger_paper
    where entry = $1 and name = $2
    returning name, version, file_name, media_type, size, sha256
    """)
  static let papers = Statement<PaperRow, Int64>(
    "ledger.papers",
    """
    select distinct on (name) name, version, file_name, media_type, size, sha256
    from ledger_paper
    where entry = $1
    order by name, version desc
    """)
  static let paper = Statement<StoredPaper, Int64, String>(
    "ledger.paper",
    """
    select name, version, file_name, media_type, size, sha256, body
    from ledger_paper
    where entry = $1 and name = $2
    order by version desc
    limit 1
    """)

  package static let all: [AnyStatement] =
    [
      open.any, lock.any, write.any, current.any, list.any, versions.any, counts.any, latest.any, isCase.any, putPaper.any, papers.any, paper.any,
    ] + DutyStatements.all
}
