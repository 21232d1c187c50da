import JSONText
import Postgres

/// Rows that cannot land under the table's key: without one, or with the same as another. Which of several is right nobody here can know.
struct FlawedRows: Sendable {
  /// So many are shown to people.
  static let shown = 5

  let count: Int64
  /// What is wrong with them.
  let reasons: [String]
  /// `主键重复 (7)`: as the offices read them. Keys are content: they go into the ledger and the receipt, never into a log.
  let words: [String]

  /// Whether it is such a row that the server refused.
  static func isCause(of error: PostgresError) -> Bool { ["23505", "23502"].contains(error.sqlstate ?? "") }

  /// As a receipt says it.
  var json: JSON { ["rows": JSON(count), "shown": JSON(words)] }

  /// The fault of a batch that is not to land without them.
  var fault: DeliveryFault {
    DeliveryFault(.provider, "有 \(count) 行\(reasons.joined(separator: "或"))", rows: words)
  }

  /// Finds them in a version that has no key yet; they stand in a temporary table until the transaction ends.
  static func find(_ shape: TableShape, _ version: Int64, in tx: Transaction) async throws -> FlawedRows {
    let key = SQL.list(shape.key)
    let empty = shape.key.map { "\(SQL.name($0)) is null" }.joined(separator: " or ")
    try await tx.script(
      """
      create temp table flawed on commit drop as
      select place, key, case when lacks then '主键为空' else '主键重复' end as reason
      from (select ctid as place, row(\(key))::text as key, \(empty) as lacks, count(*) over (partition by \(key)) as n from \(shape.partition(version))) as counted
      where lacks or n > 1
      """)
    let words = try await tx.all(Statement<String>("flawed.shown", "select distinct reason || ' ' || key from pg_temp.flawed order by 1 limit \(shown)"))
    let reasons = try await tx.all(Statement<String>("flawed.reasons", "select distinct reason from pg_temp.flawed order by 1"))
    return FlawedRows(
      count: try await tx.one(Statement<Int64>("flawed.count", "select count(*) from pg_temp.flawed")), reasons: reasons, words: words)
  }

  /// Takes them out of the version and keeps them apart; answers their tally, so that both sides still add up.
  static func quarantine(_ shape: TableShape, _ version: Int64, in tx: Transaction) async throws -> Tally {
    let tally = try await tx.one(
      Statement<Tally>(
        "flawed.tally",
        "select count(*), \(shape.sum.of(shape.landedHash("p.")))::text from \(shape.partition(version)) p join pg_temp.flawed f on f.place = p.ctid"))
    let columns = shape.columns.map { "p.\(SQL.name($0.name))" }.joined(separator: ", ")
    try await tx.script(
      """
      insert into store.quarantine (access_grant, version, reason, line)
      select \(shape.grant), \(version), f.reason, (select to_jsonb(l) from (select \(columns)) as l)
      from \(shape.partition(version)) p
      join pg_temp.flawed f on f.place = p.ctid;
      delete from \(shape.partition(version)) p using pg_temp.flawed f where f.place = p.ctid
      """)
    return tally
  }
}
