import Foundation
import Postgres
import Testing
import Workbench

@Suite(.serialized) struct `A backup` {
  private static let accounts = Statement<Int64>("test.accounts", "select count(*) from account")
  private static let sessions = Statement<Int64>("test.sessions", "select count(*) from session")
  private static let tables = Statement<Int64>("test.tables", "select count(*) from pg_tables where schemaname = 'public'")

  private func ask(_ settings: PostgresSettings, _ statement: Statement<Int64>) async throws -> Int64 {
    let connection = try await Connection.open(settings)
    let answer = try await connection.one(statement)
    await connection.close()
    return answer
  }
  private func tell(_ settings: PostgresSettings, _ sql: String) async throws {
    let connection = try await Connection.open(settings)
    try await connection.script(sql)
    await connection.close()
  }

  /// An installation with its four accounts, one of them logged in, and a call in the journal.
  private func install(_ program: Program, _ settings: PostgresSettings) async throws -> String {
    let config = try program.config(settings)
    #expect(try await program.run("db", "create", "--config", config).status == 0)
    #expect(try await program.run("setup", "--config", config).status == 0)
    try await tell(
      settings, "insert into session (token_hash, account, purpose, ends_at) values ('\\x01', 1, 'api', clock_timestamp() + interval '8 hours')")
    try FileManager.default.createDirectory(at: program.journal(settings), withIntermediateDirectories: true)
    try Data("calls".utf8).write(to: program.journal(settings).appending(path: "0001.log"))
    return config
  }

  @Test func `comes back whole into an empty database, without its sessions`() async throws {
    try await Program.with { program in
      try await program.database { old in
        let copy = program.folder.appending(path: "copy").path
        let made = try await program.run("backup", "--config", install(program, old), "--to", copy)
        #expect(made.status == 0, "\(made.words)")
        #expect(!FileManager.default.fileExists(atPath: "\(copy).part"))
        try await program.database { new in
          let restored = try await program.run("restore", "--config", program.config(new), "--from", copy)
          #expect(restored.status == 0 && restored.words.contains("审计链完整"), "\(restored.words)")
          #expect(try await ask(new, Self.accounts) == 4)
          #expect(try await ask(new, Self.sessions) == 0)
          #expect(try Data(contentsOf: program.journal(new).appending(path: "0001.log")) == Data("calls".utf8))
        }
        #expect(try await ask(old, Self.sessions) == 1)
      }
    }
  }

  @Test func `goes nowhere where something is already`() async throws {
    try await Program.with { program in
      try await program.database { old in
        let config = try await install(program, old)
        let copy = program.folder.appending(path: "copy").path
        #expect(try await program.run("backup", "--config", config, "--to", copy).status == 0)
        #expect(try await program.run("backup", "--config", config, "--to", copy).status != 0)
        let restored = try await program.run("restore", "--config", config, "--from", copy)
        #expect(restored.status != 0 && restored.words.contains("不是空的"), "\(restored.words)")
        #expect(try await ask(old, Self.accounts) == 4)
      }
    }
  }

  @Test(arguments: ["database.dump", "journal/0001.log", "manifest.json"])
  func `that was changed is not restored at all`(file: String) async throws {
    try await Program.with { program in
      try await program.database { old in
        let copy = program.folder.appending(path: "copy")
        #expect(try await program.run("backup", "--config", install(program, old), "--to", copy.path).status == 0)
        let target = copy.appending(path: file)
        var bytes = try Data(contentsOf: target)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: target)
        try await program.database { new in
          let restored = try await program.run("restore", "--config", program.config(new), "--from", copy.path)
          #expect(restored.status != 0, "\(restored.words)")
          #expect(try await ask(new, Self.tables) == 0)
        }
      }
    }
  }

  @Test func `of a forged history is told apart by its audit chain`() async throws {
    try await Program.with { program in
      try await program.database { old in
        let config = try await install(program, old)
        try await tell(old, "alter table audit_entry disable trigger all; update audit_entry set actor = 'account:9' where seq = 2")
        let copy = program.folder.appending(path: "copy").path
        #expect(try await program.run("backup", "--config", config, "--to", copy).status == 0)
        try await program.database { new in
          let restored = try await program.run("restore", "--config", program.config(new), "--from", copy)
          #expect(restored.status != 0 && restored.words.contains("第 2 条"), "\(restored.words)")
        }
      }
    }
  }
}
