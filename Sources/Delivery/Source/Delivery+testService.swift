import Couriers
import Foundation
import JSONText
import Seals

extension Delivery {
  /// 测试连接 of a web service: asks its base address with the credential that calls will carry.
  func testService(_ source: DeliverySource) async -> [TestLayer] {
    let base = source.address["base"]?.string ?? ""
    guard let parts = URLComponents(string: base), let host = parts.host, !host.isEmpty else { return [TestLayer("名称解析", false, "服务地址不合规则")] }
    var layers = await testName(host.trimmingCharacters(in: ["[", "]"]))
    guard layers.allSatisfy(\.ok) else { return layers }
    do {
      let credential = try credential(source)
      var request = WireRequest(method: "GET", url: base)
      request.headers = [("Accept", "*/*"), ("X-JYG-Probe", "1")]
      if let credential { request.headers.append(credential) }
      request.deadline = .seconds(10)
      request.maxBytes = 4 << 20
      let answer = try await courier.fetch(request)
      layers.append(TestLayer("端口", true, "可以连接"))
      layers.append(TestLayer("TLS", true, parts.scheme == "https" ? "已加密,证书有效" : "明文传输"))
      layers += Self.judge(answer, hasCredential: credential != nil)
    } catch let fault as CourierFault {
      layers += Self.failed(fault, isTLS: parts.scheme == "https")
    } catch {
      layers.append(TestLayer("登录", false, DeliveryFault.source(error).text))
    }
    return layers
  }

  /// `none`, `bearer` (where there is a secret), `basic` with a user, or a header of the service's own.
  private func credential(_ source: DeliverySource) throws -> (String, String)? {
    guard let sealed = source.secret else { return nil }
    let secret: String
    do {
      secret = String(decoding: try secrets.open(sealed, context: source.secretContext), as: UTF8.self)
    } catch {
      throw DeliveryFault(.exchange, "数据来源的凭证打不开", detail: "\(error)")
    }
    switch source.address["credential"]?.string ?? "bearer" {
    case "none": return nil
    case "basic": return ("Authorization", "Basic \(Data("\(source.address["user"]?.string ?? ""):\(secret)".utf8).base64EncodedString())")
    case "header": return (source.address["header"]?.string ?? "X-Api-Key", secret)
    default: return ("Authorization", "Bearer \(secret)")
    }
  }

  /// A base address need not have anything of its own: that it answers and lets us in is what counts.
  private static func judge(_ answer: WireResponse, hasCredential: Bool) -> [TestLayer] {
    guard ![401, 403, 407].contains(answer.status) else {
      return [TestLayer("登录", false, hasCredential ? "服务不接受登记的凭证(\(answer.status))" : "服务要求凭证,没有登记(\(answer.status))")]
    }
    let login = TestLayer("登录", true, hasCredential ? "凭证没有被拒绝" : "没有登记凭证")
    guard answer.status < 500 else { return [login, TestLayer("样本", false, "服务出错(\(answer.status))")] }
    return [login, TestLayer("样本", true, "返回 \(answer.status),\(answer.body.count) 字节")]
  }

  private static func failed(_ fault: CourierFault, isTLS: Bool) -> [TestLayer] {
    let port = TestLayer("端口", true, "可以连接")
    switch fault.kind {
    case .notAdmitted, .connect, .timeout: return [TestLayer("端口", false, fault.text)]
    case .tls: return [port, TestLayer("TLS", false, fault.text)]
    case .request: return [TestLayer("登录", false, fault.text)]
    default: return [port, TestLayer("TLS", true, isTLS ? "已加密,证书有效" : "明文传输"), TestLayer("样本", false, fault.text)]
    }
  }
}
