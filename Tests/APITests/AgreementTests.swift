import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Postgres
import Records
import Registry
import Seals
import Testing
import Vocabulary
import Workbench
import Workflow

@testable import API
@testable import exchange

@Suite struct `An agreement` {
  private func bundle(_ door: Door, _ grant: Int64) async throws -> JSON {
    let token = try await door.office.accounts.login("receiver", Office.password).token
    return try await door.call("GET", "/api/v1/grants/\(grant)/agreement", token: token).body
  }

  private func findings(_ bundle: JSON, _ door: Door) async throws -> [Bool] {
    let keys = try AgreementBundle.keys(try await door.call("GET", "/api/v1/keys").body)
    return AgreementBundle(bundle).check(under: keys).map(\.holds)
  }

  @Test(.clause("EX-19")) func `EX-19 is numbered, has its terms and scope, and is printed`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let grant = try await door.office.grant(door.office.resource(staff), staff)
      let found = try await bundle(door, grant)
      let row = try await door.office.registry.grant(grant, for: staff.receiver)
      #expect(found["number"]?.string == "XY-\(row.number)" && found["terms"]?["version"]?.int == 1)
      #expect(found["content"]?["items"]?.strings == ["no", "name"] && found["content"]?["flow"]?.string == "只进入统计库")
      let accepted = found["content"]?["accepted"]?.array ?? []
      #expect(accepted.map { $0["name"]?.string } == ["applicant", "provider.reviewer"] && accepted.map { $0["step"]?.string } == ["submit", "approve"])
      #expect(found["events"]?.array?.first?["signature"]?.string == "签名批次待生成")
      let token = try await door.office.accounts.login("receiver", Office.password).token
      let page = try await door.fetch("/api/v1/grants/\(grant)/agreement?format=html", token: token)
      #expect(page.status == 200 && page.headers["content-type"] == "text/html; charset=utf-8")
      for word in ["数据共享协议", "XY-\(row.number)", "第1版", "第十一条第一项", "只进入统计库", "批量交换", "编号", "名称", "市统计局", "市市场监管局", "12个月", found["hash"]?.string ?? "?", "applicant"] {
        #expect(page.text.contains(word), "\(word)")
      }
      // The hash is the one that the grant itself keeps, and the terms in force are shown before anyone applies.
      #expect(try await door.office.count("select count(*) from access_grant g join agreement_event e on e.hash = g.agreement_hash where g.id = \(grant)") == 1)
      let terms = try await door.call("GET", "/api/v1/agreement-terms", token: token).body
      #expect(terms["text"] == found["terms"]?["text"] && terms["hash"]?.string == hex(SM3.hash(Array((terms["text"]?.string ?? "").utf8))))
      for (login, department) in [("stranger", "health")] {
        let token = try await door.office.hire(login, department, ["user.receive"]).token
        #expect(try await door.fetch("/api/v1/grants/\(grant)/agreement", token: token).status == 404)
      }
    }
  }

  @Test(.clause("EX-19")) func `EX-19 is signed in a batch and checked with the public keys alone`() async throws {
    try await Door.with { door in
      let office = door.office
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      var grants: [Int64] = []
      for n in 1...3 { grants.append(try await office.grant(resource, system: "系统\(n)", staff)) }
      #expect(try await findings(bundle(door, grants[1]), door) == [true, true, false])
      #expect(try await office.agreements.seal() == 3)
      #expect(try await office.agreements.seal() == 0)
      for grant in grants { #expect(try await findings(bundle(door, grant), door) == [true, true, true]) }
      // Its end is written down and signed like its beginning.
      try await office.act("suspend", .grant, grants[1], #"{"facts":"向第三方提供数据","evidence":"核查记录"}"#, by: staff.providerReviewer)
      try await office.act("revoke", .grant, grants[1], #"{"ground":"violation","facts":"向第三方提供数据","evidence":"调用记录"}"#, by: staff.providerReviewer)
      try await office.act("give-up", .grant, grants[2], by: staff.receiver)
      #expect(try await office.agreements.seal() == 3)
      let revoked = try await bundle(door, grants[1])
      #expect(revoked["events"]?.array?.map { $0["kind"]?.string } == ["approved", "suspended", "revoked"])
      #expect(try await findings(revoked, door) == [true, true, true, true, true])
      #expect(try await bundle(door, grants[2])["events"]?.array?.last?["kind"]?.string == "given-up")
      let end = try await office.registry.grant(grants[0], for: staff.receiver).expiresAt
      try await office.setClock(end)
      try await office.registry.keepTime()
      #expect(try await bundle(door, grants[0])["events"]?.array?.last?["kind"]?.string == "expired")
    }
  }

  @Test(.clause("EX-19")) func `EX-19 that someone changed is found out`() async throws {
    try await Door.with { door in
      let office = door.office
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let (one, other) = (try await office.grant(resource, system: "甲", staff), try await office.grant(resource, system: "乙", staff))
      try await office.act("suspend", .grant, one, #"{"facts":"向第三方提供数据","evidence":"核查记录"}"#, by: staff.providerReviewer)
      #expect(try await office.agreements.seal() == 3)
      let (true1, true2) = (try await bundle(door, one), try await bundle(door, other))
      let text = true1.text
      let number = try #require(true1["number"]?.string)
      let swaps: [(String, String)] = [
        (#""months":12"#, #""months":36"#), (#"\"months\":12"#, #"\"months\":36"#), (number, "XY-0"), ("第十一条", "第十二条"), (#""size":3"#, #""size":4"#),
        (#""place":0"#, #""place":1"#), (#""batch":1"#, #""batch":2"#), (#""kind":"suspended""#, #""kind":"resumed""#), ("向第三方提供数据", "没有"),
      ]
      for (from, to) in swaps {
        #expect(text.contains(from), "\(from)")
        #expect(try await findings(JSON.parse(text.replacing(from, with: to)), door).contains(false), "\(from)")
      }
      // The end of one is no end of another.
      var mixed = try #require(true2.object)
      mixed["events"] = .array([try #require(true2["events"]?.array?.first), try #require(true1["events"]?.array?.last)])
      #expect(try await findings(.object(mixed), door) == [true, true, true, false])
      // Under anybody else's keys nothing holds.
      let strange = try BatchKeys(sm2: SigningKey.generate(.sm2).publicKey, p256: SigningKey.generate(.p256).publicKey)
      #expect(AgreementBundle(true1).check(under: strange).map(\.holds) == [true, true, false, false])
    }
  }

  @Test func `is never changed in the database, nor are its terms`() async throws {
    try await Door.with { door in
      let office = door.office
      let staff = try await office.staff()
      _ = try await office.grant(office.resource(staff), staff)
      #expect(try await office.agreements.seal() == 1)
      for (table, change) in [
        ("agreement_event", "kind = 'expired'"), ("agreement_batch", "size = 2"), ("agreement_leaf", "place = 2"), ("agreement_terms", "version = 2"),
        ("paper_reading", "detail = ''"),
      ] {
        for statement in ["delete from \(table)", "update \(table) set \(change)"] {
          let error = await #expect(throws: PostgresError.self) { try await office.database.pool.with { try await $0.script(statement) } }
          #expect(error?.sqlstate == "42501", "\(statement)")
        }
      }
    }
  }
}
