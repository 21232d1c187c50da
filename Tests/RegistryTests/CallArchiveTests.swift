import Accounts
import Evidence
import Foundation
import Postgres
import Proofs
import Records
import Registry
import Testing
import Vocabulary
import Workbench

@Suite struct `The archive of calls` {
  private func file(_ kit: ProofKit, _ name: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(fileURLWithPath: "\(kit.archives)/\(name)"))) }

  /// Three months of calls; seven months later.
  private func old(_ kit: ProofKit) async throws {
    try await kit.ship(1...20, day: "2026-11-30")
    try await kit.ship(21...30, day: "2026-12-01")
    try await kit.ship(1...9, day: "2026-12-31", journal: 1)
    #expect(try await kit.seal() == 39)
    try await kit.office.setClock(try #require(Day("2027-06-15")).start)
  }

  private func without(_ gone: Int, _ lines: [ArraySlice<UInt8>]) -> [UInt8] {
    var rest: [UInt8] = []
    for (n, line) in lines.enumerated() where n != gone { rest += Array(line) + [0x0A] }
    return rest
  }

  private func check(_ lines: [UInt8], _ manifest: [UInt8], _ kit: ProofKit) throws -> CallArchive {
    let stated = try CallArchive(manifest: manifest, under: kit.proofs.keys)
    var reading = ArchiveReading(under: try kit.proofs.keys)
    var rest: [[UInt8]] = [lines, []]
    try reading.take(whole: { rest.removeFirst() })
    guard try reading.finish(stated.month) == stated else { throw ProofFlaw("not what the manifest says") }
    return stated
  }

  @Test(.clause("EX-20")) func `EX-20 takes a month after six months, whole and signed, and says where a call is`() async throws {
    try await ProofKit.with { kit in
      try await old(kit)
      let before = try await kit.office.count("select count(*) from call_log")
      #expect(before == 39)
      #expect(try await kit.proofs.archive() == ["2026-11"])
      #expect(try await kit.proofs.archive() == [])
      #expect(try await kit.office.count("select count(*) from call_log") == 19)
      #expect(try await kit.office.count("select count(*) from pg_class where relname in ('call_log_202611', 'call_leaf_202611')") == 0)
      let archive = try check(try file(kit, "calls-2026-11.jsonl"), try file(kit, "calls-2026-11.manifest.json"), kit)
      #expect(archive.calls == 20 && archive.batches == 1 && archive.month == "2026-11")
      let found = try await kit.proofs.archived("run0-7")
      #expect(found?.month == "2026-11" && found?.file == "calls-2026-11.jsonl")
      for stranger in ["run0-21", "run1-3", "run0", "other-7", "run0-99999999999999999999"] { #expect(try await kit.proofs.archived(stranger) == nil) }
      // The chain goes on over what was archived.
      let report = try await kit.proofs.check()
      #expect(report.fault == nil && report.archived == 20 && report.calls == 19 && report.unanchored == nil)
      // Three years after the end of the last grant in it.
      let years = try await kit.office.count("select count(*) from call_archive a join access_grant g on a.keep_until = g.expires_at + interval '3 years'")
      #expect(years == 1)
      try await kit.office.setClock(try #require(Day("2027-07-01")).start)
      #expect(try await kit.proofs.archive() == ["2026-12"])
      #expect(try await kit.proofs.check().archived == 39)
    }
  }

  @Test(.clause("EX-20")) func `EX-20 of which a bit was turned or a line is missing is found out`() async throws {
    try await ProofKit.with { kit in
      try await old(kit)
      _ = try await kit.proofs.archive()
      let (lines, manifest) = (try file(kit, "calls-2026-11.jsonl"), try file(kit, "calls-2026-11.manifest.json"))
      func holds(_ lines: [UInt8], _ manifest: [UInt8]) -> Bool { (try? check(lines, manifest, kit)) != nil }
      #expect(holds(lines, manifest))
      for at in manifest.indices {
        var changed = manifest
        changed[at] ^= 1 << (at % 8)
        #expect(!holds(lines, changed), "manifest byte \(at)")
      }
      for at in stride(from: 0, to: lines.count, by: 11) {
        var changed = lines
        changed[at] ^= 1 << (at % 8)
        #expect(!holds(changed, manifest), "byte \(at)")
      }
      let each = lines.split(separator: 0x0A)
      for gone in each.indices {
        #expect(!holds(without(gone, each), manifest), "line \(gone)")
      }
      #expect(throws: ProofFlaw("归档第3行:签名批次 1 缺少序号 2 的调用记录")) {
        _ = try check(without(2, each), manifest, kit)
      }
    }
  }

  @Test func `leaves the rows where they are when one of them is not what was signed, or not signed yet`() async throws {
    try await ProofKit.with { kit in
      try await old(kit)
      try await kit.tamper("update call_log set bytes = 1 where seq = 3 and day = '2026-11-30'")
      await #expect(throws: ProofFlaw.self) { _ = try await kit.proofs.archive() }
      #expect(try await kit.office.count("select count(*) from call_log") == 39)
      try await kit.tamper("update call_log set bytes = 700 where seq = 3 and day = '2026-11-30'")
      try await kit.tamper("insert into call_log select journal, 31, '2026-11-30', 'run0-31', at, key_id, access_grant, resource, department, method, path, peer, admitted, code, status from call_log where seq = 20 limit 1")
      #expect(try await kit.proofs.archive() == [])
      #expect(try await kit.office.count("select count(*) from call_log") == 40)
    }
  }

  @Test func `has partitions ahead, and moves what came before its month was made`() async throws {
    try await ProofKit.with { kit in
      try await kit.ship(1...4, day: "2027-03-05")
      #expect(try await kit.office.count("select count(*) from call_log_other") == 4)
      #expect(try await kit.seal() == 4)
      #expect(try await kit.office.count("select count(*) from call_log_other") == 0)
      #expect(try await kit.office.count("select count(*) from call_log_202703") == 4)
      try await kit.proofs.makeMonths()
      try await kit.proofs.makeMonths()
      #expect(try await kit.office.count("select count(*) from pg_inherits where inhparent = 'call_log'::regclass") >= 4)
      #expect(try await kit.proofs.check().fault == nil)
    }
  }
}
