import ArgumentParser
import Couriers
import Foundation
import JSONText

/// `exchange doctor`: what stands between this terminal and the exchange.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "检查:地址、服务、时钟、登录", discussion: "例:\n  exchange doctor --api http://127.0.0.1:8080")

  @OptionGroup var connection: Connection

  func run() async throws {
    var findings: [Finding] = []
    let server = try connection.server()
    let client = try? APIClient(server: server)
    findings.append(Finding("地址", client == nil ? "找不到 \(server.host)" : nil, "\(server.text)"))
    if let client {
      let live = try? await client.raw("GET", "/healthz/live")
      findings.append(Finding("服务", live?.status == 200 ? nil : "没有应答:\(live.map { String($0.status) } ?? "连不上")", "正在运行"))
      let ready = try? await client.raw("GET", "/healthz/ready")
      findings.append(Finding("就绪", ready?.status == 200 ? nil : "尚未就绪:\(String(decoding: ready?.body ?? [], as: UTF8.self))", "可以办理"))
      findings.append(Self.clock(ready?.header("Date")))
      findings.append(await session(client))
    }
    findings.append(Finding("传输", nil, server.scheme == "https" ? "TLS" : "明文 http,只应在本机或受保护的专网使用"))
    Output.list(findings.map(\.row), [Column("项目", "name"), Column("正常", "ok"), Column("说明", "text")], as: connection.output)
    guard findings.allSatisfy({ $0.fault == nil }) else { throw Fault(.failed, "有未通过的项目") }
  }

  private func session(_ client: APIClient) async -> Finding {
    guard let token = try? SessionFile().token(for: client.server) else { return Finding("登录", "尚未登录", "") }
    do {
      _ = try await client.with(token: token).get("/sessions/current")
      return Finding("登录", nil, "会话有效")
    } catch {
      return Finding("登录", "会话已失效,请重新登录", "")
    }
  }

  /// Both clocks within a minute of each other.
  static func clock(_ date: String?) -> Finding {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    guard let date, let there = format.date(from: date) else { return Finding("时钟", nil, "服务未给出时间") }
    let apart = abs(Int(there.timeIntervalSinceNow))
    return Finding("时钟", apart > 60 ? "与服务器相差 \(apart) 秒" : nil, "与服务器相差 \(apart) 秒")
  }

  /// One line of the examination.
  struct Finding {
    let name: String
    let fault: String?
    let text: String

    init(_ name: String, _ fault: String?, _ text: String) {
      self.name = name
      self.fault = fault
      self.text = text
    }

    var row: JSON { ["name": .string(name), "ok": .bool(fault == nil), "text": .string(fault ?? text)] }
  }
}
