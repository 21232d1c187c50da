package import Postgres
import Seals

/// Brings a database to the newest schema: forward only, one transaction each, under an advisory lock.
package struct Migrator: Sendable {
  /// Why the schema cannot be brought up to date.
  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  private let connection: Connection
  package init(_ connection: Connection) { self.connection = connection }

  /// Applies what is missing. An applied file whose text changed, or a number that this program does not know, stops it.
  package func migrate() async throws -> [String] {
    try await connection.script(
      """
      create table if not exists schema_migration (name text primary key, hash bytea not null, applied_at timestamptz not null default now());
      comment on table schema_migration is 'Applied migrations with the SM3 of their text.';
      """)
    _ = try await connection.run(MigratorStatements.lock)
    let files = try Schema.files("migrations")
    let applied = try await connection.all(MigratorStatements.applied)
    if let stranger = applied.first(where: { row in !files.contains { $0.name == row.name } }) {
      throw Fault(description: "the database has migration \(stranger.name), which this program does not know: it is newer than the program")
    }
    var done: [String] = []
    for file in files {
      let hash = SM3.hash(Array(file.text.utf8))
      if let row = applied.first(where: { $0.name == file.name }) {
        guard row.hash == hash else { throw Fault(description: "migration \(file.name) was applied with another text") }
        continue
      }
      try await connection.transaction { tx in
        try await tx.script(file.text)
        _ = try await tx.run(MigratorStatements.note, file.name, hash)
      }
      done.append(file.name)
    }
    try await connection.transaction { tx in
      for folder in ["views"] {
        for file in try Schema.files(folder) { try await tx.script(file.text) }
      }
    }
    _ = try await connection.run(MigratorStatements.unlock)
    return done
  }

  /// Fills a new database: kind of installation, calendar, lengths, departments.
  package func seed(rehearsal: Bool) async throws {
    try await connection.transaction { tx in
      _ = try await tx.run(MigratorStatements.install, rehearsal)
      for file in try Schema.files("seeds") { try await tx.script(file.text) }
    }
  }

  package func isSeeded() async throws -> Bool { try await connection.one(MigratorStatements.installed) }

  /// Settings without which nothing acknowledged is safe, and a character type that can sort Chinese.
  package func check() async throws {
    for (name, wanted) in [("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on"), ("server_encoding", "UTF8")] {
      let value = try await connection.one(MigratorStatements.setting, name)
      guard value == wanted else { throw Fault(description: "the database runs with \(name) = \(value); it must be \(wanted)") }
    }
    let ctype = try await connection.one(MigratorStatements.ctype)
    guard ctype != "C", ctype != "POSIX" else { throw Fault(description: "the database has ctype \(ctype); create it with C.UTF-8 or zh_CN.UTF-8") }
  }
}
