import Postgres

/// What the case desk reads of the cases around one, and of the departments.
enum AroundStatements {
  static let usesData = Statement<Bool, String>("around.uses", "select uses from department where code = $1")
  static let provides = Statement<Bool, String>("around.provides", "select provides from department where code = $1")
  static let exists = Statement<Bool, String>("around.exists", "select true from department where code = $1")
  static let isExternal = Statement<Bool, String>("around.external", "select kind = 'external' from department where code = $1")
  static let departments = Statement<String>("around.departments", "select code from department order by code")
  static let above = Statement<AboveRow, Int64>("around.above", "select procedure, state from case_file where id = $1")
  /// Changes that are still to be met, of a catalogue or a resource (EX-6b).
  static let openChanges = Statement<Int64, Int64>(
    "around.changes",
    """
    select id
    from case_file
    where procedure = 'exchange.change' and parent = $1 and state in ('updating', 'extension-review')
    order by id
    """)
  static let otherRevision = Statement<Bool, Int64, Int64>(
    "around.revision",
    "select exists (select from case_file where procedure = 'exchange.revision' and parent = $1 and state = 'review' and id <> $2)")
  static let openRevisions = Statement<Int64, Int64>(
    "around.revisions",
    """
    select id
    from case_file
    where procedure = 'exchange.revision' and parent = $1 and state in ('draft', 'returned', 'review')
    order by id
    """)
  static let settledDisputes = Statement<Int64, Int64>(
    "around.disputes",
    """
    select id
    from case_file
    where procedure = 'exchange.dispute' and parent = $1 and state in ('agreed', 'coordinated')
      and opened_at >= coalesce((select max(at) from case_act where case_id = $1 and step in ('reject', 'return', 'decline')), '-infinity')
    order by id
    """)
  /// Departments that a case addresses and that have neither answered nor been excused (EX-21, NET-12.4b). $2 the steps that do either.
  static let waiting = Statement<WaitingDepartment, Int64, [String]>(
    "around.waiting",
    """
    select d.code, d.name
    from case_file f
    join department d on d.code = any (f.addressees)
    where f.id = $1
      and not exists (
        select
        from case_act a
        left join account p on p.id = a.account
        where a.case_id = f.id and a.step = any ($2) and coalesce(a.input ->> 'addressee', p.department) = d.code)
    order by d.code
    """)
  /// Violations that were recorded, and cases with a statutory clock that was overrun: what a 通报批评 may rest on (EX-21).
  static let facts = Statement<Int64, [Int64]>(
    "around.facts",
    """
    select f.id
    from case_file f
    where f.id = any ($1)
      and (f.procedure = 'exchange.violation' and f.state in ('registered', 'disposed', 'closed')
        or exists (
          select from case_clock k
          where k.case_id = f.id and k.statutory and not k.silent and coalesce(k.ended_at, office_now()) >= k.due_at and k.outcome is distinct from 'dropped'))
    order by f.id
    """)
  /// Items of a resource by the words that a demand used for them: their name or their label.
  static let itemsNamed = Statement<NamedItem, Int64, [String]>(
    "around.items",
    """
    select i ->> 'name', w
    from resource_in_service r
    cross join jsonb_array_elements(r.items) with ordinality u(i, n)
    join unnest($2) w on w in (i ->> 'name', i ->> 'label')
    where r.id = $1
    order by n, w
    """)
  /// A month whose figures are frozen (EX-17b).
  static let isFrozen = Statement<Bool, String>("around.snapshot", "select exists (select from snapshot_month where month = $1)")
  static let copyPapers = Statement<NoRow, Int64, Int64>(
    "paper.copy",
    """
    insert into case_paper (case_id, name, version, file_name, media_type, size, sha256, body, put_by, put_at)
    select distinct on (name) $2, name, 1, file_name, media_type, size, sha256, body, put_by, put_at
    from case_paper
    where case_id = $1
    order by name, version desc
    """)
  /// A revision's templates become the catalogue's own, as next versions (EX-5.1b).
  static let takeTemplates = Statement<NoRow, Int64, Int64>(
    "paper.take-templates",
    """
    insert into case_paper (case_id, name, version, file_name, media_type, size, sha256, body, put_by, put_at)
    select distinct on (p.name) $2, p.name,
           coalesce((select max(o.version) from case_paper o where o.case_id = $2 and o.name = p.name), 0) + 1,
           p.file_name, p.media_type, p.size, p.sha256, p.body, p.put_by, p.put_at
    from case_paper p
    where p.case_id = $1 and starts_with(p.name, 'template-')
    order by p.name, p.version desc
    """)
  static let runningClock = Statement<Int64, Int64>(
    "around.clock", "select id from case_clock where case_id = $1 and ended_at is null order by id limit 1")

  static let all: [AnyStatement] = [
    usesData.any, provides.any, exists.any, isExternal.any, departments.any, above.any, openChanges.any, otherRevision.any, openRevisions.any,
    settledDisputes.any, waiting.any, facts.any, itemsNamed.any, isFrozen.any, copyPapers.any, takeTemplates.any, runningClock.any,
  ]
}

/// A department that has not answered yet.
struct WaitingDepartment: PostgresRow {
  let code: String, name: String
  init(from row: inout RowReader) throws {
    code = try row.next()
    name = try row.next()
  }
}

/// An item of a resource, and the word that was used for it.
struct NamedItem: PostgresRow {
  let name: String, word: String
  init(from row: inout RowReader) throws {
    name = try row.next()
    word = try row.next()
  }
}

/// The case that another one hangs on, in short.
struct AboveRow: PostgresRow {
  let procedure: String, state: String
  init(from row: inout RowReader) throws {
    procedure = try row.next()
    state = try row.next()
  }
}
