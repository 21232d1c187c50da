import Postgres

extension AccountStatements {
  static let mailWish = Statement<MailWish, Int64>("mail.wish", "select mail, mail_without from account where id = $1")
  static let setMail = Statement<NoRow, Int64, String?, [String]>("mail.set", "update account set mail = $2, mail_without = $3 where id = $1")
  /// Takes notices that nobody has looked at for mail, each with every person whom it is for.
  static let takeNotices = Statement<PostedNotice, Int, Int>(
    "mail.take",
    """
    with due as (
      update notice set posted = true
      where id in (select id from notice where not posted order by id limit $1 for update skip locked)
      returning id, department, role, kind, at)
    select due.id, due.kind, coalesce(a.id, 0), coalesce(a.mail_without, '{}')
    from due
    left join account a on a.department = due.department and a.state = 'active' and a.administrator is null and a.mail is not null
      and due.at > office_now() - $2 * interval '1 hour'
      and (due.role is null or exists (select from account_role r where r.account = a.id and r.role = due.role))
    order by due.id, a.id
    """)
  static let letter = Statement<NoticeLetter, Int64, Int64>(
    "mail.letter",
    """
    select a.mail, a.name, n.kind, n.text, n.at, f.procedure, n.case_id
    from notice n
    join account a on a.id = $2 and a.state = 'active' and a.mail is not null
    left join case_file f on f.id = n.case_id
    where n.id = $1
    """)

  static let mail: [AnyStatement] = [mailWish.any, setMail.any, takeNotices.any, letter.any]
}
