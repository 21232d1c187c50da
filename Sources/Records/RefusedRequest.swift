package import JSONText
package import Postgres
package import Vocabulary

/// 请求编号: a request that was refused, as both sides see it: who, when, what for, and what the answer said. What was sent is not kept.
package struct RefusedRequest: PostgresRow {
  package let id: String, at: Instant, login: String, name: String, department: String, method: String, path: String, status: Int32, problem: JSON
  package init(from row: inout RowReader) throws {
    id = try row.next()
    at = try Instant(row.next())
    login = try row.next()
    name = try row.next()
    department = try row.next()
    method = try row.next()
    path = try row.next()
    status = try row.next()
    problem = try JSON.parse((row.next() as JSONBytes).text)
  }
}

extension Records {
  /// Keeps what somebody was refused, at most sixty a minute of one person: more tell nobody anything.
  package func keep(refused id: String, of account: Int64, _ method: String, _ path: String, _ status: Int, _ problem: JSON) async throws {
    _ = try await pool.with {
      try await $0.run(RefusedRequestStatements.keep, id, account, method, String(path.prefix(300)), Int32(status), JSONBytes(problem.text))
    }
  }

  package func refused(_ id: String) async throws -> RefusedRequest? { try await pool.with { try await $0.first(RefusedRequestStatements.read, id) } }

  /// Ninety days are enough to ask about one.
  package func forgetRefused() async throws { _ = try await pool.with { try await $0.run(RefusedRequestStatements.forget) } }
}

enum RefusedRequestStatements {
  static let keep = Statement<NoRow, String, Int64, String, String, Int32, JSONBytes>(
    "refused.keep",
    """
    insert into refused_request (id, at, account, method, path, status, problem)
    select $1, office_now(), $2, $3, $4, $5, $6
    where (select count(*) from refused_request r where r.account = $2 and r.at > office_now() - interval '1 minute') < 60
    on conflict (id) do nothing
    """)
  static let read = Statement<RefusedRequest, String>(
    "refused.read",
    """
    select r.id, r.at, a.login, a.name, a.department, r.method, r.path, r.status, r.problem
    from refused_request r
    join account a on a.id = r.account
    where r.id = $1
    """)
  static let forget = Statement<NoRow>("refused.forget", "delete from refused_request where at < office_now() - interval '90 days'")

  static let all: [AnyStatement] = [keep.any, read.any, forget.any]
}
