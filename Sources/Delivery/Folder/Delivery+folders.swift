import Couriers
import JSONText
import Seals

extension Delivery {
  func folderSource(_ due: DueRow) throws -> any FolderSource { try folderSource(due.source, due.detail["path"]?.string ?? "") }

  private func folderSource(_ source: DeliverySource, _ folder: String) throws -> any FolderSource {
    guard source.kind == "sftp" else {
      return try DirectorySource(path: source.address["path"]?.string ?? "", folder: folder, roots: directories)
    }
    return try SFTPSource(source, folder: folder, secrets: secrets, courier: courier)
  }

  /// 测试连接 of a folder: as far as its listing.
  func testFolder(_ source: DeliverySource) async -> [TestLayer] {
    do {
      let entries = try await folderSource(source, "").list("")
      let names = source.kind == "sftp" ? ["端口", "主机密钥", "登录"] : ["目录"]
      return names.map { TestLayer($0, true, "通过") } + [TestLayer("权限", true, "目录可读,\(entries.count) 项")]
    } catch {
      let fault = DeliveryFault.source(error)
      return [TestLayer(Self.layer(of: fault.text), false, fault.text)]
    }
  }

  private static func layer(of text: String) -> String {
    let layers: [(CourierFault, String)] = [
      (.unknownHost, "名称解析"), (.connect, "端口"), (.timeout, "端口"), (.hostKey, "主机密钥"), (.login, "登录"), (.missing, "权限"),
    ]
    return layers.first { text.contains($0.0.description) }?.1 ?? "连接"
  }

  /// 测试连接 of a web service: it must answer, and must ask for what it is opened with.
  func testService(_ source: DeliverySource) async -> [TestLayer] {
    guard let base = source.address["base"]?.string else { return [TestLayer("地址", false, "没有服务地址")] }
    do {
      var request = WireRequest(method: "GET", url: base.hasSuffix("/") ? base : base + "/")
      request.deadline = .seconds(10)
      request.maxBytes = 1 << 20
      let answer = try await courier.fetch(request)
      return [
        TestLayer("端口", true, "可以连接"), TestLayer("TLS", true, base.hasPrefix("https:") ? "证书有效" : "明文传输"),
        TestLayer("应答", true, "没有凭证时返回 \(answer.status)"),
      ]
    } catch let fault as CourierFault {
      return [TestLayer(fault == .tls ? "TLS" : Self.layer(of: fault.description), false, fault.description)]
    } catch {
      return [TestLayer("连接", false, "\(error)")]
    }
  }
}
