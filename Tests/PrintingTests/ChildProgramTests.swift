import Testing

@testable import Printing

@Suite struct `A separate program` {
  @Test func `that is not installed is named`() {
    #expect(throws: ChildProgram.Fault.missing("no-such-program")) { try ChildProgram("no-such-program") }
    #expect(ChildProgram.find("../bin/sh") == nil || ChildProgram.find("no/such") == nil)
  }

  @Test func `gets its arguments as they are, an environment of ours, and a folder that goes away`() async throws {
    let (words, folder) = try await WorkFolder.with { folder in
      let printed = try await ChildProgram("printf").run(["%s|", "a b", "$HOME", ";ls"], in: folder)
      let environment = String(decoding: try await ChildProgram("env").run([], in: folder), as: UTF8.self)
      #expect(environment.split(separator: "\n").allSatisfy { ["PATH", "LANG", "HOME", "TMPDIR"].contains($0.prefix { $0 != "=" }) })
      return (String(decoding: printed, as: UTF8.self), folder.path)
    }
    #expect(words == "a b|$HOME|;ls|")
    await #expect(throws: ChildProgram.Fault.self) { try await ChildProgram("ls").run([folder], in: WorkFolder(path: "/tmp")) }
  }

  @Test func `that writes without end is stopped`() async throws {
    var limits = ChildProgram.Limits()
    limits.file = 1 << 20
    await #expect(throws: ChildProgram.Fault.stopped) {
      try await WorkFolder.with { folder in try await ChildProgram("yes", limits: limits).run([], in: folder) }
    }
  }

  @Test func `that takes too long is stopped`() async throws {
    var limits = ChildProgram.Limits()
    limits.seconds = 1
    await #expect(throws: ChildProgram.Fault.stopped) {
      try await WorkFolder.with { folder in try await ChildProgram("tail", limits: limits).run(["-f", "/dev/null"], in: folder) }
    }
  }

  @Test func `that ends badly says so`() async throws {
    await #expect(throws: ChildProgram.Fault.failed(status: 1)) {
      try await WorkFolder.with { folder in try await ChildProgram("false").run([], in: folder) }
    }
  }
}
