package import Postgres

/// Every statement of bulk imports.
package enum ImportStatements {
  /// Imports of one department are confirmed one after the other, so that no code gets two drafts.
  static let lockDepartment = Statement<NoRow, String>(
    "import.lock-department", "select from pg_advisory_xact_lock(hashtextextended('catalogue-import/' || $1, 7))")
  /// A person's earlier previews that were never confirmed: the new one takes their place.
  static let forgetPreviews = Statement<NoRow, String, Int64>(
    "import.forget", "delete from catalogue_import where department = $1 and account = $2 and confirmed_at is null")
  static let add = Statement<Int64, String, Int64, String, String, [UInt8], [UInt8], Int32, JSONBytes, Timestamp>(
    "import.add",
    """
    insert into catalogue_import (department, account, file_name, kind, sha256, body, rows, faults, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    returning id
    """)
  static let addLine = Statement<NoRow, Int64, Int32, String, String, Int32, String, JSONBytes, JSONBytes, Int64?>(
    "import.add-line",
    """
    insert into catalogue_import_line (import, n, code, title, first_row, outcome, fields, faults, case_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    """)
  private static let columns = "id, department, file_name, kind, rows, faults, made_at, confirmed_at, undone_at"
  static let read = Statement<ImportRow, Int64>("import.read", "select \(columns) from catalogue_import where id = $1")
  static let lock = Statement<ImportRow, Int64>("import.lock", "select \(columns) from catalogue_import where id = $1 for update")
  static let list = Statement<ImportRow, String, Int64, Int>(
    "import.list",
    """
    select \(columns)
    from catalogue_import
    where department = $1 and id > $2
    order by id
    limit $3
    """)
  static let body = Statement<[UInt8], Int64>("import.body", "select body from catalogue_import where id = $1")
  static let lines = Statement<ImportLineRow, Int64, Int32, Int>(
    "import.lines",
    """
    select n, code, title, first_row, outcome, faults, case_id, version
    from catalogue_import_line
    where import = $1 and n > $2
    order by n
    limit $3
    """)
  static let faulty = Statement<JSONBytes, Int64>(
    "import.faulty", "select faults from catalogue_import_line where import = $1 and faults <> '[]' order by n")
  static let counts = Statement<OutcomeCount, Int64>(
    "import.counts",
    """
    select outcome, count(*), coalesce(sum(jsonb_array_length(faults)), 0)::bigint
    from catalogue_import_line
    where import = $1
    group by outcome
    order by outcome
    """)
  /// The forms that are still to become drafts, piece by piece.
  static let toConfirm = Statement<ImportFormRow, Int64, Int32, Int>(
    "import.to-confirm",
    """
    select n, code, fields
    from catalogue_import_line
    where import = $1 and n > $2 and outcome in ('new', 'changed')
    order by n
    limit $3
    """)
  static let settleLine = Statement<NoRow, Int64, Int32, String, Int64?, Int32?, JSONBytes?>(
    "import.settle-line",
    "update catalogue_import_line set outcome = $3, case_id = $4, version = $5, before = $6 where import = $1 and n = $2")
  static let confirm = Statement<NoRow, Int64, Timestamp>("import.confirm", "update catalogue_import set confirmed_at = $2 where id = $1")
  static let undo = Statement<NoRow, Int64, Timestamp>("import.undo", "update catalogue_import set undone_at = $2 where id = $1")
  /// What a confirmation opened or filled, with how the draft stands now.
  static let done = Statement<ImportedDraft, Int64>(
    "import.done",
    """
    select l.n, l.code, l.case_id, l.outcome, l.version, l.before, f.state, f.version, f.fields
    from catalogue_import_line l
    join case_file f on f.id = l.case_id
    where l.import = $1 and l.version is not null
    order by l.case_id
    """)
  /// Whoever bears one of these codes: catalogues published under it, and the own department's that are on their way.
  static let bearers = Statement<CodeBearer, [String], String>(
    "import.bearers",
    """
    select coalesce(c.code, f.fields ->> 'code'), f.id, f.state, f.department, f.fields
    from case_file f
    left join catalogue c on c.id = f.id
    where f.procedure = 'exchange.catalogue' and f.state <> 'discarded'
      and (c.code = any ($1) or (f.department = $2 and f.fields ->> 'code' = any ($1)))
    order by c.code is null desc, f.id desc
    """)

  package static let all: [AnyStatement] = [
    lockDepartment.any, forgetPreviews.any, add.any, addLine.any, read.any, lock.any, list.any, body.any, lines.any, faulty.any, counts.any,
    toConfirm.any, settleLine.any, confirm.any, undo.any, done.any, bearers.any,
  ]
}
