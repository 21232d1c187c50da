import Postgres
import Records
import Sharing
import Vocabulary

/// A grant of a table or a folder that gives data now, and when its data last came.
struct TurnRow: PostgresRow {
  let grant: Int64, frequency: UpdateFrequency, grantedAt: Instant, delivered: Instant?

  init(from row: inout RowReader) throws {
    grant = try row.next()
    frequency = UpdateFrequency(rawValue: try row.next()) ?? .irregular
    grantedAt = try Instant(row.next())
    delivered = try (row.next() as Timestamp?).map { Instant($0) }
  }
}

enum TurnStatements {
  private static let giving = """
    d.grant_state = 'in-force' and d.expires_at > office_now() and d.resource_state = 'attached'
    """
  private static let isWaiting = """
    exists (
      select from job j
      where j.kind = 'deliver' and j.state in ('waiting', 'running') and (j.payload ->> 'grant')::bigint = d.access_grant)
    """
  /// Whatever delivers now, except grants whose delivery is under way already.
  static let turns = Statement<TurnRow>(
    "turn.all",
    """
    select d.access_grant, coalesce(d.frequency, 'irregular'), g.granted_at,
           (select y.started_at from delivery y where y.access_grant = g.id and y.outcome = 'delivered' order by y.id desc limit 1)
    from delivery_due d
    join access_grant g on g.id = d.access_grant
    where \(giving) and not \(isWaiting)
    order by d.access_grant
    """)
  /// Grants that a resource gives data to now.
  static let users = Statement<Int64, Int64>(
    "turn.users", "select d.access_grant from delivery_due d where d.resource = $1 and \(giving) order by d.access_grant")

  /// Grants of a resource under which anything was ever delivered, and their departments.
  static let recipients = Statement<Int64, Int64>(
    "turn.recipients",
    """
    select g.id
    from access_grant g
    where g.resource = $1 and exists (select from delivery_receipt p where p.access_grant = g.id)
    order by g.id
    """)
  static let everyRecipient = Statement<String, Int64>(
    "turn.recipients.departments",
    """
    select distinct g.department
    from access_grant g
    where g.resource = $1 and exists (select from delivery_receipt p where p.access_grant = g.id)
    order by g.department
    """)

  static let all: [AnyStatement] = [turns.any, users.any, recipients.any, everyRecipient.any]
}
