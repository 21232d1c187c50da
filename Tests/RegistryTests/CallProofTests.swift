import Accounts
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

@Suite struct `The proof of calls` {
  @Test(.clause("EX-20")) func `EX-20 signs every settled call once, chained over all gateways, and anchors the chain outside`() async throws {
    try await ProofKit.with { kit in
      try await kit.ship(1...30)
      try await kit.ship(1...7, journal: 1)
      #expect(try await kit.seal() == 37)
      #expect(try await kit.seal() == 0)
      try await kit.ship(31...33)
      #expect(try await kit.seal() == 3)
      let report = try await kit.proofs.check()
      #expect(report.fault == nil && report.unanchored == nil && report.calls == 40 && report.batches == 3 && report.anchored == 3)
      let lines = try String(contentsOfFile: kit.anchors, encoding: .utf8).split(separator: "\n")
      #expect(lines.map { $0.split(separator: " ")[0] } == ["1", "2", "3"])
    }
  }

  @Test func `EX-20 waits for calls that may still end, and stops at one that is missing`() async throws {
    try await ProofKit.with { kit in
      try await kit.ship(1...10)
      try await kit.tamper("update call_journal set settled = 5")
      #expect(try await kit.seal() == 4)
      #expect(try await kit.proofs.check().unanchored?.callID == "run0-5")
      try await kit.tamper("update call_journal set settled = 11; delete from call_log where seq = 7")
      await #expect(throws: ProofFlaw.self) { for _ in 0..<2 { _ = try await kit.proofs.seal() } }
      let report = try await kit.proofs.check()
      #expect(report.fault?.kind == "missing" && report.fault?.place?.seq == 7)
    }
  }

  /// What is done to the log of 30 calls in two batches, and what the check names: kind, number.
  private static let crimes: [(sql: String, kind: String, seq: Int64?)] = [
    ("insert into call_log select * from call_log_moved", "extra", 9),
    ("insert into call_log (journal, seq, day, call_id, at, method, path, peer, admitted) values ('\\x0c', 1, '2026-11-10', 'x', now(), '', '', '', true)", "extra", 1),
    ("insert into call_log (journal, seq, day, call_id, at, method, path, peer, admitted) values ('\(ProofKit.journals[0])', 0, '2026-11-10', 'x', now(), '', '', '', true)", "extra", 0),
    ("insert into call_log (journal, seq, day, call_id, at, method, path, peer, admitted) values ('\(ProofKit.journals[0])', 31, '2026-11-10', 'x', now(), '', '', '', true)", "extra", 31),
    ("update call_batch set root = previous where id = 2", "signature", nil), ("update call_batch set last = last - 1 where id = 2", "signature", nil),
    ("update call_batch set sm2 = p256 where id = 1", "signature", nil), ("update call_batch set made_at = made_at + interval '1 second' where id = 1", "signature", nil),
    ("update call_batch set head = root where id = 1", "chain", nil), ("delete from call_batch where id = 1", "chain", nil),
    ("delete from call_batch where id = 2", "anchor", nil), ("update call_leaf set hashes = set_byte(hashes, 40, 7) where batch = 2", "leaves", nil),
    ("delete from call_leaf where batch = 1", "leaves", nil),
  ]

  @Test(.clause("EX-20"), arguments: crimes.indices) func `EX-20 of a log that was tampered with names the place`(_ n: Int) async throws {
    try await ProofKit.with { kit in
      try await kit.ship(1...20)
      #expect(try await kit.seal() == 20)
      try await kit.ship(21...30)
      #expect(try await kit.seal() == 10)
      let crime = Self.crimes[n]
      if crime.sql.contains("call_log_moved") {
        try await kit.tamper("create table call_log_moved as select * from call_log where seq = 9; update call_log_moved set day = '2026-11-09'")
      }
      try await kit.tamper(crime.sql)
      let fault = try await kit.proofs.check().fault
      #expect(fault?.kind == crime.kind, "\(crime.sql): \(String(describing: fault))")
      #expect(fault?.place?.seq == crime.seq, "\(crime.sql): \(String(describing: fault))")
    }
  }

  @Test(.clause("EX-20")) func `EX-20 finds each removed call and each changed column, and says which`() async throws {
    try await ProofKit.with { kit in
      try await kit.ship(1...12)
      #expect(try await kit.seal() == 12)
      try await kit.tamper("create table kept as select * from call_log")
      for seq in 1...12 {
        try await kit.tamper("delete from call_log where seq = \(seq)")
        let fault = try await kit.proofs.check().fault
        #expect(fault?.kind == "missing" && fault?.place?.seq == Int64(seq), "\(seq)")
        try await kit.tamper("insert into call_log select * from kept where seq = \(seq)")
      }
      for column in [
        "call_id = 'other'", "at = at + interval '1 microsecond'", "key_id = null", "access_grant = 1", "resource = 1", "department = 'market'",
        "method = 'POST'", "path = '/svc/other'", "peer = '10.1.2.4'", "admitted = not admitted", "code = 'E36'", "status = 500", "bytes = 701",
        "rows = 0", "micros = 1", "fault = ''", "fault_party = 'gateway'",
      ] {
        try await kit.tamper("update call_log set \(column) where seq = 7")
        let fault = try await kit.proofs.check().fault
        #expect(fault?.kind == "changed" && fault?.place?.seq == 7, "\(column)")
        try await kit.tamper("delete from call_log where seq = 7; insert into call_log select * from kept where seq = 7")
      }
      #expect(try await kit.proofs.check().fault == nil)
    }
  }

  @Test func `EX-20 of a whole log that its owner signed anew is betrayed by the anchor file`() async throws {
    try await ProofKit.with { kit in
      try await kit.ship(1...5)
      #expect(try await kit.seal() == 5)
      try await kit.tamper(
        "delete from call_anchor; delete from call_leaf; delete from call_batch; update call_log set path = '/svc/other' where seq = 3")
      #expect(try await kit.proofs.seal() == 5)
      let fault = try await kit.proofs.check().fault
      #expect(fault?.kind == "anchor" && fault?.batch == 1)
    }
  }

  @Test func `is not changed in the ordinary way once it is signed`() async throws {
    try await ProofKit.with { kit in
      try await kit.ship(1...10)
      #expect(try await kit.seal() == 10)
      for statement in [
        "update call_log set status = 200 where seq = 5", "delete from call_batch", "update call_batch set last = 3", "truncate call_leaf",
        "update call_leaf set hashes = ''", "delete from call_anchor", "truncate call_log_202611", "truncate call_leaf_202611",
        "select drop_call_month('2026-11-01')", "delete from call_archive",
      ] {
        let error = await #expect(throws: PostgresError.self) { try await kit.office.database.pool.with { try await $0.script(statement) } }
        #expect(error?.sqlstate == "42501" || statement.hasPrefix("truncate call_log_"), "\(statement): \(String(describing: error))")
      }
    }
  }
}
