import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Postgres
import Printing
import Seals
import Testing
import Vocabulary
import Workbench
import Workflow

@testable import API

@Suite struct `Papers over the API` {
  @Test func `come down as they went up, never shown in place`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let id = try await door.office.open(
        .application, Office.applicationFields("系统"), parent: door.office.interface(staff), by: staff.applicant).id
      let token = try await door.office.accounts.login("applicant", Office.password).token
      let path = "/api/v1/exchange/application/\(id)/papers"
      let body = PaperSamples.pdf()
      let laid = try await door.upload("\(path)/stamped-form?file=%E7%94%B3%E8%AF%B7%E8%A1%A8%20%22a%22.pdf", body, token: token)
      #expect(laid.status == 200 && laid.body["sha256"]?.string == hex(SHA256.hash(body)))
      let found = try await door.fetch("\(path)/stamped-form?version=1", token: token)
      #expect(found.status == 200 && found.body == body)
      #expect(found.headers["content-type"] == "application/pdf" && found.headers["x-content-type-options"] == "nosniff")
      #expect(found.headers["x-content-sha256"] == hex(SHA256.hash(body)) && found.headers["cache-control"] == "no-store")
      #expect(
        found.headers["content-disposition"]
          == #"attachment; filename="___ _a_.pdf"; filename*=UTF-8''%E7%94%B3%E8%AF%B7%E8%A1%A8%20%22a%22.pdf"#)
      #expect(found.headers["content-security-policy"]?.contains("sandbox") == true)
      let listed = try await door.call("GET", path, token: token).body["papers"]?.array ?? []
      #expect(listed.count == 1 && listed[0]["file"]?.string == "申请表 \"a\".pdf" && listed[0]["label"]?.string == "服务接口申请表(盖章扫描件)")
      for (query, status) in [("?version=0", 422), ("?version=x", 422), ("?version=2", 404)] {
        #expect(try await door.fetch("\(path)/stamped-form\(query)", token: token).status == status)
      }
    }
  }

  @Test(.clause("EX-12b")) func `EX-12b too large a paper is refused in the measure's words`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let id = try await door.office.open(
        .application, Office.applicationFields("系统"), parent: door.office.interface(staff), by: staff.applicant).id
      let token = try await door.office.accounts.login("applicant", Office.password).token
      let path = "/api/v1/exchange/application/\(id)/papers"
      // One byte above the limit reaches the rule; far above it is stopped on the way, in the same words.
      for size in [20 * 1024 * 1024 + 1, 51 * 1024 * 1024] {
        let body = [UInt8](repeating: 0x25, count: size)
        for (name, code) in [("letter", "E79"), ("stamped-form", "E61")] {
          let reply = try await door.upload("\(path)/\(name)?file=a.pdf", body, token: token)
          #expect(reply.status == 422 && reply.code == code)
        }
      }
      #expect(try await door.upload("\(path)/letter?file=a.pdf", [1], token: token).body["message"]?.string == "附件类型不支持或超过20MB")
    }
  }

  @Test(.clause("EX-12b")) func `EX-12b the form is printed with a mark that its scan is known by`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let id = try await door.office.open(
        .application, Office.applicationFields("巡查<系统>"), parent: door.office.interface(staff), by: staff.applicant).id
      let token = try await door.office.accounts.login("applicant", Office.password).token
      let page = try await door.fetch("/api/v1/exchange/application/\(id)/form", token: token)
      #expect(page.status == 200 && page.headers["content-type"] == "text/html; charset=utf-8")
      #expect(page.headers["content-security-policy"] == PrintPage.policy && page.headers["content-disposition"] == nil)
      #expect(page.text.contains("<svg ") && page.text.contains("巡查&lt;系统&gt;"))
      // What is drawn on the page, scanned and sent back, is read as this form.
      let svg = try #require(page.text.firstMatch(of: /<path d="([^"]+)"/)).1
      let squares = svg.split(separator: "M").compactMap { piece -> (x: Int, y: Int)? in
        let numbers = piece.prefix { $0 != "h" }.split(separator: " ").compactMap { Int($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
      }
      let path = "/api/v1/exchange/application/\(id)"
      #expect(try await door.upload("\(path)/papers/stamped-form?file=a.pdf", PaperSamples.pdf(squares), token: token).status == 200)
      #expect(try await door.office.count("select count(*) from job where kind = 'paper.read' and state = 'waiting'") == 1)
      try await door.office.cases.readScan("stamped-form", version: 1, of: id)
      let shown = try await door.call("GET", path, token: token).body["papers"]?.array ?? []
      #expect(shown.first?["reading"]?["outcome"]?.string == "match" && shown.first?["reading"]?["warning"]?.isNull == true)
      _ = try await door.call("PATCH", path, #"{"fields":{"months":6}}"#, token: token)
      let changed = try await door.call("GET", path, token: token).body["papers"]?.array ?? []
      #expect(changed.first?["reading"]?["warning"]?.string == "扫描件与当前申请表不一致,请重新打印盖章")
    }
  }
}
