import JSONText
import Postgres
import Records
import Vocabulary

extension Registry {
  /// Reminds users of terms that run out, so many days before as the bureau has set (EX-11.2b [CFG]). A reminder whose time passed while nothing ran is made good, unless a nearer one has come since.
  package func remindExpiry() async throws {
    let due = try await records.read { tx, now in
      let days = try await Settings.values(.expiryReminders, on: Day(of: now), tx).map(Int32.init)
      return try await tx.all(RegistryStatements.expiring, days, 500)
    }
    for grant in due {
      try await records.perform(.system("expiry")) { work in
        let last = Day(of: grant.expiresAt).adding(days: -1)
        try await work.notify(
          grant.department, role: "user.receive", about: grant.id, "expiry",
          "授权 \(grant.number)(\(grant.title))将于 \(last.text) 24时到期,不能延期;如需继续使用,请重新申请(按原内容预填:/api/v1/grants/\(grant.id)/renewal)", key: grant.key)
        work.note("grant.remind", "case:\(grant.id)", ["days": JSON(Int(grant.days))])
      }
    }
  }
}
