import Accounts
import ArgumentParser
import Evidence
import Foundation
import JSONText
import Postgres
import Proofs
import Records
import Registry
import Seals
import Testing
import Vocabulary
import Workbench

@testable import API
@testable import exchange

@Suite struct `The evidence of a call` {
  /// Eleven calls of a grant's system, signed in two batches; the second is anchored.
  private struct Scene: Sendable {
    let door: Door, token: String, folder: String
    var anchors: String { "\(folder)/\(AnchorFile.name)" }

    static func with(_ body: @escaping @Sendable (Scene) async throws -> Void) async throws {
      try await Door.with { door in
        let office = door.office
        let staff = try await office.staff()
        let resource = try await office.resource(staff)
        let grant = try await office.grant(resource, staff)
        let folder = FileManager.default.temporaryDirectory.path + "/evidence-\(UInt64.random(in: 0..<UInt64.max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let proofs = CallProofs(office.registry, signers: office.signers, anchors: try AnchorFile(directory: folder, place: "test"))
        for (range, isLast) in [(1...7, false), (8...11, true)] {
          try await office.database.pool.with { try await $0.script(rows(range, grant, resource)) }
          #expect(try await proofs.seal() == range.count)
          if isLast { #expect(try await proofs.anchor() == 2) }
        }
        let token = try await office.accounts.login("receiver", Office.password).token
        try await body(Scene(door: door, token: token, folder: folder))
      }
    }

    private static func rows(_ range: ClosedRange<Int>, _ grant: Int64, _ resource: Int64) -> String {
      """
      insert into call_log (journal, seq, day, call_id, at, key_id, access_grant, resource, department, method, path, peer, admitted, status, bytes,
        micros, fault, fault_party)
      select decode(repeat('5a', 16), 'hex'), n, '2026-11-10', 'run-' || n, timestamptz '2026-11-10 10:00+08' + n * interval '1 millisecond', 'KEY',
             \(grant), \(resource), 'statistics', 'GET', E'/svc/人口/"a\\\\b\\u0001"', '10.1.2.3', true, case when n % 5 = 0 then 502 else 200 end, 700,
             n * 1000, case when n % 5 = 0 then 'upstream.broken' end, case when n % 5 = 0 then 'provider' end
      from generate_series(\(range.lowerBound), \(range.upperBound)) n;
      insert into call_journal values (decode(repeat('5a', 16), 'hex'), \(range.upperBound), \(range.upperBound + 1))
      on conflict (journal) do update set highest = excluded.highest, settled = excluded.settled
      """
    }

    func bundle(_ call: String) async throws -> [UInt8] { try await door.fetch("/api/v1/calls/\(call)/evidence", token: token).body }

    /// The two files that a checker has beside the bundle.
    func keys() async throws -> String {
      let file = "\(folder)/keys.json"
      try Data(try await door.fetch("/api/v1/keys").body).write(to: URL(fileURLWithPath: file))
      return file
    }
    func kept(_ bytes: [UInt8]) throws -> String {
      let file = "\(folder)/bundle.json"
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      return file
    }
  }

  @Test(.clause("EX-20")) func `EX-20 holds for every call, with the public keys and the anchor file alone`() async throws {
    try await Scene.with { scene in
      let keys = try await scene.keys()
      for n in 1...11 {
        let file = try scene.kept(try await scene.bundle("run-\(n)"))
        try VerifyCommand.parse([file, "--keys", keys, "--anchors", scene.anchors]).run()
      }
      let last = try CallBundle(file: try await scene.bundle("run-9"))
      #expect(last.batches.count == 1 && last.isAnchored && last.place == 1)
      #expect(try CallBundle(file: try await scene.bundle("run-7")).batches.map(\.head.id) == [1, 2])
    }
  }

  @Test(.clause("EX-20")) func `EX-20 of which any byte was changed, taken out or put in holds no more`() async throws {
    try await Scene.with { scene in
      let office = scene.door.office
      let bytes = try await scene.bundle("run-3")
      let keys = try office.proofs.keys
      try CallBundle(file: bytes).check(under: keys)
      func holds(_ file: [UInt8]) -> Bool {
        do {
          try CallBundle(file: file).check(under: keys)
          return true
        } catch { return false }
      }
      for at in bytes.indices {
        for bit in 0..<8 {
          var changed = bytes
          changed[at] ^= 1 << bit
          #expect(!holds(changed), "byte \(at), bit \(bit)")
        }
        var shorter = bytes
        shorter.remove(at: at)
        #expect(!holds(shorter), "without byte \(at)")
        var longer = bytes
        longer.insert(0x30, at: at)
        #expect(!holds(longer), "another byte at \(at)")
      }
      // The evidence of one call under the keys of another platform, and beside another anchor file.
      let strange = try BatchKeys(sm2: SigningKey.generate(.sm2).publicKey, p256: SigningKey.generate(.p256).publicKey)
      #expect(throws: ProofFlaw("签名批次 1 不是由所给公钥的持有者签名")) { try CallBundle(file: bytes).check(under: strange) }
      #expect(throws: ProofFlaw("签名批次 1 与锚定文件不符")) { try CallBundle(file: bytes).check(under: keys, anchors: [1: CallHead.zero]) }
    }
  }

