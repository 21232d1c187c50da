import Foundation
import Postgres
import Proofs
import Registry
import Seals
import Workbench

/// An office whose call log holds calls of two gateways, with an anchor file and archives of its own.
struct ProofKit {
  static let journals = ["\\x" + String(repeating: "0a", count: 16), "\\x" + String(repeating: "0b", count: 16)]

  let office: Office
  let proofs: CallProofs
  let folder: String
  let grant: Int64

  var anchors: String { "\(folder)/anchors/\(AnchorFile.name)" }
  var archives: String { "\(folder)/archives" }

  static func with<Output: Sendable>(_ body: @Sendable (ProofKit) async throws -> Output) async throws -> Output {
    try await Office.with { office in
      let staff = try await office.staff()
      let grant = try await office.grant(office.resource(staff), staff)
      let folder = FileManager.default.temporaryDirectory.path + "/proofs-\(UInt64.random(in: 0..<UInt64.max))"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let anchors = try AnchorFile(directory: "\(folder)/anchors", place: "test")
      let proofs = CallProofs(office.registry, signers: office.signers, anchors: anchors, archives: "\(folder)/archives")
      return try await body(ProofKit(office: office, proofs: proofs, folder: folder, grant: grant))
    }
  }

  /// Calls as a shipper brings them: every fifth ended unknown, every fourth refused; all of them settled.
  func ship(_ range: ClosedRange<Int>, day: String = "2026-11-10", journal: Int = 0) async throws {
    let name = Self.journals[journal]
    try await office.database.pool.with {
      try await $0.script(
        """
        insert into call_log (journal, seq, day, call_id, at, key_id, access_grant, department, method, path, peer, admitted, code, status, bytes,
          micros, fault, fault_party)
        select '\(name)', n, '\(day)', 'run\(journal)-' || n, timestamptz '\(day) 10:00+08' + n * interval '1 second', 'KEY', \(grant),
               'statistics', 'GET', '/svc/人口/"v1"', '10.1.2.3', n % 4 <> 0, case when n % 4 = 0 then 'E47' end,
               case when n % 4 = 0 then 403 when n % 5 <> 0 then 200 end, 700, n * 1000, null, case when n % 4 = 0 then 'consumer' end
        from generate_series(\(range.lowerBound), \(range.upperBound)) n;
        insert into call_journal (journal, highest, settled) values ('\(name)', \(range.upperBound), \(range.upperBound) + 1)
        on conflict (journal) do update set highest = excluded.highest, settled = excluded.settled
        """)
    }
  }

  /// What the owner of the database can do who goes round the triggers.
  func tamper(_ sql: String) async throws {
    try await office.database.pool.transaction { tx in try await tx.script("set local session_replication_role = replica; \(sql)") }
  }

  func seal() async throws -> Int {
    let sealed = try await proofs.seal()
    _ = try await proofs.anchor()
    return sealed
  }
}
