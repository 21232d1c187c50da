import Accounts
import CaseDesk
import JSONText
import Measures
import Records
import Registry
import Testing
import Vocabulary
import Workbench
import Workflow

@testable import API

@Suite struct `A search over the API` {
  private func query(_ parts: [String: String]) -> String {
    parts.map { "\($0)=\($1.utf8.map { byte in "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined())" }.joined(separator: "&")
  }

  @Test func `names the catalogue, what was found, and the resources to apply for`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let resource = try await door.office.resource(staff, code: "land")
      let token = try await door.office.hire("reader", "statistics", ["user.apply"]).token
      let body = try await door.call("GET", "/api/v1/search?" + query(["q": "编号", "facets": "true"]), token: token).body
      let hit = try #require(body["hits"]?.array?.first)
      #expect(hit["title"] == "目录land" && hit["provider"]?["label"] == "市市场监管局" && hit["class"]?["label"] == "有条件共享")
      #expect(hit["hit"]?["field"] == "item" && hit["hit"]?["text"] == "【编号】 no" && hit["items"] == ["【编号】 no"])
      #expect(hit["origin"]?["label"] == "本市" && hit["state"]?["label"] == "已发布" && hit["mayApply"] == true)
      let offered = try #require(hit["resources"]?.array?.first)
      #expect(offered["id"]?.int == Int(resource) && offered["code"] == "land" && offered["kind"]?["label"] == "库表")
      #expect(body["facets"]?["kind"] == [["code": "table", "label": "库表", "count": 1]])
      #expect(body["next"] == .null)
      // A provider does not apply for its own.
      let own = try await door.office.hire("own", "market", ["user.apply"]).token
      let same = try await door.call("GET", "/api/v1/search?" + query(["q": "land"]), token: own).body["hits"]?.array?.first
      #expect(same?["mayApply"] == false && same?["hit"]?["text"] == "目录【land】")
    }
  }

  @Test func `takes choices by code and by label, and goes on where the page ended`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      for code in ["one", "two", "three"] { _ = try await door.office.resource(staff, code: code) }
      let token = try await door.office.hire("reader", "statistics", ["user.apply"]).token
      for chosen in [["class": "有条件共享"], ["class": "conditional"], ["provider": "市市场监管局"], ["kind": "库表"], ["origin": "本市"], ["frequency": "每日"]] {
        let reply = try await door.call("GET", "/api/v1/search?" + query(chosen), token: token)
        #expect(reply.body["hits"]?.array?.count == 3, "\(chosen)")
      }
      #expect(try await door.call("GET", "/api/v1/search?" + query(["origin": "省级"]), token: token).body["hits"]?.array?.count == 0)
      let first = try await door.call("GET", "/api/v1/search?limit=2", token: token).body
      let next = try #require(first["next"]?.string)
      let second = try await door.call("GET", "/api/v1/search?limit=2&after=\(next)", token: token).body
      let titles = [first, second].flatMap { $0["hits"]?.array ?? [] }.compactMap { $0["title"]?.string }
      #expect(titles == ["目录three", "目录two", "目录one"])
    }
  }

  @Test func `refuses what is no choice`() async throws {
    try await Door.with { door in
      let token = try await door.office.hire("reader", "statistics", ["user.apply"]).token
      for wrong in ["class=secret", "origin=moon", "limit=0", "limit=101", "after=7", "after=4-1", "facets=maybe", "q=" + String(repeating: "x", count: 101)] {
        let reply = try await door.call("GET", "/api/v1/search?\(wrong)", token: token)
        #expect(reply.status == 422 && reply.code == "query.invalid", "\(wrong)")
      }
      #expect(try await door.call("GET", "/api/v1/search").status == 401)
    }
  }

  @Test func `of cases takes the box, the state by its label and a word`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let application = try await door.office.application(door.office.resource(staff), staff)
      let token = try await door.office.hire("reviewer", "market", ["provider.review"]).token
      for (parts, count) in [
        (["box": "todo"], 1), (["box": "todo", "state": "待部门审核", "q": "月报"], 1), (["box": "late"], 0), (["q": "没有"], 0), (["state": "已授权"], 0),
      ] {
        let reply = try await door.call("GET", "/api/v1/exchange/application?" + query(parts), token: token)
        #expect(reply.body["cases"]?.array?.compactMap { $0["id"]?.int } == (count == 1 ? [Int(application)] : []), "\(parts)")
      }
      let wrong = try await door.call("GET", "/api/v1/exchange/application?box=inbox", token: token)
      #expect(wrong.status == 422 && wrong.code == "query.invalid")
    }
  }
}
