import Foundation

/// A program that runs beside a test and ends with it. Known to be up by a line that it writes.
///
/// It writes into a file: a pipe with a reader of Foundation's would be closed under the reader's feet when the test ends, which hangs or crashes the
/// event loop of the whole process.
package final class Running: Sendable {
  private let process = Process()
  private let scratch: Scratch

  /// Ends the program when it is closed, which also happens when the test run dies.
  private let life = Pipe()

  /// A shell stands between: a server that closes all files it inherits would look ended to Foundation, which then waits for it and for nothing else.
  private static let keeper = #"out=$1; shift; "$@" </dev/null >>"$out" 2>&1 & server=$!; read -r _; kill -9 $server"#
  /// How long a program may take to come up, in hundredths of a second.
  private static let patience = 3000

  package init(_ program: String, _ arguments: [String], until sign: String) throws {
    scratch = try Scratch()
    try scratch.write("out", "")
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", Self.keeper, "keeper", "\(scratch.path)/out", program] + arguments
    process.standardInput = life
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<Self.patience where !words.contains(sign) { usleep(10_000) }
    guard words.contains(sign) else { throw NotUp(program: program, words: words) }
  }

  deinit { try? life.fileHandleForWriting.close() }

  /// What it has written so far.
  package var words: String { (try? String(contentsOfFile: "\(scratch.path)/out", encoding: .utf8)) ?? "" }

  package struct NotUp: Error {
    let program: String, words: String
  }

  /// Runs a program to its end; answers what it wrote.
  @discardableResult
  package static func once(_ program: String, _ arguments: String...) throws -> String { try once([program] + arguments) }

  @discardableResult
  package static func once(_ line: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = line
    let out = Pipe()
    process.standardOutput = out
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw NotUp(program: line.first ?? "", words: text) }
    return text
  }

  package static func freePort() throws -> Int {
    let text = try once("python3", "-c", "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])")
    return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
  }
}

/// A folder that goes with its owner.
package final class Scratch: Sendable {
  package let path: String
  package init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "courier-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func write(_ name: String, _ bytes: [UInt8], modified: Int? = nil) throws {
    let url = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    if let modified {
      try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: Double(modified))], ofItemAtPath: url.path)
    }
  }
  package func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }
}
