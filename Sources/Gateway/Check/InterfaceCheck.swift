import Couriers
package import JSONText
import Sharing

extension Gateway {
  /// 安全性、可用性自检 of an interface that is to be attached (EX-7c), made from the gateway as its calls will be.
  ///
  /// - Parameter detail: the form of the resource: `form`, `operations`, `required`, `probe`, `schema`, `table`, `items`.
  /// - Returns: `{"safety": {"ok", "findings"}, "availability": {"ok", "findings"}}`; findings are for people and name no secret.
  package func check(_ source: GatewaySource, _ detail: JSON) async -> JSON {
    let probe = detail["probe"]?.string ?? "/"
    let findings = TablePlace(detail) == nil ? await checkService(source, probe) : await checkTable(source, detail, probe)
    return ["safety": Self.part(findings.safety), "availability": Self.part(findings.availability)]
  }

  struct Finding: Sendable {
    let ok: Bool, text: String
    init(_ ok: Bool, _ text: String) {
      self.ok = ok
      self.text = text
    }
  }
  typealias Findings = (safety: [Finding], availability: [Finding])

  private static func part(_ findings: [Finding]) -> JSON {
    [
      "ok": .bool(!findings.isEmpty && findings.allSatisfy(\.ok)),
      "findings": .array(findings.map { ["ok": .bool($0.ok), "text": .string($0.text)] }),
    ]
  }

  private func checkService(_ source: GatewaySource, _ probe: String) async -> Findings {
    guard let base = source.address["base"]?.string.flatMap(UpstreamBase.init), probe.hasPrefix("/"), CallTarget("/svc/probe\(probe)") != nil else {
      return ([Finding(false, "服务地址或自检路径不规范")], [Finding(false, "没有进行")])
    }
    var safety: [Finding] = []
    let isLocal = base.host == "127.0.0.1" || base.host == "::1"
    let isWaived = source.address["waiver"]?.string?.isEmpty == false
    safety.append(
      base.isTLS
        ? Finding(true, "传输加密")
        : Finding(isLocal || isWaived, isLocal ? "服务在本机,传输不出本机" : isWaived ? "明文传输,已登记豁免理由" : "明文传输;请改用https,或登记豁免理由(waiver)"))
    guard let credential = try? upstreams.credential(source) else { return (safety + [Finding(false, "服务凭证打不开")], [Finding(false, "没有进行")]) }
    safety.append(Finding(credential.pair != nil, credential.pair == nil ? "服务没有凭证保护" : "服务要求凭证"))
    let scheme = base.isTLS ? "https" : "http"
    let url = "\(scheme)://\(base.authority)\(base.path)\(probe)"
    do {
      let bare = try await courier.fetch(request(url, nil))
      safety.append(Finding([401, 403].contains(bare.status), "没有凭证时服务返回 \(bare.status)"))
      let answer = try await courier.fetch(request(url, credential.pair))
      let isJSON = (try? JSON.parse(answer.body, limits: JSONLimits(bytes: 4 << 20, depth: 64))) != nil
      return (
        safety,
        [
          Finding(answer.status == 200, "自检路径返回 \(answer.status)"),
          Finding(isJSON || answer.status != 200, isJSON ? "应答是JSON" : "应答不是JSON,只能整体授权"),
        ]
      )
    } catch {
      return (safety, [Finding(false, "\(error)")])
    }
  }

  private func request(_ url: String, _ credential: (name: String, value: String)?) -> WireRequest {
    var request = WireRequest(method: "GET", url: url)
    request.headers = [("Accept", "application/json"), ("X-JYG-Probe", "1")]
    if let credential { request.headers.append((credential.name, credential.value)) }
    request.deadline = .seconds(10)
    request.maxBytes = 4 << 20
    return request
  }

  private func checkTable(_ source: GatewaySource, _ detail: JSON, _ probe: String) async -> Findings {
    guard let place = TablePlace(detail), let target = CallTarget("/svc/probe\(probe)") else {
      return ([Finding(false, "自检路径不规范")], [Finding(false, "没有进行")])
    }
    let required = detail["required"]?.strings ?? []
    let missing = required.filter { name in !target.query.contains { $0.name == name } }
    let safety = [
      Finding(!required.isEmpty, required.isEmpty ? "库表接口须至少有一个必填参数" : "必填参数:\(required.joined(separator: "、"))"),
      Finding(missing.isEmpty, missing.isEmpty ? "自检路径带齐必填参数" : "自检路径缺少参数:\(missing.joined(separator: "、"))"),
    ]
    switch await desk.tables.answer(place, source, items: detail["items"]?.strings ?? [], parameters: target.query, after: nil) {
    case .rows(_, let count): return (safety + [Finding(true, "只读事务,限时10秒")], [Finding(true, "查询返回 \(count) 行")])
    case .problem(let problem): return (safety, [Finding(false, problem.message)])
    }
  }
}
