import Postgres

/// The statements of an increment. Pure.
///
/// `fresh` are rows as the source has them now, `suspect` the keys and hashes of rows of ours that may be others; both are temporary tables
/// of the landing connection. What is fresh and not ours is inserted, what differs is updated, what is suspect and not fresh is deleted.
struct ChangeSQL: Sendable {
  let shape: TableShape
  /// The partition that the changes go into.
  let base: Int64
  /// Sets of rows that are compared at once: a power of two.
  let buckets: Int64

  /// So few rows in a set that a changed one brings few others with it, so few sets that their sums fit into memory.
  static let rowsPerBucket: Int64 = 8, mostBuckets: Int64 = 1 << 19

  init(_ shape: TableShape, base: Int64, rows: Int64) {
    (self.shape, self.base) = (shape, base)
    var buckets: Int64 = 16
    while buckets < Self.mostBuckets, buckets * Self.rowsPerBucket < rows { buckets *= 2 }
    self.buckets = buckets
  }

  private var partition: String { shape.partition(base) }
  private var key: String { SQL.list(shape.key) }
  private func bucket(_ hash: String) -> String { "((\(hash)) & \(buckets - 1))::int4" }
  private func same(_ one: String, _ other: String) -> String {
    shape.key.map { "\(one).\(SQL.name($0)) = \(other).\(SQL.name($0))" }.joined(separator: " and ")
  }

  // By digest

  /// The sum of hashes in two halves, `high` · 2³² + `low`: numbers of 32 bits add up fast, those of 64 do not.
  private static let halves = "sum(((h << 32) >> 32)::int4) as low, sum((h >> 32)::int4) + count(*) filter (where h << 32 < 0) as high"

  private func sums(_ hash: String, _ keyHash: String, _ from: String) -> String {
    """
    select bucket, count(*) as n, \(Self.halves)
    from (select \(bucket(keyHash)) as bucket, \(hash) as h from \(from)) as hashed
    group by bucket
    """
  }
  var sourceBuckets: String { "copy (\(sums(shape.sourceHash(), shape.sourceHash(ofKey: true), shape.relation))) to stdout (format binary)" }
  var landedBuckets: String { "create temp table ours as \(sums(shape.landedHash(), shape.landedHash(ofKey: true), partition))" }
  static let makeTheirs = "create temp table theirs (bucket int4, n int8, low int8, high int8)"
  static let takeTheirs = "copy pg_temp.theirs from stdin (format binary)"
  static let dirty = Statement<Int32>(
    "change.dirty",
    """
    select coalesce(o.bucket, t.bucket)
    from pg_temp.ours o
    full join pg_temp.theirs t on t.bucket = o.bucket
    where (o.n, o.low, o.high) is distinct from (t.n, t.low, t.high)
    """)
  /// All that is in the landing area, by the sums that were just taken.
  static let landed = Statement<Tally>(
    "change.landed", "select coalesce(sum(n), 0)::int8, (coalesce(sum(high), 0) * 4294967296 + coalesce(sum(low), 0))::text from pg_temp.ours")
  func sourceRows(_ dirty: [Int32]) -> String {
    let list = dirty.map { String($0) }.joined(separator: ",")
    return "copy (select \(shape.sourceValues) from \(shape.relation) where \(bucket(shape.sourceHash(ofKey: true))) = any ('{\(list)}'::int4[])) to stdout (format binary)"
  }
  func suspects(_ dirty: [Int32]) -> String {
    let list = dirty.map { String($0) }.joined(separator: ",")
    return suspects("where \(bucket(shape.landedHash(ofKey: true))) = any ('{\(list)}'::int4[])")
  }
  /// What came over is what was summed up there: count and both sums of the sets that differed.
  var arrivedBuckets: String {
    """
    select coalesce(sum(n), 0)::int8 || ':' || coalesce(sum(low), 0) || ':' || coalesce(sum(high), 0)
    from (select count(*) as n, \(Self.halves) from (select \(shape.landedHash()) as h from pg_temp.fresh) as hashed) as arrived
    """
  }
  func sentBuckets(_ dirty: [Int32]) -> String {
    let list = dirty.map { String($0) }.joined(separator: ",")
    return "select coalesce(sum(n), 0)::int8 || ':' || coalesce(sum(low), 0) || ':' || coalesce(sum(high), 0) from pg_temp.theirs where bucket = any ('{\(list)}'::int4[])"
  }

  // By column

  /// Values are given out before they are committed: what lay this far below the mark is looked at again.
  private static func overlap(_ type: String) -> String { ["integer", "number"].contains(type) ? "1000" : type == "date" ? "1" : "interval '10 minutes'" }

