package import Postgres

/// Every statement of Accounts.
package enum AccountStatements {
  private static let personColumns = """
    a.id, a.login, a.name, a.department, d.name, d.kind = 'bureau',
           coalesce((select array_agg(r.role order by r.role) from account_role r where r.account = a.id), '{}'), a.administrator
    """

  static let credential = Statement<CredentialRow, String>(
    "account.credential",
    """
    select id, state, password, failures, coalesce(locked_until > clock_timestamp(), false), activation_hash,
           coalesce(activation_until <= clock_timestamp(), false)
    from account
    where login = $1
    """)
  static let person = Statement<PersonRow, Int64>(
    "account.person",
    "select \(personColumns) from account a join department d on d.code = a.department where a.id = $1 and a.state = 'active'")
  static let bySession = Statement<PersonRow, [UInt8]>(
    "session.person",
    """
    with seen as (
      update session s
      set seen_at = clock_timestamp()
      from account a
      where s.token_hash = $1
        and a.id = s.account
        and a.state = 'active'
        and s.ends_at > clock_timestamp()
        and s.seen_at > clock_timestamp() - case when a.administrator is null then interval '30 minutes' else interval '15 minutes' end
      returning s.account)
    select \(personColumns)
    from seen
    join account a on a.id = seen.account
    join department d on d.code = a.department
    """)
  /// Whom a landing key acts for. Its use is noted once a minute.
  static let byLandingKey = Statement<PersonRow, [UInt8]>(
    "landing-key.person",
    """
    with found as (
      select k.id, k.account, k.used_at
      from landing_key k
      join account a on a.id = k.account and a.state = 'active' and a.department = k.department
      where k.token_hash = $1
        and k.ended_at is null
        and k.ends_at > office_now()),
    used as (
      update landing_key k
      set used_at = clock_timestamp()
      from found f
      where k.id = f.id and (f.used_at is null or f.used_at < clock_timestamp() - interval '1 minute'))
    select \(personColumns)
    from found
    join account a on a.id = found.account
    join department d on d.code = a.department
    """)
  static let makeLandingKey = Statement<LandingKeyRow, Int64, String, String, [UInt8], Int32>(
    "landing-key.make",
    """
    insert into landing_key (account, department, name, token_hash, made_at, ends_at)
    values ($1, $2, $3, $4, office_now(), office_now() + $5 * interval '1 day')
    returning id, name, '', made_at, ends_at, ended_at, used_at
    """)
  static let landingKeys = Statement<LandingKeyRow, String>(
    "landing-key.list",
    """
    select k.id, k.name, a.name, k.made_at, k.ends_at, k.ended_at, k.used_at
    from landing_key k
    join account a on a.id = k.account
    where k.department = $1
    order by k.id desc
    limit 200
    """)
  static let endLandingKey = Statement<Int64, Int64, String>(
    "landing-key.end", "update landing_key set ended_at = office_now() where id = $1 and department = $2 and ended_at is null returning id")
  static let countFailure = Statement<NoRow, Int64>(
    "account.failure",
    """
    update account
    set failures = failures + 1,
        locked_until = case when (failures + 1) % 5 = 0 then clock_timestamp() + interval '15 minutes' else locked_until end
    where id = $1
    """)
  static let clearFailures = Statement<NoRow, Int64>("account.clear", "update account set failures = 0, locked_until = null where id = $1")
  static let openSession = Statement<Timestamp, [UInt8], Int64, String>(
    "session.open",
    """
    insert into session (token_hash, account, purpose, ends_at)
    values ($1, $2, $3, clock_timestamp() + interval '8 hours')
    returning ends_at
    """)
  static let closeSession = Statement<NoRow, [UInt8]>("session.close", "delete from session where token_hash = $1")
  static let closeSessions = Statement<NoRow, Int64>("session.close-all", "delete from session where account = $1")

  static let create = Statement<Int64, String, String, String, [UInt8]?, Int64?, Timestamp, String?>(
    "account.create",
    """
    insert into account (login, name, department, activation_hash, activation_until, created_by, created_at, filed_at, administrator)
    values ($1, $2, $3, $4, clock_timestamp() + interval '7 days', $5, $6, $6, $7)
    returning id
    """)
  static let addRole = Statement<NoRow, Int64, String, Int64?>(
    "account.role", "insert into account_role (account, role, granted_by) values ($1, $2, $3)")
  static let activate = Statement<NoRow, Int64, String, Timestamp, [UInt8]>(
    "account.activate",
    """
    update account
    set password = $2, password_set_at = $3, activation_hash = null, activation_until = null, state = 'active', failures = 0,
        locked_until = null
    where id = $1 and state = 'pending' and activation_hash = $4
      and (activation_until is null or activation_until > clock_timestamp())
    """)
  /// A new activation code, good for 7 days [CFG] of machine time; the old password opens nothing any more.
  static let reissue = Statement<NoRow, Int64, [UInt8]>(
    "account.reissue",
    """
    update account
    set state = 'pending', password = null, activation_hash = $2, activation_until = clock_timestamp() + interval '7 days',
        failures = 0, locked_until = null
    where id = $1
    """)
  static let setPassword = Statement<NoRow, Int64, String, Timestamp, String>(
    "account.password",
    "update account set password = $2, password_set_at = $3, failures = 0 where id = $1 and password = $4")
  static let setState = Statement<NoRow, Int64, String, Timestamp>(
    "account.state", "update account set state = $2, closed_at = case when $2 = 'closed' then $3 end where id = $1")
  static let lock = Statement<LockedAccount, Int64>(
    "account.lock", "select login, department, state, administrator from account where id = $1 for no key update")
  static let roles = Statement<String, Int64>("account.roles", "select role from account_role where account = $1 order by role")
  static let dropRole = Statement<NoRow, Int64, String>("account.drop-role", "delete from account_role where account = $1 and role = $2")
  static let closeOtherSessions = Statement<NoRow, Int64, [UInt8]>(
    "session.close-others", "delete from session where account = $1 and token_hash <> $2")
  static let list = Statement<AccountLine, Int64, Int>(
    "account.list",
    """
    select a.id, a.login, a.name, a.department, a.state,
           coalesce((select array_agg(r.role order by r.role) from account_role r where r.account = a.id), '{}'), a.administrator
    from account a
    where a.id > $1
    order by a.id
    limit $2
    """)
  private static let departmentColumns = "d.code, d.name, d.kind, d.provides, d.uses, s.successor, s.day, s.document"
  private static let departmentTables = "department d left join department_succession s on s.predecessor = d.code"
  static let departments = Statement<DepartmentRow>(
    "department.list", "select \(departmentColumns) from \(departmentTables) order by d.code")
  static let department = Statement<DepartmentRow, String>(
    "department.read", "select \(departmentColumns) from \(departmentTables) where d.code = $1")
  static let lockDepartment = Statement<DepartmentRow, String>(
    "department.lock", "select \(departmentColumns) from \(departmentTables) where d.code = $1 for no key update of d")
  static let addDepartment = Statement<NoRow, String, String, String, Bool, Bool>(
    "department.add", "insert into department (code, name, kind, provides, uses) values ($1, $2, $3, $4, $5)")
  static let changeDepartment = Statement<NoRow, String, String, Bool, Bool>(
    "department.change", "update department set name = $2, provides = $3, uses = $4 where code = $1")
  static let holdSuccessions = Statement<NoRow>("department.hold", "select from pg_advisory_xact_lock(7205)")
  static let succeed = Statement<NoRow, String, String, String, CivilDate, Int64, Timestamp>(
    "department.succeed",
    """
    insert into department_succession (predecessor, successor, document, day, recorded_by, recorded_at)
    values ($1, $2, $3, $4, $5, $6)
    """)

  package static let all: [AnyStatement] = [
    credential.any, person.any, bySession.any, byLandingKey.any, makeLandingKey.any, landingKeys.any, endLandingKey.any, countFailure.any, clearFailures.any, openSession.any, closeSession.any, closeSessions.any,
    closeOtherSessions.any, create.any, addRole.any, activate.any, reissue.any, setPassword.any, setState.any, lock.any, roles.any, dropRole.any,
    list.any, departments.any, department.any, lockDepartment.any, addDepartment.any, changeDepartment.any, holdSuccessions.any, succeed.any,
  ] + mail + HandoverStatements.all
}
