package import Postgres
import Sharing

/// Sums, lists and keys of figures. All three of a family are made of its one SQL, so that a figure and the list behind it cannot differ (EX §6).
///
/// $1 and $2 the period (a period that has not begun has no rows), $3 a department or null for all.
package enum StatisticsStatements {
  typealias Sums = Statement<TallyRow, Timestamp, Timestamp, String?>
  typealias Keys = Statement<KeysRow, Timestamp, Timestamp, String?>
  typealias List = Statement<FigureRow, Timestamp, Timestamp, String?, String, Timestamp, String, Int>

  private static func from(_ family: FigureFamily) -> String {
    """
    from (
    \(FigureSQL.body(family))) x
    """
  }
  private static let within = "$1 < $2 and ($3::text is null or x.department = $3)"

  /// Rows of the same slots are added up before the slots are laid apart.
  private static func sums(_ family: FigureFamily) -> Sums {
    Sums(
      "figure.sums.\(family.rawValue)",
      """
      select s.slot, y.department, y.from_day, y.to_day, sum(y.n)::bigint, sum(y.amount)::bigint, sum(y.bytes)::bigint
      from (
      select x.slots, x.department, x.from_day, x.to_day, count(*) as n, sum(x.amount) as amount, sum(x.bytes) as bytes
      \(from(family))
      where \(within)
      group by x.slots, x.department, x.from_day, x.to_day) y
      cross join lateral unnest(y.slots) s (slot)
      group by s.slot, y.department, y.from_day, y.to_day
      order by s.slot, y.department, y.from_day, y.to_day
      """)
  }

  private static func keys(_ family: FigureFamily) -> Keys {
    Keys(
      "figure.keys.\(family.rawValue)",
      """
      select s.slot, x.department, array_agg(x.key order by x.at, x.key)
      \(from(family))
      cross join lateral unnest(x.slots) s (slot)
      where \(within)
      group by s.slot, x.department
      order by s.slot, x.department
      """)
  }

  /// $4 the slot; $5, $6 the last row of the page before.
  private static func list(_ family: FigureFamily) -> List {
    List(
      "figure.list.\(family.rawValue)",
      """
      select x.department, x.id, x.number, x.title, x.at, x.key, x.note, x.from_day, x.to_day, x.amount, x.bytes
      \(from(family))
      where \(within)
        and x.slots @> array[$4]
        and (x.at, x.key) > ($5, $6)
      order by x.at, x.key
      limit $7
      """)
  }

  static let sums = each(sums), keys = each(keys), list = each(list)
  private static func each<S>(_ make: (FigureFamily) -> S) -> [FigureFamily: S] {
    Dictionary(uniqueKeysWithValues: FigureFamily.allCases.map { ($0, make($0)) })
  }

  /// For this transaction: the rows of a whole city are added up by hashing in memory. The planner takes them for few, and would sort each by its slots.
  static let room = Statement<String>(
    "figure.room", "select set_config('work_mem', '64MB', true) || ' ' || set_config('enable_sort', 'off', true)")
  static let departments = Statement<DepartmentName>("figure.departments", "select code, name from department order by code")

  // Frozen months
  static let holdSnapshot = Statement<NoRow>("snapshot.hold", "select from pg_advisory_xact_lock(7210)")
  static let lastSnapshot = Statement<String?>("snapshot.last", "select max(month) from statistics_snapshot")
  static let hasSnapshot = Statement<Bool, String>("snapshot.there", "select exists (select from statistics_snapshot where month = $1)")
  static let keepSnapshot = Statement<NoRow, String, Timestamp, String, [UInt8]>(
    "snapshot.keep", "insert into statistics_snapshot (month, made_at, body, hash) values ($1, $2, $3, $4)")
  static let snapshots = Statement<SnapshotLine, String, Int>(
    "snapshot.list",
    """
    select month, made_at, hash
    from statistics_snapshot
    where month > $1
    order by month
    limit $2
    """)
  static let snapshot = Statement<SnapshotRow, String>(
    "snapshot.read", "select month, made_at, body, hash from statistics_snapshot where month = $1")

  package static let all: [AnyStatement] =
    sums.values.map { $0.any } + keys.values.map { $0.any } + list.values.map { $0.any }
    + [room.any, departments.any, holdSnapshot.any, lastSnapshot.any, hasSnapshot.any, keepSnapshot.any, snapshots.any, snapshot.any]
}

struct DepartmentName: PostgresRow {
  let code: String, name: String
  init(from row: inout RowReader) throws {
    code = try row.next()
    name = try row.next()
  }
}
