package import Postgres

/// Every statement of Records.
package enum RecordStatements {
  static let officeNow = Statement<Timestamp>("office.now", "select office_now()")
  static let nextAuthority = Statement<Int64>(
    "authority.next", "update authority set n = n + 1 returning n")
  static let presentAuthority = Statement<Int64>("authority.present", "select n from authority")
  static let tellAuthority = Statement<NoRow>("authority.tell", "select from pg_notify('authority', '')")
  static let awaitAuthority = Statement<NodeRow, Int64>(
    "authority.await",
    """
    select count(*), coalesce(max(lease_seconds), 0)
    from node
    where stopped_at is null
      and applied < $1
      and coalesce(confirmed_at, started_at) > clock_timestamp() - interval '60 seconds'
    """)

  static let listNodes = Statement<NodeLine>(
    "node.list",
    """
    select id, name, started_at, applied, confirmed_at, lease_seconds, stopped_at
    from node
    order by id desc
    limit 100
    """)

  static let lockHead = Statement<AuditHead>("audit.lock", "select seq, hash from audit_head for update")
  static let readHead = Statement<AuditHead>("audit.head", "select seq, hash from audit_head")
  static let moveHead = Statement<NoRow, Int64, [UInt8]>("audit.move", "update audit_head set seq = $1, hash = $2")
  static let writeEntry = Statement<NoRow, Int64, Timestamp, String, String, String, String, [UInt8], [UInt8]>(
    "audit.write",
    """
    insert into audit_entry (seq, at, actor, action, subject, detail, hash, mac)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  static let readEntries = Statement<AuditRow, Int64, Int>(
    "audit.read",
    """
    select seq, at, actor, action, subject, detail, hash, mac
    from audit_entry
    where seq > $1
    order by seq
    limit $2
    """)

  static let queue = Statement<NoRow, String, String?, JSONBytes>(
    "job.queue", "insert into job (kind, key, payload) values ($1, $2, $3) on conflict (key) do nothing")
  static let leaseJob = Statement<JobRow, [String], Int>(
    "job.lease",
    """
    update job
    set state = 'running', fence = fence + 1, attempts = attempts + 1,
        lease_until = clock_timestamp() + make_interval(secs => $2)
    where id = (
      select id
      from job
      where kind = any ($1)
        and ((state = 'waiting' and run_at <= clock_timestamp()) or (state = 'running' and lease_until < clock_timestamp()))
      order by run_at, id
      limit 1
      for update skip locked)
    returning id, kind, payload, fence, attempts
    """)
  static let extendJob = Statement<NoRow, Int64, Int64, Int>(
    "job.extend",
    """
    update job set lease_until = clock_timestamp() + make_interval(secs => $3)
    where id = $1 and fence = $2 and state = 'running'
    """)
  static let finishJob = Statement<NoRow, Int64, Int64>(
    "job.finish",
    """
    update job set state = 'done', lease_until = null, ended_at = clock_timestamp(), last_error = null
    where id = $1 and fence = $2 and state = 'running'
    """)
  static let delayJob = Statement<NoRow, Int64, Int64, String, Int>(
    "job.delay",
    """
    update job set state = 'waiting', lease_until = null, last_error = $3, run_at = clock_timestamp() + make_interval(secs => $4)
    where id = $1 and fence = $2 and state = 'running'
    """)
  static let buryJob = Statement<NoRow, Int64, Int64, String>(
    "job.bury",
    """
    update job set state = 'dead', lease_until = null, ended_at = clock_timestamp(), last_error = $3
    where id = $1 and fence = $2 and state = 'running'
    """)
  static let retryJob = Statement<NoRow, Int64>(
    "job.retry",
    "update job set state = 'waiting', ended_at = null, attempts = 0, run_at = clock_timestamp() where id = $1 and state = 'dead'")
  static let listJobs = Statement<JobLine, String?, Int64, Int>(
    "job.list",
    """
    select id, kind, key, state, run_at, attempts, last_error
    from job
    where ($1 is null or state = $1) and id > $2
    order by id
    limit $3
    """)

  /// A department of another level has no account here: the bureau, which acts for it, is told (EX §7.24).
  static let notify = Statement<NoRow, String, String?, Int64?, String, String, Timestamp, String?, Int64?>(
    "notice.write",
    """
    insert into notice (department, role, case_id, kind, text, at, key, caused_by)
    select coalesce(b.code, d.code), case when b.code is null then $2 end, $3, $4, $5, $6, $7, $8
    from department d
    left join department b on d.kind = 'external' and b.kind = 'bureau'
    where d.code = $1
    on conflict (key) do nothing
    """)
  /// The newest first.
  static let readNotices = Statement<NoticeRow, String, Int64, Int64, Int>(
    "notice.read",
    """
    select n.id, n.case_id, f.procedure, n.kind, n.text, n.at, coalesce(n.id <= a.notices_seen, false) or n.caused_by is not distinct from $2
    from notice n
    left join case_file f on f.id = n.case_id
    left join account a on a.id = $2
    where n.department = $1 and ($3 = 0 or n.id < $3)
    order by n.id desc
    limit $4
    """)
  /// How many there are that somebody has not seen and that do not tell of what she did herself; a hundred stand for more.
  static let unseenNotices = Statement<Int64, String, Int64>(
    "notice.unseen",
    """
    select count(*)
    from (
      select
      from notice
      where department = $1 and id > (select notices_seen from account where id = $2) and caused_by is distinct from $2
      limit 100) n
    """)
  static let seeNotices = Statement<NoRow, Int64, Int64>("notice.see", "update account set notices_seen = greatest(notices_seen, $2) where id = $1")

  static let givenAnswer = Statement<GivenAnswer, Int64, String>(
    "idempotency.read", "select request_hash, status, body from idempotency where account = $1 and key = $2")
  static let lockAnswer = Statement<NoRow, String>("idempotency.lock", "select from pg_advisory_xact_lock(hashtextextended($1, 7))")
  static let keepAnswer = Statement<NoRow, Int64, String, [UInt8], Int32, String>(
    "idempotency.write", "insert into idempotency (account, key, request_hash, status, body) values ($1, $2, $3, $4, $5)")

  static let moveClock = Statement<NoRow, Timestamp>(
    "office.move",
    "update installation set clock_offset = $1 - clock_timestamp()")
  static let isRehearsal = Statement<Bool>("office.rehearsal", "select rehearsal from installation")

  package static let all: [AnyStatement] = [
    officeNow.any, nextAuthority.any, presentAuthority.any, tellAuthority.any,
    awaitAuthority.any, listNodes.any, lockHead.any, readHead.any, moveHead.any, writeEntry.any,
    readEntries.any, queue.any, leaseJob.any, extendJob.any, finishJob.any, delayJob.any, buryJob.any, retryJob.any, listJobs.any,
    notify.any, readNotices.any, unseenNotices.any, seeNotices.any, givenAnswer.any, lockAnswer.any, keepAnswer.any, moveClock.any, isRehearsal.any,
  ] + SettingStatements.all + RefusedRequestStatements.all
}
