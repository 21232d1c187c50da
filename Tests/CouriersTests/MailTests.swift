import Foundation
import Testing
import Workbench

@testable import Couriers

@Suite(.timeLimit(.minutes(2))) struct `A courier of letters` {
  private func letter(to: String = "li@jyg.example", subject: String = "时限提醒", text: String = "正文\r\n") -> Letter {
    Letter(to: to, subject: subject, text: text, id: "notice-1-2", date: "Mon, 30 Nov 2026 17:30:00 +0800")
  }
  private func server(_ catcher: MailCatcher, _ security: MailServer.Security = .none) -> MailServer {
    MailServer(host: "127.0.0.1", port: catcher.port, security: security, sender: "exchange@jyg.example")
  }

  @Test func `hands a letter over whole`() async throws {
    let catcher = try MailCatcher()
    let courier = Courier(egress: Egress(allowed: ["127.0.0.1:\(catcher.port)"]))
    let text = (1...400).map { "第 \($0) 行:嘉峪关 𠀀\r\n.\r\n" }.joined()
    try await courier.post(letter(subject: "时限提醒:应于 2026-12-01 24时前办结,还剩1个工作日,请尽快办理并登记", text: text), through: server(catcher))
    let come = try #require(catcher.letters.first)
    let read = try Running.once(
      "/usr/bin/python3", "-c",
      "import email.policy,sys; m = email.message_from_string(sys.argv[1], policy=email.policy.default); print(m['subject'], m['to'], m['from'], m['message-id'], m['auto-submitted'], m['date'], sep='|'); print(m.get_content(), end='')",
      come)
    let lines = read.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    #expect(lines[0] == "时限提醒:应于 2026-12-01 24时前办结,还剩1个工作日,请尽快办理并登记|li@jyg.example|exchange@jyg.example|<notice-1-2@jyg.example>|auto-generated|Mon, 30 Nov 2026 17:30:00 +0800")
    #expect(lines[1].replacing("\r", with: "") == text.replacing("\r", with: ""))
    #expect(catcher.letters.count == 1)
  }

  @Test func `knows a refusal that stays one from a server that is away`() async throws {
    let catcher = try MailCatcher()
    let courier = Courier(egress: Egress(allowed: ["127.0.0.1:\(catcher.port)", "127.0.0.1:9"]))
    await #expect { try await courier.post(letter(to: "refused@jyg.example"), through: server(catcher)) } throws: { ($0 as? CourierFault)?.kind == .denied }
    let away = MailServer(host: "127.0.0.1", port: 9, security: .none, sender: "exchange@jyg.example")
    await #expect { try await courier.post(letter(), through: away) } throws: { ($0 as? CourierFault)?.kind == .connect }
    let stranger = Courier(egress: Egress(allowed: []))
    await #expect { try await stranger.post(letter(), through: server(catcher)) } throws: { ($0 as? CourierFault)?.kind == .notAdmitted }
    #expect(catcher.letters.isEmpty)
  }

  @Test func `says nothing in the open where secrecy is asked for`() async throws {
    let secret = try MailCatcher(isSecret: true)
    let egress = Egress(allowed: ["127.0.0.1:\(secret.port)"])
    try await Courier(egress: egress, authorities: secret.certificate).post(letter(), through: server(secret, .starttls))
    #expect(secret.letters.count == 1)
    await #expect { try await Courier(egress: egress).post(letter(), through: server(secret, .starttls)) } throws: { ($0 as? CourierFault)?.kind == .tls }
    let open = try MailCatcher()
    let courier = Courier(egress: Egress(allowed: ["127.0.0.1:\(open.port)"]))
    await #expect { try await courier.post(letter(), through: server(open, .starttls)) } throws: { $0 is CourierFault }
    #expect(open.letters.isEmpty && secret.letters.count == 1)
  }

  @Test(arguments: [
    ("li@jyg.example", true), ("li.si+a@jyg.example", true), ("", false), ("li", false), ("li@", false), ("@jyg.example", false), ("li@a@b", false),
    ("li@jyg.example\r\nBcc: x@y", false), ("李@jyg.example", false), ("<li@jyg.example>", false), ("li si@jyg.example", false), ("\"li\"@jyg.example", false),
  ])
  func `takes one plain address`(text: String, isOne: Bool) { #expect(Letter.isAddress(text) == isOne) }

  @Test func `keeps every header within its line`() {
    let text = String(decoding: letter(subject: "甲\r\nBcc: x@y.example\r\n\r\n乙" + String(repeating: "长", count: 300)).bytes(from: "exchange@jyg.example"), as: UTF8.self)
    let head = text.split(separator: "\r\n\r\n", maxSplits: 1)[0].split(separator: "\r\n")
    #expect(!text.contains("Bcc") && head.allSatisfy { $0.count <= 78 }, "\(head)")
    #expect(head.allSatisfy { $0.hasPrefix(" ") || $0.contains(": ") })
  }
}
