import Glibc

/// Bytes to a port of this machine and back, as no decent client would send them.
struct RawSocket {
  /// Sends all, then reads until the other side closes, is silent for so many milliseconds, or has sent enough bytes.
  static func talk(_ port: Int, _ text: String, silence: Int32 = 1500, enough: Int = .max) -> String {
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(handle) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard connected == 0 else { return "" }
    let bytes = Array(text.utf8)
    _ = send(handle, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while all.count < enough {
      var wait = pollfd(fd: handle, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, silence) > 0 else { break }
      let count = recv(handle, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      all += buffer.prefix(count)
    }
    return String(decoding: all, as: UTF8.self)
  }
}
