import Accounts
import Evidence
import JSONText
import Postgres
import Records
import Testing
import Vocabulary
import Workbench

/// 三员: system opens accounts, security gives roles, audit reads; none of them does another's work.
@Suite struct `Three administrators` {
  private struct Three: Sendable {
    let system: Person, security: Person, audit: Person, keeper: Person
  }
  private func hire(_ office: Office) async throws -> Three {
    Three(
      system: try await office.hire("system.admin", "data-bureau", administrator: "system").person,
      security: try await office.hire("security.admin", "data-bureau", administrator: "security").person,
      audit: try await office.hire("audit.admin", "data-bureau", administrator: "audit").person,
      keeper: try await office.hire("keeper", "data-bureau", ["bureau.account"]).person)
  }

  private func create(_ office: Office, _ login: String, _ roles: [String], by person: Person) async throws -> [String] {
    try await Office.codes {
      _ = try await office.records.perform(.account(person.id)) { [accounts = office.accounts] work in
        try await accounts.create(login, name: login, department: "market", roles: roles, by: person, in: work)
      }
    }
  }

  private func setRoles(_ office: Office, _ roles: [String], of id: Int64, by person: Person) async throws -> [String] {
    try await Office.codes {
      try await office.records.perform(.account(person.id)) { [accounts = office.accounts] work in
        try await accounts.setRoles(roles, of: id, by: person, in: work)
      }
    }
  }

  private func change(_ office: Office, _ id: Int64, _ step: String, by person: Person) async throws -> [String] {
    try await Office.codes {
      _ = try await office.records.perform(.account(person.id)) { [accounts = office.accounts] work in
        try await accounts.change(id, step, by: person, in: work)
      }
    }
  }

  @Test(.clause("EX-17a")) func `open accounts only as system, and then without a role`() async throws {
    try await Office.with { office in
      let three = try await hire(office)
      #expect(try await create(office, "a.one", [], by: three.system) == [])
      #expect(try await create(office, "a.two", ["provider.review"], by: three.system) == ["E02"])
      #expect(try await create(office, "a.three", [], by: three.security) == ["E02"])
      #expect(try await create(office, "a.four", [], by: three.audit) == ["E02"])
      #expect(try await create(office, "a.five", ["provider.review"], by: three.keeper) == [])
    }
  }

  @Test func `give and take roles only as security, within the department's kind`() async throws {
    try await Office.with { office in
      let three = try await hire(office)
      let session = try await office.hire("officer", "market", ["provider.review"])
      let id = session.person.id
      for person in [three.system, three.audit, three.keeper, session.person] {
        #expect(try await setRoles(office, ["provider.catalogue"], of: id, by: person) == ["E02"])
      }
      #expect(try await setRoles(office, ["bureau.audit"], of: id, by: three.security) == ["role.mismatch"])
      #expect(try await setRoles(office, ["bureau.network-safety"], of: id, by: three.security) == ["role.mismatch"])
      #expect(try await setRoles(office, ["provider.catalogue", "user.apply"], of: id, by: three.security) == [])
      // A page of the old role does not stay open.
      #expect(try await Office.codes { _ = try await office.accounts.person(token: session.token) } == ["login.required"])
      #expect(try await office.accounts.login("officer", Office.password).person.roles == ["provider.catalogue", "user.apply"])
      let line = try #require(try await office.records.auditLines(after: 0, limit: 100).first { $0.action == "account.roles" })
      #expect(line.detail.contains("provider.review") && line.detail.contains("user.apply"))
    }
  }

  @Test func `hold no role, and nobody who holds one is made an administrator`() async throws {
    try await Office.with { office in
      let three = try await hire(office)
      #expect(try await setRoles(office, ["bureau.audit"], of: three.audit.id, by: three.security) == ["account.administrator"])
      for sql in [
        "insert into account_role (account, role) values (\(three.system.id), 'bureau.audit')",
        "update account set administrator = 'audit' where id = \(three.keeper.id)",
      ] {
        let error = await #expect(throws: PostgresError.self) { try await office.database.pool.with { try await $0.script(sql) } }
        #expect(error?.constraint == "account_one_seat")
      }
    }
  }

