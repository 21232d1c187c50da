import ArgumentParser
import Foundation
import JSONText
import Testing

@testable import exchange

@Suite struct `Secrets` {
  private let folder = NSTemporaryDirectory() + "exchange-secrets-\(UInt64.random(in: 0...UInt64.max))"

  @Test func `are starred out of a dry run, at any depth`() {
    let body: JSON = ["login": "a", "password": "p", "source": ["secret": "s"]]
    #expect(DryRun.masked(body) == ["login": "a", "password": "***", "source": ["secret": "***"]])
  }

  @Test func `are never an argument of any command`() {
    for command in Exchange.configuration.subcommands + CaseCommand.configuration.subcommands + SourceCommand.configuration.subcommands {
      let help = Exchange.helpMessage(for: command)
      #expect(!help.contains("--password") && !help.contains("--secret <") && !help.contains("--token"))
    }
  }

  @Test func `stay in files that only their owner reads, replaced whole`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = PrivateFile(path: folder + "/tour.json")
    let memory = try TourMemory(file: file)
    try await memory.keep("code.1", "jyg_x")
    try await memory.keep("case.a", 7)
    let again = try TourMemory(file: file)
    #expect(await again.text("code.1") == "jyg_x")
    #expect(await again.number("case.a") == 7)
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }
}
