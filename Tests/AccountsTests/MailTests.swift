import Accounts
import Postgres
import Records
import Testing
import Vocabulary
import Workbench

@Suite struct `Notices by mail` {
  private static let queued = Statement<String>("test.mail", "select payload::text from job where kind = 'mail' order by id")
  private static let none: Set<NoticeTopic> = []

  private func tell(_ office: Office, _ department: String, role: String? = nil, _ kind: String) async throws {
    try await office.records.perform(.system("test")) { try await $0.notify(department, role: role, about: nil, kind, "消息 \(kind)") }
  }
  private func letters(_ office: Office) async throws -> [String] { try await office.database.pool.with { try await $0.all(Self.queued) } }

  @Test func `go to who wants them, each once`() async throws {
    try await Office.with { office in
      let (editor, reviewer) = (try await office.hire("mail-a", "market", ["provider.catalogue"]).person, try await office.hire("mail-b", "market", ["provider.review"]).person)
      try await office.accounts.wish("a@jyg.example", without: [.message], domains: ["jyg.example"], by: editor)
      try await office.accounts.wish("b@jyg.example", without: Self.none, domains: ["jyg.example"], by: reviewer)
      try await tell(office, "market", "act")
      try await tell(office, "market", "message")
      try await tell(office, "market", role: "provider.review", "clock.lapsed")
      try await tell(office, "statistics", "act")
      while try await office.accounts.postNotices() > 0 {}
      let found = try await letters(office)
      #expect(found.count(where: { $0.contains("\"account\": \(editor.id),") || $0.contains("\"account\": \(editor.id)}") }) == 1, "act alone: no message, and the clock was another seat's")
      #expect(found.count(where: { $0.contains("\"account\": \(reviewer.id),") || $0.contains("\"account\": \(reviewer.id)}") }) == 3)
      #expect(try await office.accounts.postNotices() == 0)
      #expect(try await letters(office).count == 4)
    }
  }

  @Test func `end with the wish, and with the account`() async throws {
    try await Office.with { office in
      let person = try await office.hire("mail-c", "market", ["provider.catalogue"]).person
      try await office.accounts.wish("c@jyg.example", without: Self.none, domains: ["jyg.example"], by: person)
      try await tell(office, "market", "act")
      _ = try await office.accounts.postNotices()
      let notice = try #require(try await office.records.notices("market", after: 0, limit: 1).first).id
      #expect(try await office.accounts.letter(notice: notice, to: person.id)?.address == "c@jyg.example")
      try await office.accounts.wish(nil, without: Self.none, domains: ["jyg.example"], by: person)
      #expect(try await office.accounts.letter(notice: notice, to: person.id) == nil)
    }
  }

  @Test(arguments: ["c@elsewhere.example", "jyg.example", "c@@jyg.example", "c@jyg.example\r\nx", " @jyg.example", "c@x@jyg.example"])
  func `go to the office's own domains alone`(address: String) async throws {
    try await Office.with { office in
      let person = try await office.hire("mail-d", "market", ["provider.catalogue"]).person
      #expect(try await Office.codes { try await office.accounts.wish(address, without: Self.none, domains: ["jyg.example"], by: person) } == ["mail.address"])
      #expect(try await Office.codes { try await office.accounts.wish("c@jyg.example", without: Self.none, domains: [], by: person) } == ["mail.none"])
      #expect(try await office.accounts.mail(of: person).address == nil)
    }
  }

  @Test func `are seen by each person for himself`() async throws {
    try await Office.with { office in
      let (one, other) = (try await office.hire("mail-e", "market", ["provider.catalogue"]).person, try await office.hire("mail-f", "market", ["provider.review"]).person)
      let before = try await office.records.unseen("market", by: one.id)
      for _ in 0..<3 { try await tell(office, "market", "act") }
      let rows = try await office.records.notices("market", for: one.id, after: 0, limit: 2)
      #expect(rows[0].id > rows[1].id && !rows[0].isRead)
      try await office.records.see(through: rows[1].id, by: one.id)
      #expect(try await office.records.unseen("market", by: one.id) == 1)
      #expect(try await office.records.unseen("market", by: other.id) == before + 3)
      #expect(try await office.records.notices("market", for: one.id, after: 0, limit: 2).map(\.isRead) == [false, true])
    }
  }

  @Test func `of what one did oneself are no news`() async throws {
    try await Office.with { office in
      let (one, other) = (try await office.hire("mail-g", "market", ["provider.catalogue"]).person, try await office.hire("mail-h", "market", ["provider.review"]).person)
      let (mine, theirs) = (try await office.records.unseen("market", by: one.id), try await office.records.unseen("market", by: other.id))
      try await office.records.perform(.account(one.id)) { work in try await work.notify("market", about: nil, "act", "本人所办") }
      #expect(try await office.records.unseen("market", by: one.id) == mine)
      #expect(try await office.records.unseen("market", by: other.id) == theirs + 1)
      #expect(try await office.records.notices("market", for: one.id, after: 0, limit: 1).map(\.isRead) == [true])
    }
  }
}
