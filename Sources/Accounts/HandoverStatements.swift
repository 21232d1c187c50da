import Postgres

/// How accounts are handed over and filed.
enum HandoverStatements {
  static let file = Statement<Int64, Int64, Int64, String, String, JSONBytes, [String], Timestamp?, Int64, Timestamp>(
    "handover.file",
    """
    insert into handover (leaver, successor, department, note, items, codes, codes_end_at, filed_by, filed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    returning id
    """)
  private static let columns = """
    h.id, h.department, h.leaver, l.login, h.successor, s.login, h.note, h.items, h.codes, h.codes_end_at, f.login, h.filed_at
    """
  private static let tables = """
    handover h
    join account l on l.id = h.leaver
    join account s on s.id = h.successor
    join account f on f.id = h.filed_by
    """
  static let one = Statement<HandoverLine, Int64>("handover.read", "select \(columns) from \(tables) where h.id = $1")
  static let list = Statement<HandoverLine, String, Bool, Int64, Int>(
    "handover.list",
    """
    select \(columns)
    from \(tables)
    where ($2 or h.department = $1) and h.id > $3
    order by h.id
    limit $4
    """)
  /// Codes that a handover has already given an end.
  static let codes = Statement<String, Int64>("handover.codes", "select distinct unnest(codes) from handover where leaver = $1 order by 1")

  static let filed = Statement<FiledAccount, Int64, Int>(
    "account.filed",
    """
    select a.id, a.login, a.name, a.department, d.name, a.state,
           coalesce((select array_agg(r.role order by r.role) from account_role r where r.account = a.id), '{}'), a.administrator, o.login,
           a.created_at, a.filed_at, a.closed_at,
           (select s.login from handover h join account s on s.id = h.successor where h.leaver = a.id order by h.id desc limit 1)
    from account a
    join department d on d.code = a.department
    left join account o on o.id = a.created_by
    where a.id > $1
    order by a.id
    limit $2
    """)

  static let all: [AnyStatement] = [file.any, one.any, list.any, codes.any, filed.any]
}
