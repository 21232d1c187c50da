import Couriers
import JSONText

extension Delivery {
  /// 测试连接 of a folder's source, by the way a delivery takes.
  func testFolder(_ source: DeliverySource) async -> [TestLayer] {
    source.kind == "directory" ? await testDirectory(source) : await testFileServer(source)
  }

  private func testFileServer(_ source: DeliverySource) async -> [TestLayer] {
    let host = source.address["host"]?.string ?? ""
    var layers = await testName(host)
    guard layers.allSatisfy(\.ok) else { return layers }
    let entries: [RemoteEntry]
    let folder: RemoteSource
    do {
      folder = try RemoteSource(source, folder: "", secrets: secrets, courier: courier)
      entries = try await folder.files.list(folder.base, exact: false)
    } catch let fault as CourierFault {
      return layers + Self.upTo(Self.layer(of: fault.kind), fault.text, Self.layers(source.kind))
    } catch {
      return layers + [TestLayer("登录", false, DeliveryFault.source(error).text)]
    }
    layers += Self.layers(source.kind).map { TestLayer($0, true, Self.passed[$0] ?? "") }
    layers.append(TestLayer("权限", true, "目录可读,\(entries.count) 项"))
    guard let first = entries.first(where: { $0.kind == .file }), let name = FileName.check(first.name).name else {
      return layers + [TestLayer("样本", true, "目录中没有可取的文件")]
    }
    do {
      return layers + [TestLayer("样本", true, "打开 \(name),\(try await folder.files.status(folder.at(name)).size) 字节")]
    } catch {
      return layers + [TestLayer("样本", false, "\(name) 打不开")]
    }
  }

  func testName(_ host: String) async -> [TestLayer] {
    let addresses = (try? await onFileQueue { SourceLink.lookUp(host) }) ?? []
    return [TestLayer("名称解析", !addresses.isEmpty, addresses.isEmpty ? "主机名解析不到地址" : addresses.joined(separator: "、"))]
  }

  private static let passed = ["端口": "可以连接", "主机密钥": "与登记的指纹相符", "TLS": "已加密,证书有效", "登录": "通过"]

  /// What stands between us and a file, in the order in which it is met.
  private static func layers(_ kind: String) -> [String] {
    switch kind {
    case "sftp": ["端口", "主机密钥", "登录"]
    case "ftps": ["端口", "TLS", "登录"]
    default: ["端口", "登录"]
    }
  }

  /// The layers before the one that failed, and that one.
  private static func upTo(_ failed: String, _ text: String, _ layers: [String]) -> [TestLayer] {
    layers.prefix { $0 != failed }.map { TestLayer($0, true, passed[$0] ?? "") } + [TestLayer(failed, false, text)]
  }

  private static func layer(of kind: CourierFault.Kind) -> String {
    switch kind {
    case .notAdmitted, .connect, .timeout, .request: "端口"
    case .hostKey: "主机密钥"
    case .tls: "TLS"
    case .login: "登录"
    default: "权限"
    }
  }

  private func testDirectory(_ source: DeliverySource) async -> [TestLayer] {
    do {
      let entries = try await DirectorySource(path: source.address["path"]?.string ?? "", folder: "", roots: directories).list("")
      let files = entries.count { $0.kind == .file }
      return [TestLayer("权限", true, "目录可读,\(entries.count) 项"), TestLayer("样本", true, "\(files) 个文件")]
    } catch {
      return [TestLayer("权限", false, DeliveryFault.source(error).text)]
    }
  }
}
