import CCurl
import Glibc

/// A file that exists in this process's memory alone and goes with its owner: libcurl 7.88 takes a private key by file name only, and a key
/// shall not lie on a disk, not even for a moment.
final class MemoryFile: Sendable {
  private let descriptor: Int32
  /// Opens for this process alone.
  var path: String { "/proc/self/fd/\(descriptor)" }

  init(_ bytes: [UInt8]) throws {
    descriptor = shim_memory_file("courier")
    guard descriptor >= 0 else { throw CourierFault(.other, "传输没有开始", detail: "memfd_create: \(errno)") }
    let whole = bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
    guard whole else { throw CourierFault(.other, "传输没有开始", detail: "memory file: \(errno)") }
  }

  deinit { close(descriptor) }
}
