import Postgres
package import Records
package import Vocabulary

extension Registry {
  /// Key ids of the living codes of grants in use that were shown to an account (EX-11.5).
  package func codes(seenBy account: Int64, in work: Work) async throws -> [String] {
    try await work.tx.all(LeavingStatements.codes, account).map(\.keyID)
  }

  /// Ends codes, and tells each department to fetch new ones. The gateways know before it counts.
  package func endCodes(_ keys: [String], at end: Instant, in work: Work) async throws {
    guard !keys.isEmpty else { return }
    let n = try await work.authority()
    _ = try await work.tx.run(LeavingStatements.end, keys, end.stamp, n)
    for code in try await work.tx.all(LeavingStatements.grants, keys) {
      try await work.notify(
        code.department, role: "user.receive", about: code.grant, "code.end",
        "授权 \(code.number) 的授权码因人员交接已于 \(end.label) 停用,请领取新的授权码")
    }
  }
}

struct SeenCode: PostgresRow {
  let keyID: String, grant: Int64, number: String, department: String
  init(from row: inout RowReader) throws {
    keyID = try row.next()
    grant = try row.next()
    number = try row.next()
    department = try row.next()
  }
}

/// Access codes at a handover.
enum LeavingStatements {
  private static let select = """
    select k.key_id, g.id, f.number, g.department
    from access_code k
    join access_grant g on g.id = k.access_grant
    join case_file f on f.id = g.id
    """
  static let codes = Statement<SeenCode, Int64>(
    "leaving.codes",
    """
    \(select)
    where k.made_by = $1
      and (k.ends_at is null or k.ends_at > office_now())
      and f.state in ('in-force', 'suspended')
      and g.expires_at > office_now()
    order by k.key_id
    """)
  static let grants = Statement<SeenCode, [String]>("leaving.grants", "\(select)\nwhere k.key_id = any ($1)\norder by k.key_id")
  static let end = Statement<NoRow, [String], Timestamp, Int64>(
    "leaving.end",
    "update access_code set ends_at = least(coalesce(ends_at, 'infinity'), $2), authority_n = $3 where key_id = any ($1)")

  static let all: [AnyStatement] = [codes.any, grants.any, end.any]
}
