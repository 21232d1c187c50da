package import Postgres

/// Statements about what proves the calls: batches, anchors, archives.
package enum CallProofStatements {
  /// One node signs at a time.
  static let hold = Statement<NoRow>("proof.hold", "select from pg_advisory_xact_lock(7209)")
  /// Journals with calls that are as they will be and not yet signed.
  static let waiting = Statement<JournalRow>(
    "proof.waiting",
    """
    select j.journal, coalesce(b.last, 0), j.settled, j.highest
    from call_journal j
    left join lateral (select last from call_batch where journal = j.journal order by last desc limit 1) b on true
    where coalesce(b.last, 0) + 1 < j.settled
    order by j.journal
    """)
  static let journals = Statement<JournalRow, Int64>(
    "proof.journals",
    """
    select j.journal, coalesce(b.last, 0), j.settled, j.highest
    from call_journal j
    left join lateral (select last from call_batch where journal = j.journal and id <= $1 order by last desc limit 1) b on true
    order by j.journal
    """)
  static let sealed = Statement<Int64, [UInt8]>("proof.sealed", "select coalesce(max(last), 0) from call_batch where journal = $1")
  static let records = Statement<CallRecord, [UInt8], Int64, Int64>(
    "proof.records",
    """
    select \(CallRecord.columns)
    from call_log c
    where c.journal = $1
      and c.seq >= $2
      and c.seq <= $3
    order by c.seq, c.day
    """)
  static let makeMonth = Statement<NoRow, CivilDate>("proof.month", "select from make_call_month($1)")
  static let end = Statement<ChainEnd>("proof.end", "select id, head from call_batch order by id desc limit 1")
  static let keep = Statement<NoRow, Int64, [UInt8], Int64, Int64, CivilDate, Timestamp, [UInt8], [UInt8], [UInt8], [UInt8], [UInt8], String>(
    "proof.keep",
    """
    insert into call_batch (id, journal, first, last, month, made_at, root, previous, head, sm2, p256, signer)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    """)
  static let keepLeaves = Statement<NoRow, CivilDate, Int64, [UInt8]>(
    "proof.leaves", "insert into call_leaf (month, batch, hashes) values ($1, $2, $3)")
  static let leaves = Statement<[UInt8], CivilDate, Int64>("proof.leaf", "select hashes from call_leaf where month = $1 and batch = $2")

  // Evidence
  static let record = Statement<CallRecord, String>(
    "proof.record", "select \(CallRecord.columns) from call_log c where c.call_id = $1 order by c.at, c.seq limit 1")
  static let batchOf = Statement<CallBatchRow, [UInt8], Int64>(
    "proof.batch-of",
    """
    select \(CallBatchRow.columns)
    from call_batch b
    where b.journal = $1
      and b.last >= $2
      and b.first <= $2
    order by b.last
    limit 1
    """)
  static let batches = Statement<CallBatchRow, Int64, Int64, Int>(
    "proof.batches", "select \(CallBatchRow.columns) from call_batch b where b.id >= $1 and b.id <= $2 order by b.id limit $3")
  /// The first stamped batch, if it is not far behind.
  static let stampFrom = Statement<StampRow, Int64>(
    "proof.stamp-from", "select batch, token from call_stamp where batch >= $1 and batch < $1 + 1000 order by batch limit 1")
  static let keepStamp = Statement<NoRow, Int64, Timestamp, [UInt8]>(
    "proof.stamp", "insert into call_stamp (batch, at, token) values ($1, $2, $3) on conflict do nothing")
  /// The last anchored batch, as long as it has no stamp.
  static let unstamped = Statement<CallBatchRow>(
    "proof.unstamped",
    """
    select \(CallBatchRow.columns)
    from call_batch b
    where b.id = (select max(batch) from call_anchor)
      and not exists (select from call_stamp s where s.batch = b.id)
    """)
  static let anchorFrom = Statement<Int64?, Int64>("proof.anchor-from", "select min(batch) from call_anchor where batch >= $1")

  // Anchors
  static let unanchored = Statement<UnanchoredHead, Int64, Int>(
    "proof.unanchored", "select id, head, made_at from call_batch where id > $1 order by id limit $2")
  static let keepAnchor = Statement<NoRow, String, Int64, Timestamp>(
    "proof.anchor", "insert into call_anchor (place, batch, at) values ($1, $2, $3) on conflict do nothing")

  // The whole log
  /// Journals in the log, one by one along the index.
  static let logged = Statement<[UInt8]>(
    "proof.logged",
    """
    with recursive found (journal) as (
      (select journal from call_log order by journal limit 1)
      union all
      select (select c.journal from call_log c where c.journal > f.journal order by c.journal limit 1)
      from found f
      where f.journal is not null
    )
    select journal
    from found
    where journal is not null
    order by journal
    """)
  static let firstAfter = Statement<CallRecord, [UInt8], Int64>(
    "proof.first-after",
    "select \(CallRecord.columns) from call_log c where c.journal = $1 and c.seq > $2 order by c.seq, c.day limit 1")
  static let firstGap = Statement<Int64?, [UInt8], Int64, Int64>(
    "proof.first-gap",
    """
    select min(s)
    from generate_series($2, $3) s
    where not exists (select from call_log c where c.journal = $1 and c.seq = s)
    """)

  // Archives
  static let monthsBefore = Statement<CivilDate, CivilDate>(
    "proof.months",
    """
    select distinct b.month
    from call_batch b
    where b.month < $1
      and not exists (select from call_archive a where a.month = b.month)
    order by b.month
    """)
  static let batchesOfMonth = Statement<CallBatchRow, CivilDate, Int64, Int>(
    "proof.month-batches",
    "select \(CallBatchRow.columns) from call_batch b where b.month = $1 and b.id > $2 order by b.id limit $3")
  static let callsOfMonth = Statement<Int64, CivilDate, CivilDate>(
    "proof.month-calls", "select count(*) from call_log where day >= $1 and day < $2")
  static let signedOfMonth = Statement<Int64, CivilDate>(
    "proof.month-signed", "select coalesce(sum(last - first + 1), 0)::bigint from call_batch where month = $1")
  static let runs = Statement<CallRun, CivilDate, CivilDate>(
    "proof.runs",
    """
    select regexp_replace(call_id, '-[0-9]{1,18}$', ''), min(n), max(n)
    from (select call_id, coalesce(substring(call_id from '-([0-9]{1,18})$')::bigint, 0) as n
          from call_log
          where day >= $1 and day < $2) c
    group by 1
    order by 1
    """)
  static let keepUntil = Statement<Timestamp?, CivilDate, CivilDate>(
    "proof.keep-until",
    """
    select max(g.expires_at) + interval '3 years'
    from access_grant g
    where g.id in (select c.access_grant from call_log c where c.day >= $1 and c.day < $2)
    """)
  static let keepArchive = Statement<NoRow, CivilDate, String, Int64, Int64, Int64, [UInt8], Timestamp, Timestamp?>(
    "proof.archive",
    """
    insert into call_archive (month, file, batches, calls, bytes, hash, written_at, keep_until)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  static let keepRun = Statement<NoRow, CivilDate, String, Int64, Int64>(
    "proof.run", "insert into call_archive_run (month, run, first, last) values ($1, $2, $3, $4)")
  static let dropMonth = Statement<NoRow, CivilDate>("proof.drop-month", "select from drop_call_month($1)")
  static let archives = Statement<ArchiveRow>("proof.archives", "select month, file, written_at from call_archive order by month")
  static let archiveOf = Statement<ArchiveRow, String, Int64>(
    "proof.archive-of",
    """
    select a.month, a.file, a.written_at
    from call_archive_run r
    join call_archive a on a.month = r.month
    where r.run = $1
      and r.first <= $2
      and r.last >= $2
    order by a.month desc
    limit 1
    """)

  package static let all: [AnyStatement] = [
    hold.any, waiting.any, journals.any, sealed.any, records.any, makeMonth.any, end.any, keep.any, keepLeaves.any, leaves.any, record.any,
    batchOf.any, batches.any, anchorFrom.any, stampFrom.any, keepStamp.any, unstamped.any, unanchored.any, keepAnchor.any, logged.any, firstAfter.any, firstGap.any, monthsBefore.any,
    batchesOfMonth.any, callsOfMonth.any, signedOfMonth.any, runs.any, keepUntil.any, keepArchive.any, keepRun.any, dropMonth.any, archives.any, archiveOf.any,
  ]
}
