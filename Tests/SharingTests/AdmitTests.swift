import Evidence
import JSONText
import Sharing
import Testing
import Vocabulary

private let now = Instant("2026-11-25T10:00:00+08:00") ?? Instant(microseconds: 0)
private let end = Instant("2029-11-24T00:00:00+08:00") ?? Instant(microseconds: 0)

private func interface(_ state: String = "attached", _ more: [String: JSON] = [:]) -> Interface {
  var detail = JSONObject()
  detail["operations"] = [
    ["method": "GET", "path": "/articles/{id}", "manner": "query"], ["method": "POST", "path": "/check", "manner": "verify"],
    ["method": "GET", "path": "/", "manner": "query"],
  ]
  for (name, value) in more { detail[name] = value }
  return Interface(id: 1, code: "law", state: state, detail: .object(detail), items: [["name": "no"], ["name": "text"], ["name": "editor"]])
}

private func grant(state: String = "in-force", manner: String = "query", items: [String] = ["no", "text"], scope: JSON = [:], addresses: [String] = [])
  -> GrantScope
{
  GrantScope(
    id: 9, resource: 1, department: "human-resources", departmentName: "市人社局", system: "s", state: state, expiresAt: end, manner: manner,
    items: items, scope: scope, addresses: addresses)
}

private func call(_ target: String, _ method: String = "GET", peer: String = "10.1.2.3") throws -> CallFacts {
  let parts = try #require(CallTarget("/svc/law" + target))
  return CallFacts(method: method, path: parts.path, query: parts.query, peer: AddressRange(of: peer))
}

private func code(_ grant: GrantScope, _ facts: CallFacts, _ interface: Interface, at instant: Instant = now) -> String {
  do {
    _ = try grant.admit(facts, at: interface, now: instant)
    return "admitted"
  } catch {
    return error.refusal.code + " " + error.refusal.message
  }
}

@Suite struct `EX-8.2 admission` {
  @Test func `lets a granted call through with its granted items`() throws {
    let admission = try grant().admit(call("/articles/EX-001"), at: interface(), now: now)
    #expect(admission.items == ["no", "text"] && admission.operation.manner == "query")
  }

  @Test(.clause("EX-11.1a")) func `EX-11.1a a bound that the interface does not know lets nobody through`() throws {
    #expect(try code(grant(scope: ["nowhere": "x"]), call("/articles/1"), interface()).hasPrefix("E47"))
  }

  @Test(.clause("EX-6b")) func `EX-6b what a revision dropped is left out, though it was granted once`() throws {
    let all = grant(items: ["no", "text", "editor", "dropped"])
    #expect(try all.admit(call("/articles/1"), at: interface(), now: now).items == ["no", "text", "editor"])
    #expect(try code(all, call("/articles/1?fields=dropped"), interface()).contains("dropped"))
    #expect(try code(grant(items: ["dropped"]), call("/articles/1"), interface()).hasPrefix("E47"))
  }

  @Test func `inside an announced window is put off until its end`() throws {
    let window = StopWindow(startsAt: now, endsAt: Instant(microseconds: now.microseconds + 60_000_000))
    func word(at instant: Instant) -> String {
      do throws(Denial) {
        try [window].admit(at: instant)
        return "admitted"
      } catch { return error.refusal.code }
    }
    #expect(word(at: Instant(microseconds: now.microseconds - 1)) == "admitted")
    #expect(word(at: now) == "E72" && word(at: window.endsAt) == "admitted")
  }

  @Test func `of a whole grant filters nothing`() throws {
    #expect(try grant(items: ["no", "text", "editor"]).admit(call("/articles/1"), at: interface(), now: now).items == nil)
  }

  @Test(arguments: [
    ("suspended", "E46 授权已暂停"), ("revoked", "E46 授权已收回"), ("terminated", "E46 授权已终止"), ("expired", "E51 授权已到期"),
  ]) func `of a grant that is not in force is denied`(_ state: String, _ words: String) throws {
    #expect(try code(grant(state: state), call("/articles/1"), interface()) == words)
  }

  @Test func `ends at the instant, not a microsecond later`() throws {
    let facts = try call("/articles/1")
    #expect(code(grant(), facts, interface(), at: Instant(microseconds: end.microseconds - 1)) == "admitted")
    #expect(code(grant(), facts, interface(), at: end) == "E51 授权已到期")
    #expect(code(grant(state: "suspended"), facts, interface(), at: end) == "E51 授权已到期")
    #expect(code(grant(state: "revoked"), facts, interface(), at: end) == "E46 授权已收回")
  }

  @Test(arguments: [("paused", "E77 资源暂停服务"), ("offline", "E46 授权已终止:资源已下线")])
  func `follows the resource`(_ state: String, _ words: String) throws {
    #expect(try code(grant(), call("/articles/1"), interface(state)) == words)
  }