  @Test func `change no account of their own, and take no other administrator's place`() async throws {
    try await Office.with { office in
      let three = try await hire(office)
      #expect(try await change(office, three.system.id, "disable", by: three.system) == ["account.own"])
      #expect(try await change(office, three.audit.id, "reissue", by: three.system) == ["account.administrator"])
      #expect(try await change(office, three.keeper.id, "disable", by: three.security) == ["E02"])
      #expect(try await change(office, three.keeper.id, "disable", by: three.system) == [])
    }
  }
}

@Suite struct `Passwords and activation codes` {
  @Test func `are changed by their person, and every other session ends`() async throws {
    try await Office.with { office in
      let session = try await office.hire("someone", "market", ["provider.review"])
      let other = try await office.accounts.login("someone", Office.password)
      func change(_ old: String, _ new: String) async throws -> [String] {
        try await Office.codes { try await office.accounts.changePassword(of: session.person, token: session.token, old: old, new: new) }
      }
      #expect(try await change("wrong", "another long phrase 8") == ["password.wrong"])
      #expect(try await change(Office.password, "short") == ["password.weak"])
      #expect(try await change(Office.password, Office.password) == ["password.same"])
      #expect(try await change(Office.password, "another long phrase 8") == [])
      #expect(try await Office.codes { _ = try await office.accounts.person(token: session.token) } == [])
      #expect(try await Office.codes { _ = try await office.accounts.person(token: other.token) } == ["login.required"])
      #expect(try await Office.codes { _ = try await office.accounts.login("someone", Office.password) } == ["login.failed"])
      _ = try await office.accounts.login("someone", "another long phrase 8")
    }
  }

  @Test func `lock the account when the old one is guessed`() async throws {
    try await Office.with { office in
      let session = try await office.hire("someone", "market")
      for _ in 0..<5 {
        _ = try await Office.codes {
          try await office.accounts.changePassword(of: session.person, token: session.token, old: "guess", new: "another long phrase 8")
        }
      }
      #expect(
        try await Office.codes {
          try await office.accounts.changePassword(of: session.person, token: session.token, old: Office.password, new: "another long phrase 8")
        } == ["login.locked"])
    }
  }

  @Test func `run out after their time, and the bureau gives a new one`() async throws {
    try await Office.with { office in
      let bureau = try await office.hire("bureau", "data-bureau", ["bureau.account"]).person
      let new = try await office.records.perform(.account(bureau.id)) { [accounts = office.accounts] work in
        try await accounts.create("newcomer", name: "x", department: "market", roles: [], by: bureau, in: work)
      }
      try await office.database.pool.with {
        try await $0.script("update account set activation_until = activation_until - interval '7 days' where login = 'newcomer'")
      }
      #expect(
        try await Office.codes { try await office.accounts.activate("newcomer", new.activation, password: Office.password) } == ["activation.failed"])
      let given = try await office.records.perform(.account(bureau.id)) { [accounts = office.accounts] work in
        try await accounts.change(new.id, "reissue", by: bureau, in: work)
      }
      let again = try #require(given)
      #expect(
        try await Office.codes { try await office.accounts.activate("newcomer", new.activation, password: Office.password) } == ["activation.failed"])
      try await office.accounts.activate("newcomer", again, password: Office.password)
    }
  }

  @Test func `given anew end the forgotten password and its sessions`() async throws {
    try await Office.with { office in
      let bureau = try await office.hire("bureau", "data-bureau", ["bureau.account"]).person
      let session = try await office.hire("someone", "market")
      _ = try await office.records.perform(.account(bureau.id)) { [accounts = office.accounts] work in
        try await accounts.change(session.person.id, "reissue", by: bureau, in: work)
      }
      #expect(try await Office.codes { _ = try await office.accounts.person(token: session.token) } == ["login.required"])
      #expect(try await Office.codes { _ = try await office.accounts.login("someone", Office.password) } == ["login.failed"])
    }
  }
}
