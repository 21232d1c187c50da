import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Registry
import Seals
import Testing
import Vocabulary
import Workbench

@testable import API
@testable import exchange

@Suite struct `A published bulletin` {
  private func path(_ bulletin: Int64) -> String { "/api/v1/bulletins/\(bulletin)/proof" }

  /// One of use on October 2026, which is frozen; drafted, not signed.
  private func drafted(_ door: Door, _ staff: Office.Staff) async throws -> Int64 {
    try await door.office.begin(at: try #require(Instant("2026-10-20T10:00:00+08:00")))
    try await door.office.setClock(try #require(Instant("2026-11-02T10:00:00+08:00")))
    try await door.office.statistics.keepSnapshots()
    let fields = #"{"kind":"usage","title":"10月使用情况","text":"共享调用平稳。","addressees":["statistics"],"month":"2026-10"}"#
    return try await door.office.open(.bulletin, fields, by: staff.bureau).id
  }

  @Test(.clause("EX-17b")) func `EX-17b is signed with its frozen month, and checked with the public keys alone`() async throws {
    try await Door.with { door in
      let office = door.office
      let staff = try await office.staff()
      let bulletin = try await drafted(door, staff)
      let bureau = try await office.accounts.login("bureau", Office.password).token
      #expect(try await door.call("GET", path(bulletin), token: bureau).code == "bulletin.unpublished")
      try await office.act("sign", .bulletin, bulletin, by: staff.bureau)
      try await office.act("publish", .bulletin, bulletin, by: staff.bureau)
      let addressee = try await office.accounts.login("receiver", Office.password).token
      let keys = try AgreementBundle.keys(try await door.call("GET", "/api/v1/keys").body)
      let waiting = try await door.call("GET", path(bulletin), token: addressee).body
      #expect(try #require(BulletinBundle(waiting)).check(under: keys).map(\.holds) == [true, false])
      #expect(try await office.agreements.seal() == 1)
      let signed = try await door.call("GET", path(bulletin), token: addressee).body
      #expect(try #require(BulletinBundle(signed)).check(under: keys).map(\.holds) == [true, true])
      let body = try JSON.parse(Array((signed["body"]?.string ?? "").utf8))
      let snapshot = try await office.statistics.snapshot("2026-10")
      #expect(body["snapshot"]?.string == hex(snapshot.hash) && body["text"]?.string == "共享调用平稳。")
      #expect(body["acts"]?.array?.map { $0["step"]?.string } == ["publish", "sign"])
      #expect(body["addressees"]?.array?.map { $0["name"]?.string } == ["市统计局"])
      // A changed word is found out, and so is the text of one bulletin under the number of another.
      var other = try #require(signed.object)
      other["body"] = .string((signed["body"]?.string ?? "").replacing("平稳", with: "下降"))
      #expect(try #require(BulletinBundle(.object(other))).check(under: keys).map(\.holds) == [false])
      other = try #require(signed.object)
      other["bulletin"] = "TB-2026-9999"
      #expect(try #require(BulletinBundle(.object(other))).check(under: keys).map(\.holds) == [false])
      let stranger = try await office.hire("stranger", "finance", ["user.apply"]).token
      #expect(try await door.call("GET", path(bulletin), token: stranger).status == 404)
    }
  }
}
