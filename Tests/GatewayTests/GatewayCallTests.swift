import Evidence
import Couriers
import Gateway
import Foundation
import JSONText
import Logging
import Postgres
import Seals
import Sharing
import Synchronization
import Testing
import Workbench

@Suite(.serialized) struct `EX-8.2 a call` {
  @Test(.clause("EX-8.2")) func `EX-8.2 gets the granted items alone, and the provider learns who calls`() async throws {
    try await GatewayKit.with { kit in
      let answer = try await kit.call("/svc/law/articles/7?q=a%20b", headers: [("Cookie", "c=1"), ("X-JYG-Caller", "forged"), ("X-Forwarded-For", "1.1.1.1")])
      #expect(answer.status == 200)
      let body = try JSON.parse(answer.body)
      #expect(body.object?.names == ["no", "text"] && body["no"] == "7" && body["text"] == "正文")
      #expect(GatewayKit.header(answer, "x-call-id")?.isEmpty == false)
      for gone in ["etag", "set-cookie"] { #expect(GatewayKit.header(answer, gone) == nil, "\(gone)") }
      let seen = try JSON.parse(try #require(try kit.upstream.seen().last))
      #expect(seen["path"] == "/articles/7?q=a%20b")
      let headers = Dictionary(uniqueKeysWithValues: (seen["headers"]?.object?.members ?? []).map { ($0.name.lowercased(), $0.value.string ?? "") })
      #expect(headers["authorization"] == "Bearer provider-token")
      #expect(headers["cookie"] == nil && headers["x-forwarded-for"] == nil && headers["x-access-code"] == nil)
      #expect(headers["accept-encoding"] == "identity" && headers["host"] == "127.0.0.1:\(kit.upstream.port)")
      let parts = try #require(headers["x-jyg-caller"]).split(separator: ".").map(String.init)
      #expect(Base64URL.decode(parts[1]) == HMAC.sm3(key: GatewayKit.caller, Array(parts[0].utf8)))
      let caller = try JSON.parse(try #require(Base64URL.decode(parts[0])))
      #expect(caller["department"] == "finance" && caller["grant"] == 4)
      #expect(caller["call"]?.string == GatewayKit.header(answer, "x-call-id"))
    }
  }

  @Test(.clause("EX-8.2")) func `EX-8.2 with a new code ends the old one at that call, not before`() async throws {
    try await GatewayKit.with { kit in
      let secret = Base64URL.encode(RandomBytes.make(32))
      let new = AccessCode(keyID: "9876543210", secret: secret) { _ in "ABCDEF" }
      let mac = hex(HMAC.sm3(key: GatewayKit.pepper, Array(secret.utf8)))
      try await kit.change(
        """
        update access_code set ends_at = now() + interval '7 days', authority_n = (select n from authority);
        insert into access_code (key_id, access_grant, mac, pepper, made_at, shown, authority_n, replaces)
        select '9876543210', 4, '\\x\(mac)', 1, now(), true, n, '\(kit.code.keyID)' from authority
        """)
      #expect(try await kit.call("/svc/law/articles/1").status == 200)
      #expect(try await kit.call("/svc/law/articles/1").status == 200)
      #expect(try await kit.call("/svc/law/articles/1", code: new.text).status == 200)
      let old = try await kit.call("/svc/law/articles/1")
      #expect(old.status == 401 && GatewayKit.code(old) == "E36")
      // A change of the grant brings the old code's row again, with its later end.
      try await kit.change("select")
      #expect(try await kit.call("/svc/law/articles/1").status == 401)
      #expect(try await kit.call("/svc/law/articles/1", code: new.text).status == 200)
    }
  }

  @Test(.clause("EX-10b"), arguments: [("attached", 200), ("paused", 503)])
  func `EX-10b goes on as before while its resource waits to go offline`(_ before: String, _ status: Int) async throws {
    try await GatewayKit.with { kit in
      try await kit.change(
        """
        insert into case_act (case_id, seq, step, party, at, from_state, to_state) values (2, 1, 'plan-offline', 'provider', now(), '\(before)', 'offline-planned');
        update case_file set state = 'offline-planned' where id = 2
        """)
      let answer = try await kit.call("/svc/law/articles/1")
      #expect(answer.status == status)
      if status == 503 { #expect(GatewayKit.code(answer) == "E77") }
    }
  }

  @Test(.clause("EX-8.2")) func `EX-8.2 without a good code reaches no provider`() async throws {
    try await GatewayKit.with { kit in
      let good = kit.code.text
      let codes: [String?] = [nil, "x", String(good.dropLast()), good.replacing("0123456789", with: "9876543210"), "jyg1_0123456789_" + String(repeating: "A", count: 49)]
      for code in codes {
        let answer = try await kit.call("/svc/law/articles/1", code: code)
        #expect(answer.status == 401 && GatewayKit.code(answer) == "E36", "\(code ?? "-")")
      }
      #expect(try await GatewayKit.code(kit.call("/svc/law/articles/1?q=\(good)")) == "E36")
      #expect(try await kit.call("/svc/law/private", code: "").status == 403)
      #expect(try await kit.call("/svc/other/articles/1").status == 403)
      #expect(try await kit.call("/metrics").status == 404)
      #expect(try kit.upstream.seen().isEmpty)
    }
  }

  @Test func `of a whole grant passes as it is, and bodies go both ways`() async throws {
    try await GatewayKit.with(items: ["no", "text", "editor"]) { kit in
      let plain = try await kit.call("/svc/law/text")
      #expect(String(decoding: plain.body, as: UTF8.self) == "CANARY plain text")
      let sent = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      #expect(try await kit.call("/svc/law/echo", method: "POST", body: sent).body == sent)
      #expect(try await kit.call("/svc/law/big/50000000").body.count == 50_000_000)
      #expect(try await kit.call("/svc/law/echo", method: "POST", body: [UInt8](repeating: 1, count: 11 << 20)).status == 413)
    }
  }

  @Test func `whose answer cannot be filtered is kept back`() async throws {
    try await GatewayKit.with { kit in
      for path in ["/text", "/twice"] {
        let answer = try await kit.call("/svc/law\(path)")
        #expect(answer.status == 502 && !String(decoding: answer.body, as: UTF8.self).contains("CANARY"), "\(path)")
      }
      let fault = try await kit.call("/svc/law/fault")
      #expect(fault.status == 503 && GatewayKit.header(fault, "x-fault-party") == "provider")
      #expect(!String(decoding: fault.body, as: UTF8.self).contains("CANARY"))
      #expect(try await GatewayKit.code(kit.call("/svc/law/articles/1", headers: [("Range", "bytes=0-1")])) == "E47")
    }
  }

  @Test func `is taken down with its outcome, refused ones too`() async throws {
    try await GatewayKit.with { kit in
      let good = try await kit.call("/svc/law/articles/7")
      let bad = try await kit.call("/svc/law/articles/7", code: nil)
      _ = try await JournalShipper(kit.journal, pool: kit.database.pool, logger: .init(label: "test")).ship()
      let rows = try await kit.database.pool.with { try await $0.all(Statement<String>("kit.log",
        "select call_id || ' ' || admitted || ' ' || coalesce(code, '-') || ' ' || coalesce(status::text, '-') from call_log order by seq")) }
      let (goodID, badID) = (try #require(GatewayKit.header(good, "x-call-id")), try #require(GatewayKit.header(bad, "x-call-id")))
      #expect(rows.contains("\(goodID) true - 200"))
      #expect(rows.contains("\(badID) false E36 401"))
    }
  }
}

@Suite(.serialized) struct `EX-11.1d authority` {
  @Test(arguments: [("suspended", "E46"), ("revoked", "E46"), ("expired", "E51")]) func `that ended is refused from the confirmation on`(_ state: String, _ code: String)
    async throws
  {
    try await GatewayKit.with { kit in
      #expect(try await kit.call("/svc/law/articles/1").status == 200)
      try await kit.change("update case_file set state = '\(state)' where id = 4")
      let answer = try await kit.call("/svc/law/articles/1")
      #expect(answer.status == 401 && GatewayKit.code(answer) == code)
    }
  }

  @Test func `that ended breaks off the answer under way before it is confirmed`() async throws {
    try await GatewayKit.with { kit in
      let got = Mutex(0)
      let call = Task {
        var request = WireRequest(method: "GET", url: "http://127.0.0.1:\(kit.port)/svc/law/trickle")
        request.headers = [("Authorization", "Bearer \(kit.code.text)")]
        // Longer than the whole answer takes: only the gateway can be who breaks it off.
        request.deadline = .seconds(120)
        return try await kit.client.stream(request) { piece in got.withLock { $0 += piece.count } }
      }
      while got.withLock({ $0 }) == 0 { try await Task.sleep(for: .milliseconds(10)) }
      try await kit.change("update case_file set state = 'revoked' where id = 4")
      // Broken off, never a whole answer: 600 members would take half a minute.
      await #expect(throws: CourierFault.self) { try await call.value }
      #expect(got.withLock { $0 } < 2000)
    }
  }

  @Test func `of a paused resource answers 503 and comes back`() async throws {
    try await GatewayKit.with { kit in
      try await kit.change("update case_file set state = 'paused' where id = 2")
      let answer = try await kit.call("/svc/law/articles/1")
      #expect(answer.status == 503 && GatewayKit.code(answer) == "E77")
      try await kit.change("update case_file set state = 'attached' where id = 2")
      #expect(try await kit.call("/svc/law/articles/1").status == 200)
    }
  }

  @Test(.clause("EX-8.2")) func `EX-8.2 bounds a day's calls of a grant, whichever node took them`() async throws {
    try await GatewayKit.with { kit in
      try await kit.change(
        """
        insert into call_log (day, journal, seq, call_id, at, access_grant, resource, method, path, peer, admitted, status)
        select (office_now() at time zone 'Asia/Shanghai')::date, '\\x02', n, 'o' || n, office_now(), 4, 2, 'GET', '/', '', n > 1, 200
        from generate_series(1, 3) n;
        update resource set detail = detail || '{"dailyCalls": 3}'
        """)
      // Two were admitted elsewhere and one was refused there: one is left.
      #expect(try await kit.call("/svc/law/articles/1").status == 200)
      let answer = try await kit.call("/svc/law/articles/1")
      #expect(answer.status == 429 && GatewayKit.code(answer) == "gateway.quota" && GatewayKit.header(answer, "x-fault-party") == "consumer")
      #expect(String(decoding: answer.body, as: UTF8.self).contains("每日上限 3 次"))
      let wait = try #require(GatewayKit.header(answer, "retry-after").flatMap { Int($0) })
      #expect((1...86_400).contains(wait))
      try await kit.change("update resource set detail = detail - 'dailyCalls'")
      #expect(try await kit.call("/svc/law/articles/1").status == 200)
    }
  }

  @Test func `that cannot be confirmed ends with the lease and comes back`() async throws {
    try await GatewayKit.with(tuned: .init { $0.leaseSeconds = 1 }) { kit in
      #expect(try await kit.call("/svc/law/articles/1").status == 200)
      try await kit.database.pool.transaction { tx in
        // Nobody can confirm while this row is held.
        try await tx.script("select from node for update")
        var status = 200
        for _ in 0..<400 where status == 200 {
          status = try await kit.call("/svc/law/articles/1").status
          try await Task.sleep(for: .milliseconds(10))
        }
        #expect(status == 503)
        #expect(try await GatewayKit.code(kit.call("/svc/law/articles/1")) == "gateway.lease")
      }
      var status = 503
      for _ in 0..<400 where status == 503 {
        status = try await kit.call("/svc/law/articles/1").status
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(status == 200)
    }
  }
}

@Suite(.serialized) struct `A provider's fault` {
  @Test func `is never a whole short answer`() async throws {
    try await GatewayKit.with(items: ["no", "text", "editor"]) { kit in
      do {
        let answer = try await kit.call("/svc/law/cut")
        #expect(answer.status == 502)
      } catch is CourierFault {}
    }
  }

  @Test func `of silence ends at the deadline, and the door stays open for others`() async throws {
    try await GatewayKit.with(tuned: .init { $0.deadlines.firstByte = 1 }) { kit in
      async let slow = kit.call("/svc/law/never")
      #expect(try await kit.call("/svc/law/articles/1").status == 200)
      let answer = try await slow
      #expect(answer.status == 504 && GatewayKit.header(answer, "x-fault-party") == "provider")
    }
  }

  @Test(arguments: ["/garbage", "/both", "/headers", "/upgrade"])
  func `in the form of an answer is the provider's, and others go on`(_ path: String) async throws {
    try await GatewayKit.with { kit in
      let answer = try await kit.call("/svc/law\(path)")
      #expect(answer.status == 502 && GatewayKit.code(answer) == "upstream.broken" && GatewayKit.header(answer, "x-fault-party") == "provider")
      #expect(try await kit.call("/svc/law/articles/1").status == 200)
    }
  }

  @Test func `it is not to hint early, to end with the connection, or to answer an old consumer`() async throws {
    try await GatewayKit.with { kit in
      for path in ["/early", "/close"] {
        let answer = try await kit.call("/svc/law\(path)")
        #expect(answer.status == 200 && String(decoding: answer.body, as: UTF8.self) == #"{"no":"1"}"#, "\(path)")
        #expect(GatewayKit.header(answer, "link") == nil && GatewayKit.header(answer, "content-length") == "10")
      }
      let old = RawSocket.talk(kit.port, "GET /svc/law/trickle HTTP/1.0\r\nAuthorization: Bearer \(kit.code.text)\r\n\r\n", silence: 400)
      #expect(old.contains("Connection: close") && !old.lowercased().contains("chunked") && old.contains(#"[{"no":"0"},{"no":"1"}"#))
    }
  }

  @Test func `of a byte a second ends with the call's time`() async throws {
    try await GatewayKit.with(tuned: .init { $0.deadlines.total = 2 }) { kit in
      let answer = try? await kit.call("/svc/law/drip")
      #expect(answer == nil || answer?.status == 504)
    }
  }

  @Test func `opens the breaker after five in a row`() async throws {
    try await GatewayKit.with(upstreamPort: 9) { kit in
      var codes: [String] = []
      for _ in 0..<7 { codes.append(try await GatewayKit.code(kit.call("/svc/law/articles/1"))) }
      #expect(codes == Array(repeating: "upstream.unreachable", count: 5) + ["upstream.open", "upstream.open"])
    }
  }
}

@Suite(.serialized) struct `A hostile frame` {
  private static let ok = "GET /svc/law/articles/1 HTTP/1.1\r\nHost: x\r\n"

  @Test func `is refused and nothing reaches the provider`() async throws {
    try await GatewayKit.with { kit in
      let code = "Authorization: Bearer \(kit.code.text)\r\n"
      let frames = [
        "GET /svc/law/articles/1 HTTP/1.1\r\n\(code)\r\n",
        "GET /svc/law/articles/1 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\(code)\r\n",
        "GET http://other/svc/law/articles/1 HTTP/1.1\r\nHost: x\r\n\(code)\r\n",
        "GET /svc/law/articles/1 HTTP/9.9\r\nHost: x\r\n\(code)\r\n",
        "GET /svc/law/articles/1 HTTP/1.1\nHost: x\n\(code.replacing("\r", with: ""))\n",
        "POST /svc/law/echo HTTP/1.1\r\nHost: x\r\n\(code)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /svc/law/echo HTTP/1.1\r\nHost: x\r\n\(code)Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "POST /svc/law/echo HTTP/1.1\r\nHost: x\r\n\(code)Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "GET /svc/law/articles/1 HTTP/1.1\r\nHost: x\r\n\(code)X-Long: \(String(repeating: "a", count: 9000))\r\n\r\n",
        "GET /svc/law/articles/\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: x\r\n\(code)\r\n",
        "GET /svc/law/articles/1 HTTP/1.1\r\nHost: x\r\n\(code)\((0..<120).map { "X-\($0): 1\r\n" }.joined())\r\n",
        "GET /svc/law/articles/1 HTTP/1.1\r\nHost: x\r\n\(code) folded: 1\r\n\r\n",
      ]
      for frame in frames {
        let answer = RawSocket.talk(kit.port, frame)
        let status = answer.split(separator: " ").dropFirst().first ?? ""
        #expect(["400", "413", "414", "431", "501", "505"].contains(status), "\(frame.prefix(120)) -> \(answer.prefix(40))")
      }
      let seen = try kit.upstream.seen()
      #expect(seen.isEmpty)
    }
  }

  @Test func `of two requests in one packet gets two answers in order`() async throws {
    try await GatewayKit.with { kit in
      let code = "Authorization: Bearer \(kit.code.text)\r\n"
      let answer = RawSocket.talk(
        kit.port, "\(Self.ok)\(code)\r\nGET /svc/law/articles/2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(code)\r\n")
      let first = try #require(answer.firstRange(of: #""no":"1""#)), second = try #require(answer.firstRange(of: #""no":"2""#))
      #expect(first.lowerBound < second.lowerBound)
      #expect(answer.components(separatedBy: "HTTP/1.1 200").count == 3)
    }
  }

  @Test func `of a client that waits for a go-ahead gets one`() async throws {
    try await GatewayKit.with(items: ["no", "text", "editor"]) { kit in
      let head = "POST /svc/law/echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\nAuthorization: Bearer \(kit.code.text)\r\n\r\n"
      // Without its body the call waits; the go-ahead must come before anything else.
      let waiting = RawSocket.talk(kit.port, head)
      #expect(waiting.hasPrefix("HTTP/1.1 100 Continue\r\n\r\n"))
      let whole = RawSocket.talk(kit.port, head + "hello")
      #expect(whole.contains("HTTP/1.1 200") && whole.hasSuffix("hello"))
    }
  }

  @Test func `of a head alone gets a head alone`() async throws {
    try await GatewayKit.with { kit in
      let code = "Authorization: Bearer \(kit.code.text)\r\n"
      let answer = RawSocket.talk(kit.port, "HEAD /svc/law/articles/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(code)\r\n")
      #expect(answer.hasSuffix("\r\n\r\n"), "\(answer)")
      let refused = RawSocket.talk(kit.port, "HEAD /svc/law/articles/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      #expect(refused.contains("401") && refused.hasSuffix("\r\n\r\n"), "\(refused)")
    }
  }

  @Test func `that drips is cut at the deadline`() async throws {
    try await GatewayKit.with(tuned: .init { $0.deadlines.head = 1 }) { kit in
      let answer = RawSocket.talk(kit.port, "GET /svc/law/articles/1 HTTP/1.1\r\nHost: x\r\nX-Slow: ", silence: 6000)
      #expect(answer.contains("408"))
    }
  }
}
