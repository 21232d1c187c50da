import JSONText
import Postgres
import Records
import Vocabulary

extension Registry {
  /// Days before the end of a term at which its user is reminded (EX-11.2b [CFG]); setting `exchange.expiry-reminders`.
  static let usualReminders: [Int32] = [60, 30, 7]

  /// Reminds users of terms that run out. A reminder whose time passed while nothing ran is made good, unless a nearer one has come since.
  package func remindExpiry() async throws {
    let due = try await records.read { tx, _ in
      let days = try await tx.first(RegistryStatements.reminderDays).map(Self.days) ?? Self.usualReminders
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

  private static func days(_ text: String) -> [Int32] { text.split(separator: ",").compactMap { Int32($0) }.filter { $0 > 0 } }
}
