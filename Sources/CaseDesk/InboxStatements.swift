import Postgres

/// What stands in a person's boxes over all procedures, in one question. Pairs of procedure and state come as two arrays.
enum InboxStatements {
  private static let columns = CaseStatements.columns

  /// Cases of those pairs that a condition lets through, of each pair the urgent ones and the oldest.
  private static func waiting(_ procedures: String, _ states: String, _ condition: String) -> String {
    """
      (select w.id
       from unnest(\(procedures)::text[], \(states)::text[]) p (procedure, state)
       cross join lateral (
         select f.id
         from case_file f
         where f.procedure = p.procedure and f.state = p.state and \(condition)
         order by not f.urgent, f.id
         limit $10) w)
      """
  }
  /// $1 own department; pairs that wait for it as owner, as the other side, as the bureau, as addressee.
  static let todo = Statement<CaseRow, String, [String], [String], [String], [String], [String], [String], [String], [String], Int>(
    "inbox.todo",
    """
    select \(columns)
    from case_file
    where id in (
    \([
      waiting("$2", "$3", "f.department = $1"), waiting("$4", "$5", "f.counterpart = $1"), waiting("$6", "$7", "true"), waiting("$8", "$9", "f.addressees @> array[$1]"),
    ].joined(separator: "\nunion\n")))
    order by not urgent, id
    limit $10
    """)
  /// The newest first.
  static let mine = Statement<CaseRow, Int64, Int>(
    "inbox.mine",
    """
    select \(columns)
    from case_file
    where opened_by = $1 and state <> 'discarded'
    order by id desc
    limit $2
    """)
  static let department = Statement<CaseRow, String, Int>(
    "inbox.department",
    """
    select \(columns)
    from case_file
    where department = $1 and state <> 'discarded'
    order by id desc
    limit $2
    """)

  /// $1 own department, $2 whether all that went out is to be seen, $3 and $4 the pairs that everybody sees; $5 the office time, $6 the last day that is near.
  private static func clocked(_ name: String, _ condition: String) -> Statement<CaseRow, String?, Bool, [String], [String], Timestamp, CivilDate, Int> {
    Statement(
      name,
      """
      select \(columns)
      from case_file
      where id in (
        select f.id
        from case_clock k
        join case_file f on f.id = k.case_id
        where k.ended_at is null
          and \(condition)
          and (f.department = $1
            or (f.procedure, f.state) in (select * from unnest($3::text[], $4::text[]))
            or (f.state <> 'draft' and ($2 or (f.counterpart = $1 and not is_reserved(f.procedure, f.state)) or f.addressees @> array[$1])))
        order by k.due_at, f.id
        limit $7)
      order by id
      """)
  }
  static let due = clocked("inbox.due", "k.due_at > $5 and k.due_day <= $6")
  static let late = clocked("inbox.late", "k.due_at <= $5 and k.statutory and not k.silent and $6::date is not null")

  static let all: [AnyStatement] = [todo.any, mine.any, department.any, due.any, late.any]
}
