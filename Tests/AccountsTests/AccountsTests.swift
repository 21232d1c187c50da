import Accounts
import JSONText
import Postgres
import Records
import Testing
import Vocabulary
import Workbench

@Suite struct `Named accounts` {
  @Test func `are locked after five wrong passwords, and only who knows the password learns it`() async throws {
    try await Office.with { office in
      _ = try await office.hire("someone", "market", ["provider.catalogue"])
      for _ in 0..<5 { #expect(try await Office.codes { _ = try await office.accounts.login("someone", "wrong") } == ["login.failed"]) }
      #expect(try await Office.codes { _ = try await office.accounts.login("someone", "wrong") } == ["login.failed"])
      #expect(try await Office.codes { _ = try await office.accounts.login("nobody", "wrong") } == ["login.failed"])
      #expect(try await Office.codes { _ = try await office.accounts.login("someone", Office.password) } == ["login.locked"])
      try await office.database.pool.with { try await $0.script("update account set locked_until = clock_timestamp()") }
      _ = try await office.accounts.login("someone", Office.password)
    }
  }

  @Test func `leave every failed login in the audit, without what was typed`() async throws {
    try await Office.with { office in
      let person = try await office.hire("someone", "market").person
      _ = try await Office.codes { _ = try await office.accounts.login("someone", "wrong secret") }
      _ = try await Office.codes { _ = try await office.accounts.login("my secret", "x") }
      let lines = try await office.records.auditLines(after: 0, limit: 100).suffix(2)
      #expect(lines.map(\.subject) == ["account:\(person.id)", "-"])
      #expect(lines.allSatisfy { $0.action == "refused" && !$0.detail.contains("secret") })
    }
  }

  @Test func `that were closed are not opened again by an old activation code`() async throws {
    try await Office.with { office in
      let new = try await office.records.perform(.system("test")) { work in
        try await Accounts.insert("newcomer", name: "x", department: "market", roles: [], administrator: nil, by: nil, in: work)
      }
      try await office.database.pool.with { try await $0.script("update account set state = 'closed'") }
      #expect(
        try await Office.codes { try await office.accounts.activate("newcomer", new.activation, password: Office.password) }
          == ["activation.failed"])
      #expect(try await office.count("select count(*) from account where state = 'active'") == 0)
    }
  }

  @Test func `are activated once by two who have the code`() async throws {
    try await Office.with { office in
      let new = try await office.records.perform(.system("test")) { work in
        try await Accounts.insert("newcomer", name: "x", department: "market", roles: [], administrator: nil, by: nil, in: work)
      }
      let codes = try await withThrowingTaskGroup(of: [String].self) { group in
        for n in 0..<4 {
          group.addTask {
            try await Office.codes { try await office.accounts.activate("newcomer", new.activation, password: "\(Office.password) \(n)") }
          }
        }
        return try await group.reduce(into: [[String]]()) { $0.append($1) }
      }
      #expect(codes.count { $0.isEmpty } == 1 && codes.count { $0 == ["activation.failed"] } == 3)
    }
  }

  @Test func `take a role named twice as one`() async throws {
    try await Office.with { office in
      let bureau = try await office.hire("bureau", "data-bureau", ["bureau.account"]).person
      let new = try await office.records.perform(.account(bureau.id)) { work in
        try await office.accounts.create("twice", name: "x", department: "market", roles: ["provider.review", "provider.review"], by: bureau, in: work)
      }
      #expect(try await office.count("select count(*) from account_role where account = \(new.id)") == 1)
    }
  }
}
