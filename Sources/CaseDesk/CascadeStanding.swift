import Measures
package import Postgres
import Records
import Workflow

/// How a catalogue stands with the level above (EX-2): one of ours was reported or not; one from above is linked to theirs.
package struct CascadeStanding: PostgresRow {
  /// 级联状态; nil when the catalogue comes from above itself.
  package let state: String?
  /// 上级编目代码: what the level above calls it.
  package let upstreamCode: String?
  /// Why the level above gave it back.
  package let reason: String?
  /// The catalogue of theirs, as their last file had it.
  package let title: String?, provider: String?, level: String?

  package init(from row: inout RowReader) throws {
    (state, upstreamCode, reason) = (try row.next(), try row.next(), try row.next())
    (title, provider, level) = (try row.next(), try row.next(), try row.next())
  }
}

extension CaseDesk {
  /// nil before its first publication, and for everything but a catalogue.
  func cascadeStanding(of row: CaseRow, _ procedure: Procedure, in work: Work) async throws -> CascadeStanding? {
    guard procedure == .catalogue else { return nil }
    return try await work.tx.first(CascadeStanding.statement, row.id)
  }
}

extension CascadeStanding {
  static let statement = Statement<CascadeStanding, Int64>(
    "cascade.standing",
    """
    select case when c.origin = 'city' then coalesce(r.state, '未上报') end, o.code, r.reason, u.title, u.provider_name, u.level
    from catalogue c
    join case_file f on f.id = c.id
    left join catalogue_report r on r.catalogue = c.id
    cross join lateral (select coalesce(r.upstream_code, f.fields ->> 'upstreamCode') as code) o
    left join upstream_catalogue u on u.code = o.code
    where c.id = $1
    """)
}
