import Accounts
import Evidence
import JSONText
import Measures
import Records
import Registry
import Sharing
import Testing
import Vocabulary
import Workbench
import Workflow

@testable import API

@Suite struct `Statistics over the wire` {
  /// Three applications of 市统计局 in the running month.
  private func applied(_ door: Door) async throws -> (staff: Office.Staff, resource: Int64, month: String) {
    let staff = try await door.office.staff()
    let resource = try await door.office.resource(staff)
    for system in ["甲", "乙", "丙"] { _ = try await door.office.application(resource, system: system, staff) }
    return (staff, resource, StatisticsPeriod(monthOf: Day(of: try await door.office.now())).text)
  }

  @Test(.clause("EX-17b")) func `EX-17b are one's own department's, and for the bureau anybody's`() async throws {
    try await Door.with { door in
      let month = try await applied(door).month
      let user = try await door.office.hire("user", "statistics", ["user.apply"]).token
      let other = try await door.office.hire("other", "finance", ["user.apply"]).token
      let bureau = try await door.office.hire("operator", "data-bureau", ["bureau.operation"]).token
      func submitted(_ query: String, _ token: String) async throws -> Int? {
        let answer = try await door.call("GET", "/api/v1/statistics?period=\(month)\(query)", token: token)
        return answer.body["figures"]?.array?.first { $0["code"]?.string == "application.submitted" }?["value"]?.int
      }
      #expect(try await submitted("", user) == 3)
      #expect(try await submitted("", other) == 0)
      #expect(try await submitted("", bureau) == 3)
      #expect(try await submitted("&department=finance", bureau) == 0)
      #expect(try await submitted("&department=statistics", bureau) == 3)
      let refused = try await door.call("GET", "/api/v1/statistics?period=\(month)&department=finance", token: user)
      #expect(refused.status == 403 && refused.code == "E02" && refused.body["clause"]?.string == "EX-17b")
      let system = try await door.office.hire("keeper", "data-bureau", administrator: "system").token
      #expect(try await door.call("GET", "/api/v1/statistics", token: system).status == 403)
      for wrong in ["period=2026-13", "period=x", "format=xml", "department=nowhere"] {
        #expect(try await door.call("GET", "/api/v1/statistics?\(wrong)", token: bureau).status == 422, "\(wrong)")
      }
    }
  }

  @Test func `EX-17b list what is behind a figure page by page, and all of it as a file`() async throws {
    try await Door.with { door in
      let month = try await applied(door).month
      let token = try await door.office.hire("user", "statistics", ["user.apply"]).token
      let path = "/api/v1/statistics/application.submitted"
      let first = try await door.call("GET", "\(path)?limit=2", token: token).body
      let next = try #require(first["next"]?.string)
      let second = try await door.call("GET", "\(path)?period=\(month)&limit=2&after=\(next)", token: token).body
      #expect([first, second].flatMap { $0["rows"]?.array ?? [] }.compactMap { $0["title"]?.string } == ["甲", "乙", "丙"])
      #expect(second["next"]?.isNull == true)
      let csv = try await door.text("\(path)?period=\(month)&format=csv", token: token)
      #expect(csv.hasPrefix("\u{FEFF}时间,部门") && csv.hasSuffix("合计,count,3\r\n") && csv.split(separator: "\r\n").count == 5)
      let table = try await door.text("/api/v1/statistics?period=\(month)&format=csv", token: token)
      #expect(table.contains("application.submitted,申请提交") && table.contains("statistics,市统计局,3,件,3,EX-12a"))
      #expect(try await door.office.count("select count(*) from audit_entry where action = 'statistics.export'") == 2)
      #expect(try await door.call("GET", "/api/v1/statistics/no.such", token: token).code == "figure.unknown")
      #expect(try await door.call("GET", "\(path)?after=7", token: token).status == 422)
      #expect(try await door.call("GET", "/api/v1/statistics?format=xlsx", token: token).code == "workbook.none")
    }
  }

  @Test func `EX-17b show a frozen month to a department in its own part`() async throws {
    try await Door.with { door in
      let month = try await applied(door).month
      let (year, number) = (month.prefix(4), try #require(Int(month.suffix(2))))
      let next = number == 12 ? "\((Int(year) ?? 0) + 1)-01" : "\(year)-\(number < 9 ? "0" : "")\(number + 1)"
      try await door.office.setClock(try #require(Instant("\(next)-01T00:00:00+08:00")))
      try await door.office.statistics.keepSnapshots()
      let bureau = try await door.office.hire("operator", "data-bureau", ["bureau.operation"]).token
      let user = try await door.office.hire("user", "finance", ["user.apply"]).token
      let months = try await door.call("GET", "/api/v1/statistics/snapshots", token: user).body["snapshots"]?.array
      #expect(months?.compactMap { $0["month"]?.string } == [month])
      for (token, expected) in [(bureau, 3), (user, 0)] {
        let whole = try await door.call("GET", "/api/v1/statistics/snapshots/\(month)", token: token).body
        let figure = whole["figures"]?.array?.first { $0["code"]?.string == "application.submitted" }
        #expect(figure?["value"]?.int == expected && whole["intact"] == true)
      }
      #expect(try await door.call("GET", "/api/v1/statistics/snapshots/2020-01", token: user).code == "snapshot.unknown")
    }
  }

  @Test(.clause("EX-5.4a")) func `EX-5.4a show lagging data in the list and on the resource's own page`() async throws {
    try await Door.with { door in
      let (staff, resource, _) = try await applied(door)
      let interface = try await door.office.interface(staff)
      let token = try await door.office.hire("keeper", "market", ["provider.catalogue"]).token
      let later = Day(of: try await door.office.now()).adding(days: 2).start
      try await door.office.setClock(later)
      let list = try await door.call("GET", "/api/v1/freshness?lagging=true", token: token).body["resources"]?.array ?? []
      #expect(list.count == 1 && list[0]["id"]?.int == Int(resource) && list[0]["label"] == "更新滞后")
      let page = try await door.call("GET", "/api/v1/exchange/resource/\(resource)", token: token).body
      #expect(page["freshness"]?["lagging"] == true && page["state"]?["code"] == "attached")
      let service = try await door.call("GET", "/api/v1/exchange/resource/\(interface)", token: token).body["service"]
      #expect(service?["calls"]?.int == 0)
      let services = try await door.call("GET", "/api/v1/freshness/services", token: token).body["services"]?.array ?? []
      #expect(services.compactMap { $0["id"]?.int } == [Int(interface)])
      #expect(try await door.call("GET", "/api/v1/freshness?lagging=perhaps", token: token).status == 422)
    }
  }
}
