import Foundation
import Glibc

/// A separate program run once in a folder of its own that is taken away afterwards: an argument array, no shell, nothing of this process's
/// environment or open files, and limits of time, memory and file size.
package struct ChildProgram: Sendable {
  package enum Fault: Error, Hashable {
    /// The program is not installed.
    case missing(String)
    /// It took longer than it may, or wanted more memory than it may.
    case stopped
    case failed(status: Int32)
  }
  package struct Limits: Sendable {
    /// Seconds of the wall clock, and of the processor.
    package var seconds = 10
    /// Bytes of address space.
    package var memory = 1 << 30
    /// Bytes of one file that it writes.
    package var file = 64 << 20
    package init() {}
  }

  let name: String, path: String, limits: Limits

  /// - Parameter name: looked for in the system's own folders alone.
  package init(_ name: String, limits: Limits = Limits()) throws {
    guard let path = Self.find(name) else { throw Fault.missing(name) }
    (self.name, self.path, self.limits) = (name, path, limits)
  }

  package static func find(_ name: String) -> String? {
    ["/usr/bin", "/bin", "/usr/local/bin"].map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// Runs in the folder and answers what it printed, at most `limits.file` bytes.
  ///
  /// - Parameter accepted: exit states that are no failure.
  package func run(_ arguments: [String], in folder: WorkFolder, accepted: Set<Int32> = [0]) async throws -> [UInt8] {
    guard let place = Self.find("env") else { throw Fault.missing("env") }
    guard let keeper = Self.find("prlimit") else { throw Fault.missing("prlimit") }
    let out = folder.path("stdout-\(name)")
    let bounds = ["--as=\(limits.memory)", "--cpu=\(limits.seconds)", "--fsize=\(limits.file)", "--nofile=64", "--core=0"]
    let command = ["--chdir=\(folder.path)", keeper] + bounds + ["--", path] + arguments
    let environment = ["PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=\(folder.path)", "TMPDIR=\(folder.path)"]
    let child = try Self.start(place, command, environment, out: out)
    let status = try await Self.wait(child, seconds: limits.seconds)
    guard accepted.contains(status) else { throw Fault.failed(status: status) }
    return Array(FileManager.default.contents(atPath: out) ?? Data())
  }

  private static func start(_ program: String, _ arguments: [String], _ environment: [String], out: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // Closing one that is closed already is no fault to posix_spawn.
    for file in openFiles where file > 2 { posix_spawn_file_actions_addclose(&actions, file) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that what it starts ends with it; and every signal as the system has it, whatever this process ignores.
    var (all, none) = (sigset_t(), sigset_t())
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var child: pid_t = 0
    let result = withCStrings([program] + arguments) { argv in
      withCStrings(environment) { envp in posix_spawn(&child, program, &actions, &attributes, argv, envp) }
    }
    guard result == 0 else { throw Fault.failed(status: result) }
    return child
  }

  private static var openFiles: [Int32] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).compactMap { Int32($0) }
  }

  /// Waits without holding a thread. Whoever is cancelled, or waits too long, ends the whole group first.
  private static func wait(_ child: pid_t, seconds: Int) async throws -> Int32 {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(seconds))
    var status: Int32 = 0
    while true {
      let found = waitpid(child, &status, WNOHANG)
      if found == child { break }
      guard found == 0 || errno == EINTR else { throw Fault.failed(status: -1) }
      if clock.now >= end || Task.isCancelled {
        kill(-child, SIGKILL)
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        throw Fault.stopped
      }
      try? await clock.sleep(for: .milliseconds(5))
    }
    // Ended by a signal: the processor's limit, or one that the system set.
    guard status & 0x7F == 0 else { throw Fault.stopped }
    return status >> 8 & 0xFF
  }
}

private func withCStrings<Result>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
  let copies = texts.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  return body(copies + [nil])
}
