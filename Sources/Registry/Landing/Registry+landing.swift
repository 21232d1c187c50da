package import Accounts
package import JSONText
import Postgres
package import Records
import Vocabulary

extension Registry {
  /// What lies in a department's landing area: for its own people with `user.receive`, and for the bureau, which sees counts and sizes alone.
  package func landingStock(_ department: String, for person: Person) async throws -> [LandingStock] {
    let own = person.administrator == nil && person.department == department && person.holds("user.receive")
    let overseer = person.isBureau && ["bureau.application", "bureau.operation", "bureau.audit"].contains(where: person.holds)
    guard own || overseer else { throw Refused(.otherLanding) }
    return try await records.pool.with { try await $0.all(LandingStockStatements.stock, department) }
  }

  /// Before data of a grant leave the landing area by the API: whose they are (E34), and that the grant is in force at this instant (E35,
  /// K9). It is noted for the audit before the first byte goes (EX-20); a download, unlike a look at the list of files, counts in the use log.
  package func takeLanded(
    _ grant: Int64, _ kind: String, as action: String = "landing.download", _ what: JSON, by person: Person, in work: Work
  ) async throws {
    work.trying(action, "case:\(grant)")
    guard let row = try await work.tx.first(RegistryStatements.grant, grant) else {
      throw Refused(Refusal("grant.unknown", .missing, "没有这项授权", "EX-15"))
    }
    guard try await mayReceive(person, for: row.department, work.tx) else { throw Refused(.otherLanding) }
    guard row.kind == kind else {
      throw Refused(Refusal("landing.kind", .form, kind == "table" ? "这项授权不是库表" : "这项授权不是文件(文件夹)", "EX-8.1"))
    }
    guard row.state == "in-force", work.now < row.expiresAt else { throw Refused(.grantEnded) }
    work.note(action, "case:\(grant)", what)
  }
}
