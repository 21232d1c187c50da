import Postgres

/// The statements of an increment. Pure.
///
/// `fresh` are rows as the source has them now, `suspect` the keys and hashes of rows of ours that may be others; both are temporary tables
/// of the landing connection. What is fresh and not ours is inserted, what differs is updated, what is suspect and not fresh is deleted.
struct ChangeSQL: Sendable {
  let shape: TableShape
  /// The partition that the changes go into.
  let base: Int64
  let sets: ChangeSets

  init(_ shape: TableShape, base: Int64, _ sets: ChangeSets) { (self.shape, self.base, self.sets) = (shape, base, sets) }

  private var partition: String { shape.partition(base) }
  private var key: String { SQL.list(shape.key) }
  private func same(_ one: String, _ other: String) -> String {
    shape.key.map { "\(one).\(SQL.name($0)) = \(other).\(SQL.name($0))" }.joined(separator: " and ")
  }

  // By digest

  /// Many small sums in memory, in one pass over the rows.
  static let summing = "set local work_mem = '128MB'; set local enable_sort = off; set local jit = off; set local max_parallel_workers_per_gather = 0"

  private func sums(_ hash: String, _ keyHash: String, _ from: String, _ slice: String?) -> String {
    "select \(sets.number(keyHash)), count(*), \(shape.sum.of(hash)) from \(from) as r\(slice.map { " where \($0)" } ?? "") group by 1"
  }
  /// - Parameter slice: a condition on the key; nil for all rows.
  func sourceSums(_ slice: String?) -> String {
    "copy (\(sums(shape.sourceHash(), shape.sourceHash(ofKey: true), shape.relation, slice))) to stdout (format binary)"
  }
  func landedSums(_ slice: String?) -> String { "insert into pg_temp.ours \(sums(shape.landedHash(), shape.landedHash(ofKey: true), partition, slice))" }
  var makeSums: String {
    ["ours", "theirs"].map { "create temp table \($0) (number int8, n int8, digest \(shape.sum.type))" }.joined(separator: "; ")
  }
  static let takeTheirs = "copy pg_temp.theirs from stdin (format binary)"
  /// All that is in the landing area, by the sums that were just taken.
  var landed: String { total("ours") }
  private func total(_ table: String) -> String { "select coalesce(sum(n), 0)::int8, \(shape.sum.of("digest"))::text from pg_temp.\(table)" }
  /// Keeps the numbers of the sets that differ, and what the source has in them.
  static let differ = """
    create temp table dirty as
    select number, coalesce(t.n, 0) as n, coalesce(t.digest, 0) as digest
    from pg_temp.ours o
    full join pg_temp.theirs t using (number)
    where o.n is distinct from t.n or o.digest is distinct from t.digest
    """
  static let dirty = Statement<Int64>("change.dirty", "select number from pg_temp.dirty order by number")
  var sent: String { total("dirty") }

  func sourceRows(_ dirty: [Int64]) -> String {
    let rows = sets.rows(dirty, shape.relation, alias: "s", keyHash: shape.sourceHash(ofKey: true))
    return "copy (select \(shape.sourceValues) from \(rows)) to stdout (format binary)"
  }
  func suspects(_ dirty: [Int64]) -> String { suspects(from: sets.rows(dirty, partition, alias: "p", keyHash: shape.landedHash("p.", ofKey: true))) }

  // Keys that are whole numbers: of the sets that differ, first the keys and hashes come over, then the rows that are other.

  func sourceKeys(_ dirty: [Int64], key: String) -> String {
    let rows = sets.rows(dirty, shape.relation, alias: "s", keyHash: "")
    return "copy (select \(SQL.name(key))::int8, \(shape.sourceHash()) from \(rows)) to stdout (format binary)"
  }
  static let makeHeard = "create temp table heard (key int8, hash int8)"
  static let takeHeard = "copy pg_temp.heard from stdin (format binary)"
  /// What is the same on both sides is no more looked at.
  func forgetSame(_ key: String) -> String {
    "delete from pg_temp.suspect s using pg_temp.heard h where h.key = s.\(SQL.name(key)) and h.hash = s.exchange_hash"
  }
  /// Keys of rows that the source has and we have not, or have otherwise.
  func wanted(_ key: String) -> String {
    """
    create temp table wanted as
    select h.key, h.hash
    from pg_temp.heard h
    left join pg_temp.suspect s on s.\(SQL.name(key)) = h.key
    where s.exchange_hash is distinct from h.hash
    """
  }
  static let wantedKeys = Statement<Int64>("change.wanted", "select key from pg_temp.wanted order by key")
  var wantedTally: String { "select count(*), \(shape.sum.of("hash"))::text from pg_temp.wanted" }
  func sourceRows(_ wanted: [Int64], key: String) -> String {
    let list = "unnest('{\(wanted.map { String($0) }.joined(separator: ","))}'::int8[]) as wanted (exchange_key)"
    return "copy (select \(shape.sourceValues) from \(list) join \(shape.relation) s on s.\(SQL.name(key)) = wanted.exchange_key) to stdout (format binary)"
  }

