package import Postgres

/// What Delivery asks of the exchange's own database.
package enum DeliveryStatements {
  static let due = Statement<DueRow, Int64>(
    "delivery.due",
    """
    select d.access_grant, d.department, d.granted, d.expires_at, d.grant_state, d.expires_at <= office_now(), d.resource, d.code, d.kind,
           d.provider, d.title, d.detail, d.items, d.resource_state, d.source_kind, d.address, d.secret, s.department, s.name,
           greatest(g.authority_n, r.authority_n), (extract(epoch from i.clock_offset) * 1000000)::bigint, g.scope
    from delivery_due d
    join source s on s.id = d.source
    join access_grant g on g.id = d.access_grant
    join resource r on r.id = d.resource
    cross join installation i
    where d.access_grant = $1
    """)
  static let landed = Statement<Int64>(
    "delivery.landed", "select d.access_grant from delivery_due d join landing l on l.department = d.department order by d.access_grant")

  /// Something lies in the landing area that was not recalled.
  static let hasData = Statement<Bool, Int64>(
    "delivery.has-data",
    """
    select coalesce(
      (select p.body::jsonb ->> 'recalled' is null from delivery_receipt p where p.access_grant = $1 order by p.version desc limit 1), false)
    """)
  static let lockGrant = Statement<Int64, Int64>("delivery.lock", "select id from access_grant where id = $1 for update")
  static let closeCutOff = Statement<NoRow, Int64>(
    "delivery.cut-off",
    """
    update delivery
    set ended_at = office_now(), outcome = 'failed', fault = '中断,未完成', fault_party = 'exchange'
    where access_grant = $1 and ended_at is null
    """)
  static let begin = Statement<AttemptRow, Int64, String, Int64, Bool>(
    "delivery.begin",
    """
    insert into delivery (access_grant, version, kind, started_at, recalls)
    select $1, 1 + greatest($3, (select coalesce(max(version), 0) from delivery where access_grant = $1)), $2, office_now(), $4
    returning id, version
    """)
  static let lockAttempt = Statement<Int64, Int64>("delivery.attempt", "select id from delivery where id = $1 and ended_at is null for update")
  static let fail = Statement<NoRow, Int64, String, DeliveryFault.Party, Int64?, Int64?, String?, String?>(
    "delivery.fail",
    """
    update delivery
    set ended_at = office_now(), outcome = 'failed', fault = $2, fault_party = $3, rows_read = $4, rows_landed = $5, digest_read = $6, digest_landed = $7
    where id = $1 and ended_at is null
    """)

  /// The receipt decides: also an attempt that was given up as cut off counts as delivered once its receipt is found.
  static let deliver = Statement<Int64, Int64, Int64, Int64, Int64, String>(
    "delivery.deliver",
    """
    update delivery
    set ended_at = coalesce(ended_at, office_now()), outcome = 'delivered', fault = null, fault_party = null, rows_read = $3, rows_landed = $3, bytes = $4,
        digest_read = $5, digest_landed = $5
    where access_grant = $1 and version = $2
    returning id
    """)
  /// For a receipt whose attempt this database has forgotten (it was restored from an older backup).
  static let remember = Statement<Int64, Int64, Int64, Int64, Int64, String, String, Timestamp>(
    "delivery.remember",
    """
    insert into delivery (access_grant, version, kind, started_at, ended_at, outcome, rows_read, rows_landed, bytes, digest_read, digest_landed)
    values ($1, $2, $6, $7, $7, 'delivered', $3, $3, $4, $5, $5)
    returning id
    """)
  static let keepReceipt = Statement<NoRow, Int64, Int64, Int64, Timestamp, Int64, Int64, String, String, [UInt8], [UInt8], [UInt8]>(
    "receipt.keep",
    """
    insert into delivery_receipt (access_grant, version, delivery, landed_at, rows, bytes, digest, body, previous, hash, signature)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    on conflict do nothing
    """)
  static let receiptHead = Statement<ReceiptHead, Int64>(
    "receipt.head", "select version, hash from delivery_receipt where access_grant = $1 order by version desc limit 1")
  static let officeNow = Statement<Timestamp>("delivery.now", "select office_now()")

  static let landing = Statement<LandingPlace, String>("landing.place", "select database, login from landing where department = $1")
  static let departmentExists = Statement<Bool, String>("landing.department", "select exists (select from department where code = $1)")
  static let keepLanding = Statement<NoRow, String, String, Int32, String, String, [UInt8], String>(
    "landing.keep",
    """
    insert into landing (department, host, port, database, login, secret, folder, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, office_now())
    on conflict do nothing
    """)
  static let changeSecret = Statement<NoRow, String, [UInt8]>("landing.secret", "update landing set secret = $2 where department = $1")

  package static let all: [AnyStatement] = [
    due.any, landed.any, hasData.any, lockGrant.any, closeCutOff.any, begin.any, lockAttempt.any, fail.any, deliver.any, remember.any, keepReceipt.any, receiptHead.any,
    officeNow.any, landing.any, departmentExists.any, keepLanding.any, changeSecret.any,
  ]
}

extension DeliveryFault.Party: PostgresValue {}
