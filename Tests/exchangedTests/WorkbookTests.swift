import Foundation
import Logging
import Sharing
import Testing

@testable import exchanged

@Suite struct `A workbook` {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Scripts/office/workbook").path
  private let program = WorkbookProgram(path: script, logger: Logger(label: "test"))

  /// A workbook made by a few lines of Python, as an office program would make it.
  private func made(_ lines: String) async throws -> [UInt8] {
    let text = "import io, sys, zipfile, openpyxl\nbook = openpyxl.Workbook()\nsheet = book.active\nout = io.BytesIO()\n\(lines)\nsys.stdout.buffer.write(out.getvalue())\n"
    return try await Scratch.with(text, "/usr/bin/env python3") { try await ChildProgram(path: $0, seconds: 60, mostBytes: 1 << 26).run([]) }
  }

  @Test func `comes back as it was written, what looks like a formula as text`() async throws {
    let rows = [["目录代码", "名称"], ["A", "=1+1"], ["", "乙\n丙"]]
    let read = try await program.read(try await program.write(rows))
    #expect(read.map(\.cells) == [["目录代码", "名称"], ["A", "'=1+1"], ["", "乙\n丙"]] && read.map(\.row) == [1, 2, 3])
  }

  @Test func `is read as a person sees it, and no formula is reckoned out`() async throws {
    let file = try await made(
      "import datetime\nsheet.append(['a', 1, 2.0, 2.5, True, datetime.date(2026, 11, 25), '=1+1'])\nsheet['A4'] = 'x'\nbook.save(out)")
    let read = try await program.read(file)
    #expect(read.map(\.cells) == [["a", "1", "2", "2.5", "是", "2026-11-25"], ["x"]] && read.map(\.row) == [1, 4])
  }

  @Test(arguments: [
    ("out.write(b'PK' + bytes([3, 4]) + b'no zip')", "工作簿已损坏,无法读取"),
    ("with zipfile.ZipFile(out, 'w') as z: z.writestr('a.txt', 'x')", "文件不是XLSX工作簿"),
    ("with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:\n  z.writestr('xl/workbook.xml', '<a/>')\n  for n in range(9): z.writestr('%d' % n, bytes(50 << 20))", "工作簿解压后过大"),
    ("with zipfile.ZipFile(out, 'w') as z: z.writestr('xl/workbook.xml', '<!DOCTYPE a [<!ENTITY b \"c\">]><a/>')", "工作簿含有不允许的内容"),
    ("sheet.append(['x'] * 61)\nbook.save(out)", "第1行超过60列"),
    ("book.save(out)\ndata = out.getvalue().replace(b'sheet1', b'sheet9')\nout = io.BytesIO(data)", "工作簿内容不符合XLSX格式,请用办公软件另存一次"),
  ]) func `that is harmful or broken is refused with a reason`(lines: String, why: String) async throws {
    let file = try await made(lines)
    let program = program
    await #expect(throws: SheetUnreadable(why)) { try await program.read(file) }
  }

  @Test func `that no program can read is told to come as CSV`() async throws {
    let program = WorkbookProgram(path: "/nonexistent/workbook", logger: Logger(label: "test"))
    await #expect(throws: SheetUnreadable("服务器暂时不能处理XLSX,请另存为CSV后上传")) { try await program.read([1]) }
  }
}

@Suite struct `A child program` {
  private func run(_ text: String, _ input: [UInt8] = [], seconds: Int = 60, most: Int = 1 << 20) async throws -> [UInt8] {
    try await Scratch.with(text, "/bin/sh") { try await ChildProgram(path: $0, seconds: seconds, mostBytes: most).run(input) }
  }

  @Test func `hears all it is told and is heard to its end`() async throws {
    let input = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let answer = try await run("exec cat", input, most: 1 << 24)
    #expect(answer == input)
  }

  @Test func `may close its ear before it was told all`() async throws {
    let answer = try await run("exec <&-\nprintf done", [UInt8](repeating: 1, count: 1 << 22))
    #expect(answer == Array("done".utf8))
  }

  @Test func `sees nothing of the server's surroundings`() async throws {
    let answer = String(decoding: try await run("env | cut -d= -f1 | sort | tr '\\n' ' '"), as: UTF8.self)
    #expect(answer.split(separator: " ").allSatisfy { ["LANG", "PATH", "PWD", "SHLVL", "_", "OLDPWD"].contains($0) })
  }

  @Test(arguments: [
    ("exec sleep 600", ChildProgram.Fault.tooSlow, 1), ("sleep 600 & exec cat /dev/zero", .tooMuch, 60), ("echo wrong >&2; exit 3", .failed(3, "wrong\n"), 60),
    ("kill -9 $$", .failed(-9, ""), 60),
  ] as [(String, ChildProgram.Fault, Int)]) func `is ended when it does not end well by itself`(text: String, fault: ChildProgram.Fault, seconds: Int) async throws {
    let caught = await #expect(throws: ChildProgram.Fault.self) { _ = try await run(text, seconds: seconds) }
    #expect(caught == fault)
  }
}

/// A small program in a folder of its own, lent to the body.
private enum Scratch {
  static func with<Output>(_ text: String, _ interpreter: String, _ body: (String) async throws -> Output) async throws -> Output {
    let folder = FileManager.default.temporaryDirectory.appending(path: "child-\(UInt64.random(in: 0..<UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "program")
    try "#!\(interpreter)\n\(text)".write(to: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path)
    return try await body(file.path)
  }
}
