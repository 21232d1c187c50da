package import Accounts
import JSONText
package import Postgres
import Records
package import Vocabulary

extension Registry {
  /// Interfaces that were not used for more than three months: their provider may revoke the grant (EX-11.2c). The provider's own, all for the
  /// bureau.
  package func idleGrants(for person: Person, after: Int64, limit: Int) async throws -> [IdleGrant] {
    let own = person.overseesAll ? nil : person.department
    guard person.overseesAll || person.administrator == nil else { return [] }
    return try await records.pool.with { try await $0.all(IdleStatements.idle, own, after, limit) }
  }

  /// Warns each user once per spell of disuse, so many days before as the bureau has set ([CFG]); a call begins a new spell.
  package func warnIdle() async throws {
    let due = try await records.read { tx, now in
      let days = try await Settings.value(.idleWarning, on: Day(of: now), tx)
      return try await tx.all(IdleStatements.warnable, Int32(days), 500)
    }
    for grant in due {
      try await records.perform(.system("idle")) { work in
        let day = Day(of: grant.idleFrom)
        try await work.notify(
          grant.department, role: "user.receive", about: grant.id, "idle",
          "授权 \(grant.number)(\(grant.title))自 \(Day(of: grant.lastUse).text) 起未使用;超过三个月未使用的,自 \(day.text) 起提供部门可以收回(第十一条第二项)",
          key: "idle/\(grant.id)/\(day.text)")
        work.note("grant.idle-warning", "case:\(grant.id)", ["from": .string(day.text)])
      }
    }
  }
}

/// An interface grant by its last use.
package struct IdleGrant: PostgresRow {
  package let id: Int64, number: String, department: String, provider: String, code: String, title: String, lastUse: Instant, idleFrom: Instant
  package init(from row: inout RowReader) throws {
    id = try row.next()
    number = try row.next()
    department = try row.next()
    provider = try row.next()
    code = try row.next()
    title = try row.next()
    lastUse = try Instant(row.next())
    idleFrom = try Instant(row.next())
  }
}

enum IdleStatements {
  private static let columns = "id, number, department, provider, code, title, last_use, idle_from"
  static let idle = Statement<IdleGrant, String?, Int64, Int>(
    "idle.list",
    """
    select \(columns)
    from grant_idle
    where ($1 is null or provider = $1) and idle_from <= office_now() and id > $2
    order by id
    limit $3
    """)
  static let warnable = Statement<IdleGrant, Int32, Int>(
    "idle.warnable",
    """
    select \(columns)
    from grant_idle i
    where idle_from - make_interval(days => $1) <= office_now()
      and not exists (
        select from notice n
        where n.key = 'idle/' || i.id || '/' || to_char(idle_from at time zone 'Asia/Shanghai', 'YYYY-MM-DD'))
    order by idle_from, id
    limit $2
    """)

  static let all: [AnyStatement] = [idle.any, warnable.any]
}