  @Test(.clause("EX-20")) func `EX-20 is checked by the verifier of the documentation, which shares no code with us`() async throws {
    try await Scene.with { scene in
      let (keys, file) = (try await scene.keys(), try scene.kept(try await scene.bundle("run-3")))
      let script = """
        import json, sys
        sys.path.insert(0, sys.argv[1])
        import verify
        data, keys, anchors = open(sys.argv[2], "rb").read(), json.load(open(sys.argv[3])), open(sys.argv[4]).read()
        assert verify.sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        held = [verify.check(data, keys, anchors)]
        for at in range(0, len(data), 3):
            changed = bytearray(data)
            changed[at] ^= 1 << at % 8
            try:
                held.append((at, verify.check(bytes(changed), keys, None)))
            except (verify.Flaw, ValueError, KeyError, TypeError, IndexError):
                pass
        print(held)
        """
      let docs = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Docs/reference").standardized.path
      #expect(try Self.python(["-B", "-c", script, docs, file, keys, scene.anchors]) == "['run-3']\n")
      let printed = try Self.python(["-B", "\(docs)/verify.py", file, "--keys", keys, "--anchors", scene.anchors])
      #expect(printed == "holds: call run-3\n")
      let lines = try String(contentsOfFile: "\(docs)/verify.py", encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count < 150)
    }
  }

  private static func python(_ arguments: [String]) throws -> String { try program(["python3"] + arguments) }

  @Test(.clause("EX-20")) func `EX-20 has the stamp of an authority, which a byte changed in it breaks`() async throws {
    try await Scene.with { scene in
      let office = scene.door.office
      let authority = try Authority(folder: scene.folder)
      let proofs = CallProofs(office.registry, signers: office.signers, stamp: authority.answer)
      #expect(try await proofs.stampLast())
      #expect(try await !proofs.stampLast())
      let bytes = try await scene.bundle("run-3")
      let bundle = try CallBundle(file: bytes)
      #expect(bundle.stamp != nil && bundle.batches.map(\.head.id) == [1, 2])
      let (keys, file) = (try await scene.keys(), try scene.kept(bytes))
      try VerifyCommand.parse([file, "--keys", keys, "--tsa", authority.certificate]).run()
      let docs = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Docs/reference").standardized.path
      let printed = try Self.python(["-B", "\(docs)/verify.py", file, "--keys", keys, "--tsa", authority.certificate])
      #expect(printed == "holds: call run-3\n")
      let check = StampCheck(authority: authority.certificate)
      let text = String(decoding: bytes, as: UTF8.self)
      let start = try #require(text.range(of: #""stamp":""#)).upperBound.utf16Offset(in: text)
      let places = stride(from: text[..<String.Index(utf16Offset: start, in: text)].utf8.count, to: bytes.count - 3, by: 61)
      for at in places {
        var changed = bytes
        changed[at] ^= 1
        guard let read = try? CallBundle(file: changed) else { continue }
        #expect(throws: ProofFlaw.self, "byte \(at)") { try check.check(read) }
      }
      let strange = try Authority(folder: scene.folder + "/other")
      #expect(throws: ProofFlaw("签名批次 2 的时间戳不对")) { try StampCheck(authority: strange.certificate).check(bundle) }
    }
  }

  /// A time stamp authority of a test's own, made with `openssl`.
  private struct Authority: Sendable {
    let folder: String
    var certificate: String { "\(folder)/tsa.pem" }

    init(folder: String) throws {
      self.folder = folder
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let config = """
        [req]
        distinguished_name = name
        [name]
        [tsa]
        default_tsa = own
        [own]
        serial = \(folder)/serial
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        ess_cert_id_alg = sha256
        """
      try config.write(toFile: "\(folder)/tsa.cnf", atomically: true, encoding: .utf8)
      _ = try program([
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "\(folder)/tsa.key", "-out", certificate, "-subj", "/CN=tsa", "-days",
        "3650", "-config", "\(folder)/tsa.cnf", "-addext", "extendedKeyUsage=critical,timeStamping",
      ])
    }

