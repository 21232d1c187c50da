import Postgres

/// The lists of cases by which people work. Each is read by an index that keeps the order of its pages.
enum ListStatements {
  private static let columns = CaseStatements.columns
  /// $1 procedure, $2 state, $3 text, $4 own department, $5 whether all that went out is to be seen, $6 states that everybody sees.
  private static let wanted = """
    procedure = $1
      and ($2 is null or state = $2)
      and ($3 is null or starts_with(number, upper($3)) or strpos(sought, lower($3)) > 0)
      and state <> 'discarded'
    """
  private static let visible = "(department = $4 or state = any ($6) or (state <> 'draft' and ($5 or (counterpart = $4 and not is_reserved(procedure, state)) or addressees @> array[$4])))"

  /// For whoever sees all that went out.
  static let all = Statement<CaseRow, String, String?, String?, String?, Bool, [String], Int64, Int>(
    "list.all",
    """
    select \(columns)
    from case_file
    where \(wanted)
      and \(visible)
      and id > $7
    order by id
    limit $8
    """)

  private static let addressed = "addressees <> '{}' and addressees @> array[$4::text] and (state <> 'draft' or $5)"

  private static func branch(_ condition: String) -> String {
    """
      (select id
       from case_file
       where \(wanted)
         and \(condition)
         and id > $7
       order by id
       limit $8)
      """
  }
  /// By a word: one walk over the index that holds the words, in the order of the page; only what is shown is read from the cases.
  static let sought = Statement<CaseRow, String, String?, String?, String?, Bool, [String], Int64, Int>(
    "list.sought",
    """
    select \(columns)
    from case_file
    where id in (
    \(["(department = $4 or state = any ($6) or (state <> 'draft' and ($5 or (counterpart = $4 and not is_reserved(procedure, state)))))", addressed].map(branch).joined(separator: "\nunion\n")))
    order by id
    limit $8
    """)

  /// For a department: its own, those in which it is the other side, those that everybody sees. Each way has its own index, so that a page
  /// costs the same however many cases of others there are.
  static let own = Statement<CaseRow, String, String?, String?, String?, Bool, [String], Int64, Int>(
    "list.own",
    """
    select \(columns)
    from case_file
    where id in (
    \(["department = $4", "counterpart = $4 and (state <> 'draft' and not is_reserved(procedure, state) or $5)", "state = any ($6)", addressed].map(branch).joined(separator: "\nunion\n")))
    order by id
    limit $8
    """)

  /// $9 who opened them.
  static let mine = Statement<CaseRow, String, String?, String?, String?, Bool, [String], Int64, Int, Int64>(
    "list.mine",
    """
    select \(columns)
    from case_file
    where \(wanted)
      and opened_by = $9
      and ($4 is not null or $5 is not null or $6 is not null)
      and id > $7
    order by id
    limit $8
    """)
  static let department = Statement<CaseRow, String, String?, String?, String, Int64, Int>(
    "list.department",
    """
    select \(columns)
    from case_file
    where \(wanted)
      and department = $4
      and id > $5
    order by id
    limit $6
    """)

  /// $4 own department; $5, $6, $7, $10 the states that wait for the person as owner, as the other side, as the bureau, as addressee.
  static let todo = Statement<CaseRow, String, String?, String?, String, [String], [String], [String], Int64, Int, [String]>(
    "list.todo",
    """
    select \(columns)
    from case_file
    where \(wanted)
      and state = any ($5::text[] || $6::text[] || $7::text[] || $10::text[])
      and ((department = $4 and state = any ($5)) or (counterpart = $4 and state = any ($6)) or state = any ($7)
        or (addressees @> array[$4] and state = any ($10)))
      and ($8 = 0 or (not urgent, id) > (select not a.urgent, a.id from case_file a where a.id = $8))
    order by not urgent, id
    limit $9
    """)

  /// $9 the office time, $10 the last day that is near; late: past it by law, due: near and not past.
  private static func clocked(_ name: String, _ condition: String)
    -> Statement<CaseRow, String, String?, String?, String?, Bool, [String], Int64, Int, Timestamp, CivilDate>
  {
    Statement(
      name,
      """
      select \(columns)
      from case_file
      where \(wanted)
        and \(visible)
        and id > $7
        and id in (select k.case_id from case_clock k where k.ended_at is null and \(condition))
      order by id
      limit $8
      """)
  }
  static let due = clocked("list.due", "k.due_at > $9 and k.due_day <= $10")
  static let late = clocked("list.late", "k.due_at <= $9 and k.statutory and not k.silent and $10::date is not null")

  static let every: [AnyStatement] = [all.any, sought.any, own.any, mine.any, department.any, todo.any, due.any, late.any]
}
