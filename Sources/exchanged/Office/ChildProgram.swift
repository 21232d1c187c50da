import Dispatch
import Glibc

/// Another program, run for one question: it gets bytes, answers bytes, and is killed when it takes too long or says too much.
///
/// It runs in a process group of its own with hardly any environment, so that nothing of the server's reaches it. One at a time.
struct ChildProgram: Sendable {
  enum Fault: Error, Hashable {
    case notStarted
    case tooSlow
    case tooMuch
    /// Ended badly; its last words are for the log.
    case failed(Int32, String)
  }

  let path: String
  let seconds: Int
  let mostBytes: Int

  private static let queue = DispatchQueue(label: "exchange.child")

  func run(_ input: [UInt8]) async throws -> [UInt8] {
    try await withCheckedThrowingContinuation { continuation in
      Self.queue.async { continuation.resume(with: Result { try runNow(input) }) }
    }
  }

  private func runNow(_ input: [UInt8]) throws -> [UInt8] {
    let child = try Spawned(path)
    do {
      let output = try exchange(input, with: child)
      let status = child.wait(until: Self.now + 5000)
      guard status == 0 else { throw Fault.failed(status, String(decoding: output.errors.suffix(500), as: UTF8.self)) }
      return output.answer
    } catch {
      child.kill()
      throw error
    }
  }

  /// Writes while it can be written and reads while there is something to read, until the child has closed both its ends.
  private func exchange(_ input: [UInt8], with child: Spawned) throws -> (answer: [UInt8], errors: [UInt8]) {
    let deadline = Self.now + seconds * 1000
    var (sent, answer, errors) = (0, [UInt8](), [UInt8]())
    var (isWriting, answers, complains) = (true, true, true)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while answers || complains {
      let left = deadline - Self.now
      guard left > 0 else { throw Fault.tooSlow }
      var watched = [
        pollfd(fd: isWriting ? child.input : -1, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: answers ? child.output : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: complains ? child.errors : -1, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&watched, 3, Int32(left)) >= 0 || errno == EINTR else { throw Fault.notStarted }
      if watched[0].revents != 0 {
        let count = input.withUnsafeBytes { bytes in
          bytes.baseAddress.map { send(child.input, $0 + sent, input.count - sent, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)) } ?? 0
        }
        if count > 0 { sent += count }
        // A child that has heard enough closes its end; what it answers still counts.
        if sent == input.count || (count < 0 && errno != EAGAIN && errno != EINTR) {
          isWriting = false
          shutdown(child.input, Int32(SHUT_WR))
        }
      }
      if watched[1].revents != 0 { answers = take(child.output, &buffer, &answer) }
      if watched[2].revents != 0 { complains = take(child.errors, &buffer, &errors) }
      guard answer.count <= mostBytes, errors.count <= 1 << 20 else { throw Fault.tooMuch }
    }
    return (answer, errors)
  }

  /// False at the end.
  private func take(_ descriptor: Int32, _ buffer: inout [UInt8], _ bytes: inout [UInt8]) -> Bool {
    let count = read(descriptor, &buffer, buffer.count)
    if count > 0 { bytes.append(contentsOf: buffer[..<count]) }
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))
  }

  /// Milliseconds of the machine's own clock, which nobody moves.
  fileprivate static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// A started child and our ends of its three streams.
  private final class Spawned {
    let input: Int32, output: Int32, errors: Int32
    private let process: pid_t
    private var status: Int32?

    init(_ path: String) throws {
      let (asking, answering, complaining) = (try Self.pair(), try Self.pair(), try Self.pair())
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_adddup2(&actions, asking[1], 0)
      posix_spawn_file_actions_adddup2(&actions, answering[1], 1)
      posix_spawn_file_actions_adddup2(&actions, complaining[1], 2)
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
      posix_spawnattr_setpgroup(&attributes, 0)
      var signals = sigset_t()
      sigemptyset(&signals)
      posix_spawnattr_setsigmask(&attributes, &signals)
      sigfillset(&signals)
      posix_spawnattr_setsigdefault(&attributes, &signals)
      var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(path), nil]
      var environment: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/bin:/bin"), strdup("LANG=C.UTF-8"), nil]
      defer { (arguments + environment).forEach { free($0) } }
      var process: pid_t = 0
      let failed = posix_spawn(&process, path, &actions, &attributes, &arguments, &environment)
      for end in [asking[1], answering[1], complaining[1]] { close(end) }
      (input, output, errors) = (asking[0], answering[0], complaining[0])
      self.process = process
      guard failed == 0 else {
        status = -1
        throw Fault.notStarted
      }
    }

    /// Sockets, because writing to one whose other end is gone raises no signal when asked not to, and no other child inherits them.
    private static func pair() throws -> [Int32] {
      var ends: [Int32] = [-1, -1]
      guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else { throw Fault.notStarted }
      return ends
    }

    /// How it ended: 0 is well, a signal counts as minus its number. Killed when it lingers.
    func wait(until deadline: Int) -> Int32 {
      if let status { return status }
      var raw: Int32 = 0
      while true {
        let ended = waitpid(process, &raw, WNOHANG)
        if ended == process { break }
        if ended < 0 && errno != EINTR { return -1 }
        if ChildProgram.now > deadline { Glibc.kill(-process, SIGKILL) }
        poll(nil, 0, 2)
      }
      let signal = raw & 0x7F
      let result = signal == 0 ? (raw >> 8) & 0xFF : -signal
      status = result
      return result
    }

    func kill() {
      guard status == nil else { return }
      Glibc.kill(-process, SIGKILL)
      _ = wait(until: ChildProgram.now)
    }

    deinit { for end in [input, output, errors] { close(end) } }
  }
}
