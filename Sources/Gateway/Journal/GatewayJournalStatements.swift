package import Postgres

/// How the journal's records come into `call_log`.
package enum GatewayJournalStatements {
  /// Lives as long as the connection and is empty at every commit.
  package static let stage = Statement<NoRow>(
    "calls.stage",
    """
    create temporary table if not exists call_arrival (
      day date, journal bytea, seq bigint, call_id text, at timestamptz, key_id text, access_grant bigint, resource bigint, department text,
      method text, path text, peer text, admitted boolean, code text, status int, bytes bigint, rows bigint, micros bigint, fault_party text, fault text
    ) on commit delete rows
    """)
  /// An arrival without a call id is an outcome whose call came before.
  static let copy = "copy call_arrival from stdin (format binary)"

  /// A call that is there already is left as it is, unless only its outcome was missing.
  static let arrive = Statement<NoRow>(
    "calls.arrive",
    """
    insert into call_log (day, journal, seq, call_id, at, key_id, access_grant, resource, department, method, path, peer, admitted, code,
                          status, bytes, rows, micros, fault_party, fault)
    select day, journal, seq, call_id, at, key_id, access_grant, resource, department, method, path, peer, admitted, code,
           status, bytes, rows, micros, fault_party, fault
    from call_arrival
    where call_id is not null
    on conflict (day, journal, seq) do update
    set status = excluded.status, bytes = excluded.bytes, rows = excluded.rows, micros = excluded.micros,
        fault_party = excluded.fault_party, fault = excluded.fault
    where call_log.status is null and excluded.status is not null
      and not exists (select from call_journal j where j.journal = call_log.journal and j.settled > call_log.seq)
    """)
  static let end = Statement<NoRow>(
    "calls.end",
    """
    update call_log l
    set status = a.status, bytes = a.bytes, rows = a.rows, micros = a.micros, fault_party = a.fault_party, fault = a.fault
    from call_arrival a
    where a.call_id is null and l.day = a.day and l.journal = a.journal and l.seq = a.seq and l.status is null
      and not exists (select from call_journal j where j.journal = l.journal and j.settled > l.seq)
    """)
  /// The few arrivals look up their calls by key; a plan that reads the days' partitions whole must not win.
  static let byKey = Statement<NoRow>(
    "calls.by-key", "select from set_config('enable_hashjoin', 'off', true) h, set_config('enable_mergejoin', 'off', true) m")

  /// Days of calls whose admission was shipped before this shipper's memory begins.
  static let days = Statement<CallDayRow, [UInt8], [Int64]>(
    "calls.days",
    """
    select seq, day
    from call_log
    where journal = $1 and seq = any ($2)
    order by seq, day
    """)

  /// How far the journal has come: the highest number read, and below which number nothing changes any more —
  /// the lowest open call, or all that was read.
  static let settle = Statement<NoRow, [UInt8], Int64, Int64?>(
    "calls.settle",
    """
    insert into call_journal (journal, highest, settled)
    values ($1, $2, coalesce($3, $2 + 1))
    on conflict (journal) do update
    set highest = greatest(call_journal.highest, $2),
        settled = greatest(call_journal.settled, coalesce($3, $2 + 1))
    """)
  /// What a shipper without its memory must know: calls that stand there without an outcome and may still get one.
  static let openCalls = Statement<CallDayRow, [UInt8]>(
    "calls.open",
    """
    select c.seq, c.day
    from call_log c
    where c.journal = $1
      and c.status is null
      and c.seq >= coalesce((select j.settled from call_journal j where j.journal = $1), 0)
    order by c.seq, c.day
    """)

  package static let all: [AnyStatement] = [stage.any, byKey.any, days.any, settle.any, openCalls.any]
  /// Can be prepared only where `stage` has run.
  package static let staged: [AnyStatement] = [arrive.any, end.any]
}

/// On which day a call stands in the log.
struct CallDayRow: PostgresRow {
  let seq: Int64, day: CivilDate
  init(from row: inout RowReader) throws {
    seq = try row.next()
    day = try row.next()
  }
}
