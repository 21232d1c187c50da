import ArgumentParser
import Foundation
import JSONText
import Seals

/// A copy of what the exchange knows, made while it runs: the database and the call journal. The keys are kept apart from every backup: who
/// has both can read the sources' secrets.
struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "备份数据库和调用日志(运行中即可);密钥另行保管,不在其中",
    discussion: "例:exchanged backup --config /etc/exchange/config.json --to /var/backups/exchange/20261125")
  @OptionGroup var options: ConfigOption
  @Option(name: .long, help: "备份写到这个目录;不得已经存在") var to: String

  func run() async throws {
    let config = try Config(file: options.config)
    let files = FileManager.default
    guard !files.fileExists(atPath: to) else { throw Config.Fault(description: "\(to) 已经存在,请换一个目录") }
    // Written aside and renamed when whole: a copy that was cut off never looks like a backup.
    let part = "\(to).part"
    try? files.removeItem(atPath: part)
    try files.createDirectory(atPath: part, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // The journal first: what it says of the authority must not be newer than the database.
    if files.fileExists(atPath: config.journal) { try files.copyItem(atPath: config.journal, toPath: "\(part)/journal") }
    try Tool("pg_dump", config.database).run("--format=custom", "--no-owner", "--no-acl", "--file=\(part)/database.dump")
    let manifest = try BackupManifest(of: part)
    try manifest.write(to: part)
    // On the disk before it bears its name: a power cut leaves a whole backup or none.
    for path in manifest.files.map(\.path) + [BackupManifest.name, "."] { try Self.settle("\(part)/\(path)") }
    try files.moveItem(atPath: part, toPath: to)
    try Self.settle(URL(fileURLWithPath: to).deletingLastPathComponent().path)
    print("已备份到 \(to):\(manifest.files.count) 个文件,\(manifest.bytes) 字节。密钥目录 \(config.keys) 请另行保管。")
  }

  private static func settle(_ path: String) throws {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw Config.Fault(description: "读不到 \(path)") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Config.Fault(description: "\(path) 没有写到磁盘上,备份作废") }
  }
}
