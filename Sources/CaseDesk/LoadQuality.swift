package import JSONText
package import Postgres
import Measures
import Records
import Workflow
package import Vocabulary

/// How the data of a resource were when they were last loaded (EX-5.2b). Types need no count: a column that holds something else than was
/// declared, or is missing, stops the load, and that fault is here.
package struct LoadQuality: PostgresRow {
  package let landedAt: Instant?, rows: Int64?
  /// Rows without a value, by item that was declared never to be empty.
  package let nulls: JSONObject
  /// The provider's fault that has stopped every load since.
  package let fault: String?

  package init(from row: inout RowReader) throws {
    landedAt = try (row.next() as Timestamp?).map { Instant($0) }
    rows = try row.next()
    nulls = try (row.next() as JSONBytes?).flatMap { try JSON.parse(Array($0.text.utf8)).object } ?? JSONObject()
    fault = try row.next()
  }
}

extension CaseDesk {
  /// nil for everything but a table or a folder of which a load was tried.
  func loadQuality(of row: CaseRow, _ procedure: Procedure, in work: Work) async throws -> LoadQuality? {
    guard procedure == .resource, row.fields["kind"]?.string != "interface" else { return nil }
    let found = try await work.tx.one(LoadQuality.statement, row.id)
    return found.landedAt == nil && found.fault == nil ? nil : found
  }
}

extension LoadQuality {
  static let statement = Statement<LoadQuality, Int64>(
    "resource.quality",
    """
    select p.landed_at, p.rows, p.body::jsonb -> 'nulls', y.fault
    from (select 1) o
    left join lateral (
      select p.landed_at, p.rows, p.body, p.delivery
      from delivery_receipt p
      join access_grant g on g.id = p.access_grant
      where g.resource = $1
      order by p.landed_at desc
      limit 1) p on true
    left join lateral (
      select d.fault
      from delivery d
      join access_grant g on g.id = d.access_grant
      where g.resource = $1 and d.fault_party = 'provider' and d.id > coalesce(p.delivery, 0)
      order by d.id desc
      limit 1) y on true
    """)
}