  func condition(_ column: SourceColumn, _ mark: String) -> String {
    "\(SQL.name(column.name)) >= \(SQL.text(mark))::\(column.landingType ?? "text") - \(Self.overlap(column.type))"
  }
  func sourceRows(where condition: String) -> String { "copy (select \(shape.sourceValues) from \(shape.relation) where \(condition)) to stdout (format binary)" }
  func sourceTally(where condition: String) -> String { "select count(*), coalesce(sum(\(shape.sourceHash())), 0)::text from \(shape.relation) where \(condition)" }
  var freshTally: String { "select count(*), coalesce(sum(\(shape.landedHash())), 0)::text from pg_temp.fresh" }
  /// Rows of ours with the keys that came.
  var suspectsOfFresh: String { suspects("join pg_temp.fresh f on \(same("p", "f"))") }

  var noSuspects: String { suspects("where false") }

  private func suspects(_ which: String) -> String {
    let key = shape.key.map { "p.\(SQL.name($0))" }.joined(separator: ", ")
    let empties = shape.required.map { "p.\(SQL.name($0)) is null" }.joined(separator: ", ")
    return """
      create temp table suspect as
      select \(key), \(shape.landedHash("p.")) as exchange_hash, array[\(empties)]::bool[] as exchange_nulls
      from \(partition) p
      \(which)
      """
  }

  // Both

  var makeFresh: String { "create temp table fresh (\(shape.freshColumns))" }
  var takeFresh: String { "copy pg_temp.fresh (\(shape.names)) from stdin (format binary)" }
  var keyFresh: String { "alter table pg_temp.fresh add primary key (\(key)); analyze pg_temp.fresh" }

  /// Works out what is new, other and gone; nothing that readers see is touched.
  var compare: String {
    """
    analyze pg_temp.suspect;
    create temp table novel as
    select f.*, \(shape.landedHash("f.")) as exchange_new, s.exchange_hash as exchange_old, s.exchange_nulls
    from pg_temp.fresh f
    left join pg_temp.suspect s on \(same("s", "f"))
    where s.exchange_hash is null or s.exchange_hash <> \(shape.landedHash("f."));
    create temp table gone as
    select s.* from pg_temp.suspect s where not exists (select from pg_temp.fresh f where \(same("s", "f")));
    analyze pg_temp.novel;
    analyze pg_temp.gone
    """
  }

  /// Inserted, updated, deleted; rows, sum of hashes and empty places of each item as they will be.
  func count(after before: Progress) -> String {
    let nulls = shape.required.enumerated().map { n, name in
      let old = "coalesce(sum(exchange_nulls[\(n + 1)]::int4), 0)"
      return "\(before.nulls[n]) + (select count(*) filter (where \(SQL.name(name)) is null) - \(old) from pg_temp.novel) - (select \(old) from pg_temp.gone)"
    }
    return """
      with sums as (
        select (select count(*) from pg_temp.novel where exchange_old is null) as inserted,
               (select count(*) from pg_temp.novel where exchange_old is not null) as updated,
               (select count(*) from pg_temp.gone) as deleted,
               (select coalesce(sum(exchange_new::numeric), 0) - coalesce(sum(exchange_old::numeric), 0) from pg_temp.novel)
               - (select coalesce(sum(exchange_hash::numeric), 0) from pg_temp.gone) as moved)
      select inserted, updated, deleted, \(before.tally.rows) + inserted - deleted, (\(SQL.text(before.tally.digest))::numeric + moved)::text,
             array[\(nulls.joined(separator: ", "))]::int8[]
      from sums
      """
  }

  var delete: String { "delete from \(partition) p using pg_temp.gone g where \(same("p", "g"))" }
  var put: String {
    let others = shape.columns.map(\.name).filter { !shape.key.contains($0) }
    let sets = others.map { "\(SQL.name($0)) = excluded.\(SQL.name($0))" }.joined(separator: ", ")
    return """
      insert into \(partition) (\(shape.names))
      select \(shape.names) from pg_temp.novel
      on conflict (\(key)) do \(others.isEmpty ? "nothing" : "update set \(sets)")
      """
  }

  static let clear = "drop table if exists pg_temp.ours, pg_temp.theirs, pg_temp.fresh, pg_temp.suspect, pg_temp.novel, pg_temp.gone"

  /// The highest value of the column by which changes are found.
  static func mark(_ shape: TableShape, _ way: ChangeWay, _ reading: Transaction) async throws -> String? {
    guard case .column(let name) = way else { return nil }
    return try await reading.one(Statement<String?>("change.mark", "select max(\(SQL.name(name)))::text from \(shape.relation)"))
  }
}

/// What an increment comes to: what changed, and what the table then is.
struct ChangeRow: PostgresRow, Hashable {
  let change: Change, tally: Tally, nulls: [Int64]
  init(from row: inout RowReader) throws {
    change = Change(inserted: try row.next(), updated: try row.next(), deleted: try row.next())
    tally = try Tally(from: &row)
    nulls = try row.next()
  }
}