  @Test(.clause("EX-5")) func `EX-5 keeps to declared operations and the granted manner`() throws {
    for target in ["/private/keys", "/articles", "/articles/", "/articles/1/2", "/Articles/1"] {
      #expect(try code(grant(), call(target), interface()).hasPrefix("E47"), "\(target)")
    }
    #expect(try code(grant(), call("/articles/1", "DELETE"), interface()).hasPrefix("E47"))
    #expect(try code(grant(), call("/check", "POST"), interface()).hasPrefix("E47"))
    #expect(try code(grant(manner: "verify"), call("/check", "POST"), interface()) == "admitted")
    #expect(try code(grant(manner: "verify"), call("/articles/1"), interface()).hasPrefix("E47"))
  }

  @Test func `names the item, the parameter, the value that is too much`() throws {
    #expect(try code(grant(), call("/articles/1?fields=no,editor"), interface()).contains("editor"))
    #expect(try grant().admit(call("/articles/1?fields=no"), at: interface(), now: now).items == ["no"])
    let asking = interface("attached", ["required": ["year"], "optional": ["month"]])
    #expect(try code(grant(), call("/"), asking).contains("year"))
    #expect(try code(grant(), call("/?year="), asking).contains("year"))
    #expect(try code(grant(), call("/?year=2026"), asking) == "admitted")
    #expect(try code(grant(), call("/?year=2026&year=2025"), asking).contains("重复"))
    #expect(try code(grant(), call("/?year=2026&debug=1"), asking).contains("debug"))
    let narrow = grant(scope: ["year": ["2025", 2026], "month": "1"])
    #expect(try code(narrow, call("/?year=2024&month=1"), asking).contains("year"))
    #expect(try code(narrow, call("/?year=2026"), asking).contains("month"))
    #expect(try code(narrow, call("/?year=2026&month=1"), asking) == "admitted")
  }

  @Test(.clause("EX-11.1c")) func `EX-11.1c from another address looks like an unknown code, and the record names the true cause`() throws {
    let near = grant(addresses: ["10.1.2.0/24", "2001:db8::/32"])
    #expect(try code(near, call("/articles/1"), interface()) == "admitted")
    #expect(try code(near, call("/articles/1", peer: "10.1.3.3"), interface()) == "E36 授权码无效")
    #expect(Denial.wrongAddress.record == "E36/address")
    #expect(try code(near, call("/articles/1", peer: "::ffff:10.1.2.9"), interface()) == "admitted")
    #expect(try code(near, call("/articles/1", peer: "2001:db8:1::9"), interface()) == "admitted")
    #expect(try code(grant(addresses: ["not an address"]), call("/articles/1"), interface()) == "E36 授权码无效")
  }
}

@Suite struct `A call's address line` {
  @Test(arguments: [
    "/svc/", "/svc//x", "/svc/law//x", "/svc/law/../x", "/svc/law/%2e%2e/x", "/svc/law/a%2fb", "/svc/law/a%5Cb", "/svc/law/%00", "/svc/law/%zz",
    "/svc/law/a b", "/svc/law/é", "/other/law", "svc/law", "/svc/law/%ff", "/svc/law/x?a=%f", "/svc/law/%0a", "/svc/law/./x",
  ]) func `of a doubtful form is none`(_ text: String) { #expect(CallTarget(text) == nil) }

  @Test func `is taken apart`() throws {
    let target = try #require(CallTarget("/svc/law/articles/%E7%94%B2?name=%E7%94%B2+a&empty=&flag"))
    #expect(target.code == "law" && target.path == "/articles/%E7%94%B2")
    #expect(target.query == [CallParameter("name", "甲 a"), CallParameter("empty", ""), CallParameter("flag", "")])
    #expect(CallTarget("/svc/law")?.path == "/")
    #expect(CallTarget("/svc/law/")?.path == "/")
  }
}

@Suite struct `An address block` {
  @Test(arguments: ["", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.4/33", "1.2.3.4/", "::1/129", "1::2::3", "12345::", "1:2:3:4:5:6:7", "0x7f.1"])
  func `of another form is none`(_ text: String) { #expect(AddressRange(of: text) == nil) }

  @Test func `holds what is inside`() throws {
    let block = try #require(AddressRange(of: "10.1.16.0/20"))
    #expect(try block.contains(#require(AddressRange(of: "10.1.31.255"))))
    #expect(try !block.contains(#require(AddressRange(of: "10.1.32.0"))))
    #expect(try !block.contains(#require(AddressRange(of: "::1"))))
    #expect(try #require(AddressRange(of: "0.0.0.0/0")).contains(block))
    #expect(AddressRange(of: "::") == AddressRange(of: "0:0:0:0:0:0:0:0"))
  }
}
