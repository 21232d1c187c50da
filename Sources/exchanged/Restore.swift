import ArgumentParser
import Foundation
import Postgres
import Records
import Schema

/// Brings a backup into an empty database, and holds it against its own manifest and audit chain before anybody uses it.
struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "把备份恢复到空库,并核对清单和审计链",
    discussion: "例:exchanged restore --config /etc/exchange/restored.json --from /var/backups/exchange/20261125")
  @OptionGroup var options: ConfigOption
  @Option(name: .long, help: "备份所在的目录") var from: String

  func run() async throws {
    let config = try Config(file: options.config)
    let written = try BackupManifest(written: from)
    guard try BackupManifest(of: from).files == written.files, written.files.contains(where: { $0.path == "database.dump" }) else {
      throw Config.Fault(description: "备份 \(from) 与清单不符:有文件缺失或已改动,没有恢复")
    }
    // Without the old keys nothing sealed opens and no chain verifies; new ones would only hide that.
    guard FileManager.default.fileExists(atPath: "\(config.keys)/seal.key") else {
      throw Config.Fault(description: "密钥目录 \(config.keys) 里没有原来的密钥,请先放回再恢复")
    }
    let keys = try Keys(directory: config.keys)
    let connection = try await Connection.open(config.database)
    guard try await connection.one(Self.isEmpty) else { throw Config.Fault(description: "数据库 \(config.database.database) 不是空的,没有恢复") }
    try Tool("pg_restore", config.database).run("--no-owner", "--no-acl", "--exit-on-error", "--single-transaction", "\(from)/database.dump")
    let applied = try await Migrator(connection).migrate()
    // Who had logged out, or was disabled after the backup was made, must not find the old session open.
    try await connection.script("delete from session")
    await connection.close()
    let journal = try bringJournal(to: config.journal)
    let pool = Pool(config.database, size: 2)
    let finding = try await Audit(key: keys.audit).verify(pool)
    await pool.close()
    print("已恢复\(applied.isEmpty ? "" : ",并升级:\(applied.joined(separator: "、"))")\(journal)")
    if let broken = finding.broken { throw Config.Fault(description: "审计链在第 \(broken.seq) 条不符:\(broken.why)") }
    print("审计链完整,共 \(finding.checked) 条。备份之后收回的授权现在又生效了:开放网关之前请先核对。")
  }

  private static let isEmpty = Statement<Bool>(
    "restore.empty", "select not exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public')")

  /// The journal goes where none has begun; its calls are then shipped as after any stop.
  private func bringJournal(to folder: String) throws -> String {
    let files = FileManager.default
    guard files.fileExists(atPath: "\(from)/journal") else { return "" }
    if let there = try? files.contentsOfDirectory(atPath: folder), !there.isEmpty { return ";日志目录 \(folder) 已有内容,备份中的日志没有放入" }
    try? files.removeItem(atPath: folder)
    try files.copyItem(atPath: "\(from)/journal", toPath: folder)
    return ",调用日志已放回"
  }
}
