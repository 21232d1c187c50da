import JSONText
import Postgres
import Sharing

/// A published catalogue with what the level above said of it.
struct CascadeRow: PostgresRow {
  let line: CascadeLine
  init(from row: inout RowReader) throws {
    let (code, title, summary, shareClass): (String, String, String, String) = (try row.next(), try row.next(), try row.next(), try row.next())
    let conditions = try JSON.parse((row.next() as JSONBytes).text).strings ?? []
    let (frequency, provider, name): (String, String, String) = (try row.next(), try row.next(), try row.next())
    let items = (try JSON.parse((row.next() as JSONBytes).text).array ?? []).map { CatalogueItem($0) }
    let (upstream, state, reason): (String?, String?, String?) = (try row.next(), try row.next(), try row.next())
    line = CascadeLine(
      code: code, title: title, summary: summary, shareClass: shareClass, conditions: conditions, frequency: frequency, providerCode: provider,
      providerName: name, level: .city, items: items,
      report: CascadeReport(
        code: code, upstreamCode: upstream, state: state.flatMap(CascadeReport.State.init(rawValue:)) ?? .unreported, reason: reason))
  }
}