    func answer(_ query: [UInt8]) async throws -> [UInt8] {
      try Data(query).write(to: URL(fileURLWithPath: "\(folder)/query"))
      _ = try program([
        "openssl", "ts", "-reply", "-queryfile", "\(folder)/query", "-inkey", "\(folder)/tsa.key", "-signer", certificate, "-out",
        "\(folder)/reply", "-config", "\(folder)/tsa.cnf",
      ])
      return try Array(Data(contentsOf: URL(fileURLWithPath: "\(folder)/reply")))
    }
  }

  @Test func `is for the call's two departments and the bureau, and the whole log for audit officers`() async throws {
    try await Scene.with { scene in
      let (door, office) = (scene.door, scene.door.office)
      let stranger = try await office.hire("stranger", "health", ["user.receive"]).token
      #expect(try await door.call("GET", "/api/v1/calls/run-3/evidence", token: stranger).status == 404)
      #expect(try await door.call("POST", "/api/v1/calls/verify", token: scene.token).status == 403)
      let auditor = try await office.hire("overseer", "data-bureau", ["bureau.audit"]).token
      #expect(try await door.call("GET", "/api/v1/calls/run-3/evidence", token: auditor).status == 200)
      let report = try await door.call("POST", "/api/v1/calls/verify", token: auditor).body
      #expect(report["whole"]?.bool == true && report["calls"]?.int == 11 && report["fault"]?.isNull == true)
      // This door keeps no anchor file: for it nothing is anchored.
      #expect(report["unanchored"]?["callId"]?.string == "run-1")
      try await office.database.pool.transaction { try await $0.script("set local session_replication_role = replica; delete from call_log where seq = 4") }
      let fault = try await door.call("POST", "/api/v1/calls/verify", token: auditor).body["fault"]
      #expect(fault?["kind"]?.string == "missing" && fault?["call"]?["seq"]?.int == 4)
    }
  }

  @Test(.clause("EX-20")) func `EX-20 explains a call, and counts each interface's calls, times and faults by their party`() async throws {
    try await Scene.with { scene in
      let door = scene.door
      let call = try await door.call("GET", "/api/v1/calls/run-5", token: scene.token).body
      #expect(call["duty"]?.string == "提供部门" && call["code"]?.string == "upstream.broken")
      #expect(call["explanation"]?.string?.contains("中途断开") == true && call["next"]?.string?.contains("重新调用") == true)
      let query = "/api/v1/interfaces/report?from=2026-11-01&to=2026-11-30"
      let rows = try await door.call("GET", query, token: scene.token).body["interfaces"]?.array ?? []
      #expect(rows.count == 1 && rows[0]["calls"]?.int == 11 && rows[0]["succeeded"]?.int == 9)
      #expect(rows[0]["p50Millis"]?.int == 6 && rows[0]["p99Millis"]?.int == 11)
      #expect(rows[0]["faults"]?.array?.map { $0["code"]?.string } == ["upstream.broken"] && rows[0]["faults"]?.array?[0]["calls"]?.int == 2)
      let stranger = try await door.office.hire("stranger", "health", ["user.receive"]).token
      #expect(try await door.call("GET", query, token: stranger).body["interfaces"]?.array == [])
      let bureau = try await door.office.hire("overseer", "data-bureau", ["bureau.operation"]).token
      #expect(try await door.call("GET", query, token: bureau).body["interfaces"]?.array?.count == 1)
    }
  }

  @Test func `is summed up on a page for a person: each interface with its times, and failures by whose duty they are`() async throws {
    try await Scene.with { scene in
      let office = scene.door.office
      try await office.database.pool.transaction {
        try await $0.script("set local session_replication_role = replica; update resource set title = '<b>条文</b>'; update call_log set day = (office_now() at time zone 'Asia/Shanghai')::date")
      }
      let now = try await office.registry.interfacesNow()
      let html = CallsPage(day: now.today, uses: now.uses).html
      #expect(html.contains("&lt;b&gt;条文&lt;/b&gt;") && !html.contains("<b>"))
      let provider = try #require(now.uses.first?.row.provider)
      #expect(!html.contains("<td>\(provider)</td>"), "a person reads the department's name")
      #expect(html.contains("<td class=\"n\">11</td><td class=\"n\">9</td><td class=\"n\">6</td>"))
      #expect(html.contains("<td>提供部门</td><td>upstream.broken</td>") && html.contains("中途断开"))
      #expect(CallsPage(day: now.today, uses: []).html.contains("今日还没有调用"))
    }
  }
}

/// What a program prints; it must have nothing to complain of.
private func program(_ arguments: [String]) throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = arguments
  let (output, errors) = (Pipe(), Pipe())
  (process.standardOutput, process.standardError) = (output, errors)
  try process.run()
  let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  #expect(process.terminationStatus == 0, "\(complaint)")
  return text
}
