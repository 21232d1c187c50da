package import Postgres

/// What Delivery asks of a landing database, and of the server that hosts it.
package enum LandingStatements {
  static let roleExists = Statement<Bool, String>("server.role", "select exists (select from pg_roles where rolname = $1)")
  static let databaseExists = Statement<Bool, String>("server.database", "select exists (select from pg_database where datname = $1)")
  static let lockServer = Statement<NoRow, Int64>("server.lock", "select from pg_advisory_lock($1)")

  /// The office clock moves forward only; who read it before must not turn it back.
  static let setOffset = Statement<NoRow, Int64>(
    "store.offset",
    "update store.clock set clock_offset = $1 * interval '1 microsecond' where clock_offset < $1 * interval '1 microsecond'")
  static let wasInForce = Statement<Bool, Int64>(
    "store.settled", "select stopped is null from store.entitlement where access_grant = $1 for update")
  /// A transaction keeps the right as it was when it began: those of the department that are open with a snapshot end now.
  static let endReaders = Statement<Bool, String>(
    "store.readers.end",
    """
    select pg_terminate_backend(a.pid)
    from pg_stat_activity a
    where a.datname = current_database()
      and a.usename = $1
      and a.backend_xmin is not null
    """)
  static let settle = Statement<NoRow, Int64, String?, Timestamp, Int64>(
    "store.settle",
    """
    insert into store.entitlement (access_grant, stopped, expires_at, authority_n)
    values ($1, $2, $3, $4)
    on conflict (access_grant) do update
    set stopped = excluded.stopped, expires_at = excluded.expires_at, authority_n = excluded.authority_n
    where store.entitlement.authority_n <= excluded.authority_n
      and (store.entitlement.stopped, store.entitlement.expires_at, store.entitlement.authority_n)
          is distinct from (excluded.stopped, excluded.expires_at, excluded.authority_n)
    """)
  static let stopped = Statement<String, Int64>("store.stopped", "select store.stopped($1)")
  static let officeNow = Statement<Timestamp>("store.now", "select store.office_now()")

  static let newestAttempt = Statement<Int64, Int64>(
    "store.attempts",
    """
    select greatest(
      coalesce((select attempt from store.fence where access_grant = $1), 0),
      coalesce((select max(version) from store.receipt where access_grant = $1), 0))
    """)
  static let raiseFence = Statement<Int64, Int64, Int64>(
    "store.fence.raise",
    """
    insert into store.fence (access_grant, attempt)
    values ($1, $2)
    on conflict (access_grant) do update set attempt = excluded.attempt where store.fence.attempt < excluded.attempt
    returning attempt
    """)
  static let lockFence = Statement<Int64, Int64>("store.fence.lock", "select attempt from store.fence where access_grant = $1 for update")

  static let outlet = Statement<OutletRow, Int64>("store.outlet", "select provider, view_name, columns from store.outlet where access_grant = $1")
  static let keepOutlet = Statement<NoRow, Int64, String, String, JSONBytes>(
    "store.outlet.keep", "insert into store.outlet (access_grant, provider, view_name, columns) values ($1, $2, $3, $4)")
  static let changeOutlet = Statement<NoRow, Int64, JSONBytes>(
    "store.outlet.change", "update store.outlet set columns = $2 where access_grant = $1")
  static let outletHolder = Statement<Int64, String, String>(
    "store.outlet.holder", "select access_grant from store.outlet where provider = $1 and view_name = $2")
  static let renameOutlet = Statement<NoRow, Int64, String>("store.outlet.rename", "update store.outlet set view_name = $2 where access_grant = $1")

  static let addBatch = Statement<NoRow, Int64, Int64>("store.batch.add", "insert into store.batch (access_grant, version) values ($1, $2)")
  static let retireBatches = Statement<NoRow, Int64, Int64>(
    "store.batch.retire",
    """
    update store.batch
    set published_xid = case when version = $2 then pg_current_xact_id() else published_xid end,
        retired_xid = case when version < $2 and published_xid is not null and retired_xid is null then pg_current_xact_id() else retired_xid end
    where access_grant = $1
    """)
  static let dropBatch = Statement<NoRow, Int64, Int64>("store.batch.drop", "delete from store.batch where access_grant = $1 and version = $2")
  /// Partitions that no snapshot can want: never published ones of older attempts, and retired ones with no session that began before.
  /// A session that we may not look into counts as one that began before.
  static let unneededBatches = Statement<Int64, Int64>(
    "store.batch.unneeded",
    """
    select b.version
    from store.batch b
    where b.access_grant = $1
      and b.version < (select f.attempt from store.fence f where f.access_grant = $1)
      and b.version is distinct from (select p.version from store.published p where p.access_grant = $1)
      and (b.published_xid is null
           or b.retired_xid is not null
              and not exists (
                select
                from pg_stat_activity a
                where a.datname = current_database()
                  and a.pid <> pg_backend_pid()
                  and (a.query = '<insufficient privilege>' or age(a.backend_xmin) >= age(b.retired_xid::xid)))
              and not exists (select from pg_prepared_xacts x where x.database = current_database()))
    order by b.version
    """)

  static let otherBatches = Statement<Int64, Int64, Int64>(
    "store.batch.other", "select version from store.batch where access_grant = $1 and version < $2 order by version")
  /// The first column of a grant's table tells its versions apart.
  static let versionColumn = Statement<String, String>(
    "store.version.column", "select attname::text from pg_attribute where attrelid = $1::regclass and attnum = 1")
  static let publish = Statement<NoRow, Int64, Int64, Timestamp>(
    "store.publish",
    """
    insert into store.published (access_grant, version, at)
    values ($1, $2, $3)
    on conflict (access_grant) do update set version = excluded.version, at = excluded.at
    """)
  static let progress = Statement<ProgressRow, Int64>(
    "store.progress", "select base, version, rows, digest, hash, mark, nulls, compared_at from store.progress where access_grant = $1")
  static let keepProgress = Statement<NoRow, Int64, Int64, Int64, Int64, String, String, String?, [Int64], Timestamp>(
    "store.progress.keep",
    """
    insert into store.progress (access_grant, base, version, rows, digest, hash, mark, nulls, compared_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (access_grant) do update
    set base = excluded.base, version = excluded.version, rows = excluded.rows, digest = excluded.digest, hash = excluded.hash, mark = excluded.mark,
        nulls = excluded.nulls, compared_at = excluded.compared_at
    """)
  static let dropProgress = Statement<NoRow, Int64>("store.progress.drop", "delete from store.progress where access_grant = $1")
  static let dropQuarantined = Statement<NoRow, Int64, Int64>(
    "store.quarantine.drop", "delete from store.quarantine where access_grant = $1 and version < $2")
  static let publishedVersion = Statement<Int64, Int64>("store.published.version", "select version from store.published where access_grant = $1")
  /// An increment changes what readers see, not where they look.
  static let touchPublished = Statement<NoRow, Int64, Timestamp>("store.published.touch", "update store.published set at = $2 where access_grant = $1")
  static let keepSigner = Statement<NoRow, String, String>(
    "store.signer", "insert into store.signer (print, pem) values ($1, $2) on conflict do nothing")
  static let keepReceipt = Statement<
    NoRow, Int64, Int64, String, Timestamp, Int64, Int64, String, String, [UInt8], [UInt8], [UInt8], String
  >(
    "store.receipt.keep",
    """
    insert into store.receipt (access_grant, version, resource, landed_at, rows, bytes, digest, body, previous, hash, signature, signer)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    """)
  static let receiptsFrom = Statement<LandedReceipt, Int64, Int64>(
    "store.receipt.from",
    "select version, body, hash, signature from store.receipt where access_grant = $1 and version >= $2 order by version")
  static let receiptHead = Statement<ReceiptHead, Int64>(
    "store.receipt.head", "select version, hash from store.receipt where access_grant = $1 order by version desc limit 1")

  package static let all: [AnyStatement] = [
    roleExists.any, databaseExists.any, lockServer.any, setOffset.any, wasInForce.any, endReaders.any, settle.any, stopped.any,
    officeNow.any, newestAttempt.any, raiseFence.any, lockFence.any, outlet.any, keepOutlet.any, changeOutlet.any, outletHolder.any, renameOutlet.any,
    addBatch.any, retireBatches.any, dropBatch.any, unneededBatches.any, otherBatches.any, versionColumn.any, publish.any, progress.any, keepProgress.any, dropProgress.any, dropQuarantined.any, publishedVersion.any, touchPublished.any, keepSigner.any, keepReceipt.any, receiptsFrom.any,
    receiptHead.any,
  ]
}
