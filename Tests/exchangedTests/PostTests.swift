import Accounts
import Couriers
import JSONText
import Logging
import Records
import Testing
import Vocabulary
import Workbench

@testable import exchanged

@Suite(.timeLimit(.minutes(2))) struct `Notices that go out by mail` {
  private func outbox(_ office: Office, _ catcher: MailCatcher) -> JobRunner {
    let server = MailServer(host: "127.0.0.1", port: catcher.port, security: .none, sender: "exchange@jyg.example")
    let mail = Config.Mail(server: server, domains: ["jyg.example"], portal: "https://portal.example")
    let post = Post(accounts: office.accounts, courier: Courier(egress: Egress(allowed: ["127.0.0.1:\(catcher.port)"])), mail: mail)
    return JobRunner(office.database.pool, handlers: post.handlers(), logger: Logger(label: "test"))
  }

  @Test func `reach a real mail server with the way to their case`() async throws {
    try await Office.with { office in
      let catcher = try MailCatcher()
      let staff = try await office.staff()
      try await office.accounts.wish("li@jyg.example", without: [], domains: ["jyg.example"], by: staff.providerReviewer)
      let resource = try await office.resource(staff)
      _ = try await office.accounts.postNotices()
      let before = catcher.letters.count
      let application = try await office.application(resource, staff)
      while try await office.accounts.postNotices() > 0 {}
      let runner = outbox(office, catcher)
      while try await runner.takeOne() {}
      let letters = try catcher.letters.dropFirst(before).map { letter in
        try Running.once(
          "/usr/bin/python3", "-c", "import email.policy,sys; m = email.message_from_string(sys.argv[1], policy=email.policy.default); print(m['to'], m['subject'], m.get_content())", letter)
      }
      let letter = try #require(letters.first { $0.contains("/cases/exchange/application/\(application)") })
      #expect(letter.hasPrefix("li@jyg.example 申请 SQ-") && letter.contains("https://portal.example/account"))
      #expect(try await office.count("select count(*) from job where kind = 'mail' and state <> 'done'") == 0)
    }
  }

  @Test func `lie still for people when the server will not take them, and go out later when it was away`() async throws {
    try await Office.with { office in
      let catcher = try MailCatcher()
      let person = try await office.hire("refused", "market", ["provider.catalogue"]).person
      try await office.accounts.wish("refused@jyg.example", without: [], domains: ["jyg.example"], by: person)
      try await office.records.perform(.system("test")) { try await $0.notify("market", about: nil, "act", "消息") }
      _ = try await office.accounts.postNotices()
      #expect(try await outbox(office, catcher).takeOne())
      #expect(try await office.count("select count(*) from job where kind = 'mail' and state = 'dead' and last_error like '%不收这封信(550)%'") == 1)
      #expect(catcher.letters.isEmpty)
    }
  }

  @Test(arguments: [("2026-11-30T17:30:00+08:00", "Mon, 30 Nov 2026 17:30:00 +0800"), ("2027-01-01T00:00:00+08:00", "Fri, 1 Jan 2027 00:00:00 +0800"), ("1969-12-31T12:00:00+08:00", "Wed, 31 Dec 1969 12:00:00 +0800")])
  func `bear the time as mail writes it`(at: String, text: String) throws { #expect(try #require(Instant(at)).mailText == text) }
}
