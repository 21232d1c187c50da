package import JSONText
package import Vocabulary

/// What a source's address must say, kind by kind. Structured settings only: nothing here is ever pasted into a connection string.
package enum SourceForm {
  /// Whether a source of this kind holds tables whose columns can be looked up.
  package static func isTabular(_ kind: String) -> Bool { SourceKind(rawValue: kind)?.isTabular == true }

  package static func check(_ name: String, kind: String, address: JSON, secret: String?) throws(Refused) {
    var faults: [Refusal] = []
    func wrong(_ member: String, _ label: String) { faults.append(missing.saying(["label": label]).at("/address/\(member)")) }
    if name.isEmpty || name.count > 80 || name.contains("/") { faults.append(missing.saying(["label": "名称"]).at("/name")) }
    func text(_ member: String, _ label: String, max: Int = 255) {
      guard let value = address[member]?.string, !value.isEmpty, value.count <= max, value.allSatisfy(isPlain) else { return wrong(member, label) }
    }
    func port() {
      guard let port = address["port"]?.int, (1...65535).contains(port) else { return wrong("port", "端口") }
    }
    var known: Set<String>
    switch kind {
    case "postgres":
      known = ["host", "port", "database", "user"]
      text("host", "主机")
      port()
      text("database", "数据库名", max: 63)
      text("user", "用户名", max: 63)
      if address["host"]?.string?.hasPrefix("/") == true { wrong("host", "主机") }
    case "odbc":
      known = ["driver", "host", "port", "database", "user"]
      text("driver", "ODBC 驱动名称", max: 80)
      // The driver manager would take a path for a library to load.
      if address["driver"]?.string?.contains("/") == true { wrong("driver", "平台登记的 ODBC 驱动名称") }
      text("host", "主机")
      port()
      text("database", "数据库名", max: 63)
      text("user", "用户名", max: 63)
    case "upload":
      known = []
    case "http":
      known = ["base", "credential", "header", "user", "waiver"]
      text("base", "服务地址", max: 500)
      let base = address["base"]?.string ?? ""
      if !(base.hasPrefix("http://") || base.hasPrefix("https://")) || base.contains("@") || base.contains("#") || base.contains("?") {
        wrong("base", "服务地址(http或https,不含账号)")
      }
      if !["none", "bearer", "basic", "header"].contains(address["credential"]?.string ?? "none") { wrong("credential", "凭证方式") }
    case "sftp":
      known = ["host", "port", "user", "hostKey", "hostKeyType", "base"]
      text("host", "主机")
      port()
      text("user", "用户名", max: 63)
      text("hostKey", "主机密钥指纹")
      text("base", "根目录", max: 500)
    case "ftps", "ftp":
      known = kind == "ftps" ? ["host", "port", "user", "base", "implicit"] : ["host", "port", "user", "base"]
      text("host", "主机")
      port()
      text("user", "用户名", max: 63)
      text("base", "根目录", max: 500)
      if let implicit = address["implicit"], implicit.bool == nil { wrong("implicit", "隐式加密(是或否)") }
    case "directory":
      known = ["path"]
      text("path", "目录", max: 500)
    default:
      throw Refused(missing.saying(["label": "数据来源类型(\(SourceKind.allCases.map(\.rawValue).joined(separator: "、")))"]).at("/kind"))
    }
    for name in address.object?.names ?? [] where !known.contains(name) { wrong(name, "(没有“\(name)”这一项)") }
    if let secret, secret.utf8.count > 16_384 { faults.append(missing.saying(["label": "密钥"]).at("/secret")) }
    guard faults.isEmpty else { throw Refused(faults) }
  }

  private static let missing = Refusal("E59", .form, "请填写{label}", "EX-7a")
  private static func isPlain(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}
