/// A path on a file server as an address has it. Paths that begin with a slash begin at the root, others where the login begins.
enum RemotePath {
  static func url(_ server: FileServer, _ path: String, isFolder: Bool) throws -> String {
    guard path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw CourierFault(.request, "路径中有控制字符") }
    let parts = path.split(separator: "/")
    guard !parts.contains("..") else { throw CourierFault(.request, "路径中有“..”") }
    guard isFolder || !parts.isEmpty else { throw CourierFault(.request, "没有文件名") }
    let below = parts.map { escaped($0) }.joined(separator: "/")
    let start =
      switch (server.isSSH, path.hasPrefix("/")) {
      // libcurl reads `/~/` as the login's own folder; `/./` keeps a folder that is really called so.
      case (true, true): parts.first == "~" ? "/./" : "/"
      case (true, false): "/~/"
      case (false, true): "/%2F"
      case (false, false): "/"
      }
    return "\(server.scheme)://\(server.place)\(start)\(below)\(isFolder && !below.isEmpty ? "/" : "")"
  }

  private static func escaped(_ text: Substring) -> String {
    var all = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        all.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        all += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return all
  }
}
