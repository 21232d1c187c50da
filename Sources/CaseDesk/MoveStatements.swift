import Postgres
import Records

/// What a step's moves look for and lay down.
enum MoveStatements {
  /// Cases of a procedure that name one in a field, in states from which a step can be taken; in one order, so that nobody waits for each other.
  static let naming = Statement<Int64, String, String, Int64, [String]>(
    "move.naming",
    """
    select id
    from case_file
    where procedure = $1 and fields -> $2 = to_jsonb($3::bigint) and state = any ($4)
    order by id
    """)
  /// A file of the latest entry of a ledger of a department, laid in a case as a next version of its paper $4.
  static let attach = Statement<NoRow, Int64, String, String, String, String>(
    "move.attach",
    """
    insert into case_paper (case_id, name, version, file_name, media_type, size, sha256, body, put_by, put_at)
    select $1, $4, coalesce((select max(c.version) from case_paper c where c.case_id = $1 and c.name = $4), 0) + 1,
           p.file_name, p.media_type, p.size, p.sha256, p.body, p.put_by, p.put_at
    from (
      select l.id
      from ledger_current l
      where l.ledger = $2 and l.department = $3 and not l.retracted
      order by l.day desc, l.id desc
      limit 1) e
    join ledger_paper p on p.entry = e.id and p.name = $5
    where p.sha256 is distinct from (select c.sha256 from case_paper c where c.case_id = $1 and c.name = $4 order by c.version desc limit 1)
    order by p.version desc
    limit 1
    """)

  static let all: [AnyStatement] = [naming.any, attach.any]
}
