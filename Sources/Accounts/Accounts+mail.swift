import JSONText
import Postgres
import Records
package import Vocabulary

/// Notices by mail: who wants them says so, with a topic for each that is not wanted. A letter says what happened and where to look; it holds no data.
extension Accounts {
  /// Older notices are no news: what lay here while there was no mail server is not sent after all.
  static let newsHours = 24

  package func mail(of person: Person) async throws -> MailWish {
    try await records.pool.with { try await $0.one(AccountStatements.mailWish, person.id) }
  }

  /// - Parameters:
  ///   - address: nil ends it.
  ///   - domains: where letters may go; empty where no mail server is set up.
  package func wish(_ address: String?, without: Set<NoticeTopic>, domains: [String], by person: Person) async throws {
    try await records.perform(.account(person.id)) { work in
      work.trying("account.mail", "account:\(person.id)")
      if let address {
        guard !domains.isEmpty else { throw Refused(Refusal("mail.none", .state, "平台没有配置邮件服务器,消息只在门户中显示", "EX-17a")) }
        guard let mail = MailAddress(address), domains.contains(mail.domain.lowercased()) else { throw Refused(Refusal("mail.address", .form, "请填写单位邮箱(\(domains.joined(separator: "、")))", "EX-17a").at("/address")) }
      }
      _ = try await work.tx.run(AccountStatements.setMail, person.id, address, without.map(\.rawValue).sorted())
      work.note("account.mail", "account:\(person.id)", ["on": .bool(address != nil)])
    }
  }

  /// Lays a letter into the outbox for each notice and each person who wants it. The server calls it every few seconds.
  ///
  /// - Returns: how many notices were looked at.
  package func postNotices() async throws -> Int {
    try await records.perform(.system("mail")) { work in
      let notices = try await work.tx.all(AccountStatements.takeNotices, 200, Self.newsHours)
      for line in notices where line.account != 0 && !line.without.contains(NoticeTopic(kind: line.kind).rawValue) {
        try await work.queue("mail", key: "mail/\(line.notice)/\(line.account)", ["notice": JSON(line.notice), "account": JSON(line.account)])
      }
      return Set(notices.map(\.notice)).count
    }
  }

  /// What is to be sent now; nil when the person has left or wants it no more.
  package func letter(notice: Int64, to account: Int64) async throws -> NoticeLetter? {
    try await records.pool.with { try await $0.first(AccountStatements.letter, notice, account) }
  }
}
