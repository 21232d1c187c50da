import Glibc

/// A port of this machine on which nothing listens, below those that the system gives to outgoing connections.
package enum FreePort {
  package static func find() -> Int {
    while true {
      let port = Int.random(in: 20_000..<32_000)
      let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(handle) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      let isFree = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
      }
      if isFree == 0 { return port }
    }
  }
}
