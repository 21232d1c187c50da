import Glibc
import JSONText
import SourceReader
import Synchronization

/// A source reader at work: another process, started for one question and ended with it.
///
/// It runs in a group of its own with hardly any environment.
final class ReaderProcess: Sendable {
  private let process: pid_t
  private let rows: Descriptor, words: Descriptor
  private let isEnded = Mutex(false)

  /// Seconds without a byte after which it counts as stuck. A server may think long about what it sums up.
  private static let patience = 3600

  /// - Parameter program: `exchanged` itself.
  init(_ program: String, _ request: ReaderRequest) throws {
    let (asking, answering, telling) = (try Self.pair(), try Self.pair(), try Self.pair())
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, end) in [(0, asking.read), (1, answering.write), (2, telling.write)] {
      posix_spawn_file_actions_adddup2(&actions, end.raw, Int32(number))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (all, none) = (sigset_t(), sigset_t())
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup("source-reader"), nil]
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/bin:/bin"), strdup("LANG=C.UTF-8"), nil]
    defer { for text in arguments + environment { free(text) } }
    var child: pid_t = 0
    guard posix_spawn(&child, program, &actions, &attributes, &arguments, &environment) == 0 else {
      throw DeliveryFault(.exchange, "读取程序没有启动")
    }
    (process, rows, words) = (child, answering.read, telling.read)
    ask(request.json.bytes + [0x0A], asking.write)
  }

  /// A reader that died already is found out by what it does not answer.
  private func ask(_ line: [UInt8], _ socket: Descriptor) {
    var sent = 0
    while sent < line.count {
      let count = line.withUnsafeBytes { send(socket.raw, $0.baseAddress?.advanced(by: sent), line.count - sent, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      sent += count
    }
  }

  deinit { end() }

  /// The next rows; nil after the last.
  func next() async throws -> [UInt8]? { try await untilCancelled { [self] in try piece(of: rows) } }

  /// Its report, after all rows were taken.
  func report() async throws -> ReaderReport {
    try await untilCancelled { [self] in
      var text: [UInt8] = []
      while let piece = try piece(of: words), text.count < 1 << 24 { text += piece }
      end()
      let line = text.split(separator: 0x0A).last.map(Array.init) ?? []
      guard let report = (try? JSON.parse(line)).flatMap(ReaderReport.init) else {
        throw DeliveryFault(.exchange, "读取程序中断", detail: String(decoding: text.suffix(500), as: UTF8.self))
      }
      return report
    }
  }

  func end() {
    isEnded.withLock { isEnded in
      guard !isEnded else { return }
      isEnded = true
      kill(-process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
  }

  /// Whoever is cancelled ends the reader, and with it whatever waits for its words.
  private func untilCancelled<Output: Sendable>(_ body: @escaping @Sendable () throws -> Output) async throws -> Output {
    try await withTaskCancellationHandler {
      let output = try await onFileQueue(body)
      try Task.checkCancellation()
      return output
    } onCancel: {
      end()
    }
  }

  private func piece(of file: Descriptor) throws -> [UInt8]? {
    var wanted = pollfd(fd: file.raw, events: Int16(POLLIN), revents: 0)
    for _ in 0..<Self.patience {
      let found = poll(&wanted, 1, 1000)
      if found > 0 { return try Files.read(file, 1 << 18, "reader") }
      guard found == 0 || errno == EINTR else { break }
    }
    end()
    throw DeliveryFault(.provider, "读取数据来源超时")
  }

  /// Sockets, because writing to one whose other end is gone raises no signal when asked not to, and no other child inherits them.
  private static func pair() throws -> (read: Descriptor, write: Descriptor) {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else { throw FileFault("socketpair", "reader") }
    return (try Descriptor(ends[0], "reader"), try Descriptor(ends[1], "reader"))
  }
}
