import JSONText
import Postgres
import Records
import Sharing
import Vocabulary

/// An access code as the gateway knows it: found by its public part, compared by its keyed hash.
struct CodeRow: PostgresRow, Sendable {
  let keyID: String, mac: [UInt8], pepper: Int32
  var endsAt: Instant?
  let grant: Int64
  /// The code that ends at this one's first use.
  let replaces: String?
  init(from row: inout RowReader) throws {
    keyID = try row.next()
    mac = try row.next()
    pepper = try row.next()
    endsAt = try (row.next() as Timestamp?).map { Instant($0) }
    grant = try row.next()
    replaces = try row.next()
  }
}

struct GatewayGrantRow: PostgresRow, Sendable {
  let scope: GrantScope
  init(from row: inout RowReader) throws {
    let (id, resource): (Int64, Int64) = (try row.next(), try row.next())
    let (department, departmentName, system): (String, String, String) = (try row.next(), try row.next(), try row.next())
    let (state, expiresAt): (String, Timestamp) = (try row.next(), try row.next())
    let (manner, items): (String, [String]) = (try row.next(), try row.next())
    let (scope, addresses): (JSONBytes, [String]) = (try row.next(), try row.next())
    self.scope = GrantScope(
      id: id, resource: resource, department: department, departmentName: departmentName, system: system, state: state,
      expiresAt: Instant(expiresAt), manner: manner, items: items, scope: try JSON.parse(scope.text), addresses: addresses)
  }
}

/// An interface with what stands behind it.
struct GatewayResourceRow: PostgresRow, Sendable {
  let id: Int64, code: String, provider: String, state: String, detail: JSON, items: JSON
  let source: GatewaySource
  init(from row: inout RowReader) throws {
    id = try row.next()
    code = try row.next()
    provider = try row.next()
    state = try row.next()
    detail = try JSON.parse((row.next() as JSONBytes).text)
    items = try JSON.parse((row.next() as JSONBytes).text)
    source = GatewaySource(
      id: try row.next(), kind: try row.next(), address: try JSON.parse((row.next() as JSONBytes).text), secret: try row.next(),
      department: try row.next(), name: try row.next())
  }
}

/// An announced stop of the service.
struct StopRow: PostgresRow, Sendable {
  let window: StopWindow
  init(from row: inout RowReader) throws {
    window = StopWindow(startsAt: Instant(try row.next()), endsAt: Instant(try row.next()))
  }
}

/// A grant's admitted calls of a day, as the log has them.
struct DailyCallsRow: PostgresRow, Sendable {
  let grant: Int64, day: Day, own: Int64, others: Int64
  init(from row: inout RowReader) throws {
    grant = try row.next()
    day = try Day(number: (row.next() as CivilDate).days)
    own = try row.next()
    others = try row.next()
  }
  init(grant: Int64, day: Day, own: Int64, others: Int64) { (self.grant, self.day, self.own, self.others) = (grant, day, own, others) }
}

/// What a confirmation answers: office time; no row when authority has moved on.
struct ConfirmRow: PostgresRow, Sendable {
  let office: Instant
  init(from row: inout RowReader) throws { office = try Instant(row.next()) }
}