  // By column

  /// Values are given out before they are committed: what lay this far below the mark is looked at again.
  private static func overlap(_ type: String) -> String { ["integer", "number"].contains(type) ? "1000" : type == "date" ? "1" : "interval '10 minutes'" }

  func condition(_ column: SourceColumn, _ mark: String) -> String {
    "\(SQL.name(column.name)) >= \(SQL.text(mark))::\(column.landingType ?? "text") - \(Self.overlap(column.type))"
  }
  func sourceRows(where condition: String) -> String { "copy (select \(shape.sourceValues) from \(shape.relation) as r where \(condition)) to stdout (format binary)" }
  func sourceTally(where condition: String) -> String { "select count(*), \(shape.sum.of(shape.sourceHash()))::text from \(shape.relation) as r where \(condition)" }
  var freshTally: String { "select count(*), \(shape.sum.of(shape.landedHash()))::text from pg_temp.fresh" }
  /// Rows of ours with the keys that came.
  var suspectsOfFresh: String { suspects(from: "\(partition) p join pg_temp.fresh f on \(same("p", "f"))") }

  var noSuspects: String { suspects(from: "\(partition) p where false") }

  private func suspects(from rows: String) -> String {
    let key = shape.key.map { "p.\(SQL.name($0))" }.joined(separator: ", ")
    let empties = shape.required.map { "p.\(SQL.name($0)) is null" }.joined(separator: ", ")
    return """
      create temp table suspect as
      select \(key), \(shape.landedHash("p.")) as exchange_hash, array[\(empties)]::bool[] as exchange_nulls
      from \(rows)
      """
  }

  // Both

  var makeFresh: String { "create temp table fresh (\(shape.freshColumns))" }
  var takeFresh: String { "copy pg_temp.fresh (\(shape.names)) from stdin (format binary)" }
  var keyFresh: String { "alter table pg_temp.fresh add primary key (\(key))" }

  /// Works out what is new, other and gone; nothing that readers see is touched.
  var compare: String {
    """
    create temp table novel as
    select f.*, \(shape.landedHash("f.")) as exchange_new, s.exchange_hash as exchange_old, s.exchange_nulls
    from pg_temp.fresh f
    left join pg_temp.suspect s on \(same("s", "f"))
    where s.exchange_hash is null or s.exchange_hash <> \(shape.landedHash("f."));
    create temp table gone as
    select s.* from pg_temp.suspect s where not exists (select from pg_temp.fresh f where \(same("s", "f")))
    """
  }

  /// Inserted, updated, deleted; rows, sum of hashes and empty places of each item as they will be.
  func count(after before: Progress) -> String {
    let nulls = shape.required.enumerated().map { n, name in
      let old = "coalesce(sum(exchange_nulls[\(n + 1)]::int4), 0)"
      return "\(before.nulls[n]) + (select count(*) filter (where \(SQL.name(name)) is null) - \(old) from pg_temp.novel) - (select \(old) from pg_temp.gone)"
    }
    let sum = shape.sum
    let digest = sum.with(sum.without(sum.without("\(SQL.text(before.tally.digest))::\(sum.type)", "old"), "gone"), "new")
    return """
      with sums as (
        select (select count(*) from pg_temp.novel where exchange_old is null) as inserted,
               (select count(*) from pg_temp.novel where exchange_old is not null) as updated,
               (select count(*) from pg_temp.gone) as deleted,
               (select \(sum.of("exchange_new")) from pg_temp.novel) as new, (select \(sum.of("exchange_old")) from pg_temp.novel) as old,
               (select \(sum.of("exchange_hash")) from pg_temp.gone) as gone)
      select inserted, updated, deleted, \(before.tally.rows) + inserted - deleted, \(digest)::text,
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

  static let clear = "drop table if exists pg_temp.ours, pg_temp.theirs, pg_temp.dirty, pg_temp.heard, pg_temp.wanted, pg_temp.fresh, pg_temp.suspect, pg_temp.novel, pg_temp.gone"

  /// The highest value of the column by which changes are found. A time that lies ahead of the clock is no mark: one such row would hide all
  /// that change until then.
  static func mark(_ shape: TableShape, _ due: DueRow, _ reading: Transaction) async throws -> String? {
    guard case .column(let name) = due.way else { return nil }
    let column = SQL.name(name)
    let type = due.items.first { SQL.isSame($0.name, name) }?.type
    let known = ["timestamp": " where \(column) < now() + interval '1 day'", "date": " where \(column) <= current_date + 1"][type ?? ""] ?? ""
    return try await reading.one(Statement<String?>("change.mark", "select max(\(column))::text from \(shape.relation) as r\(known)"))
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
