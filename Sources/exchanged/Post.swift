import Accounts
import Couriers
import JSONText
import Records
import Vocabulary

/// The outbox's letters: notices to those who want them by mail.
struct Post: Sendable {
  let accounts: Accounts
  let courier: Courier
  let mail: Config.Mail

  func handlers() -> [String: JobRunner.Handler] {
    [
      "mail": { payload, _ in
        guard let notice = payload["notice"]?.int.map(Int64.init), let account = payload["account"]?.int.map(Int64.init) else {
          throw JobRunner.Hopeless("没有消息编号")
        }
        guard let found = try await accounts.letter(notice: notice, to: account) else { return }
        do { try await courier.post(letter(found, "notice-\(notice)-\(account)"), through: mail.server) } catch let fault as CourierFault
        where fault.kind == .denied || fault.kind == .request { throw JobRunner.Hopeless(fault.text) }
      }
    ]
  }

  /// What happened and where to look: no data go by mail, for a mailbox is not the exchange.
  private func letter(_ found: NoticeLetter, _ id: String) -> Letter {
    let place = found.procedure.flatMap { procedure in found.caseID.map { "\(mail.portal)/cases/\(procedure.replacing(".", with: "/"))/\($0)" } }
    let text = """
      \(found.name):

      \(found.text)

      请到平台查看和办理:\(place ?? "\(mail.portal)/notices")
      不想再收到“\(found.topic.label)”的邮件,可在“本人”页面关闭:\(mail.portal)/account

      嘉峪关市政务数据共享交换平台(自动发出,请勿回复)
      """
    return Letter(to: found.address, subject: String(found.text.prefix(60)), text: text.replacing("\n", with: "\r\n") + "\r\n", id: id, date: found.at.mailText)
  }
}

extension Instant {
  /// `Mon, 30 Nov 2026 17:30:00 +0800`.
  var mailText: String {
    let day = Day(of: self)
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    // 1 January 1970 was a Thursday.
    let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let parts = day.text.split(separator: "-").compactMap { Int($0) }
    return "\(names[Int((day.number % 7 + 7) % 7)]), \(parts[2]) \(months[parts[1] - 1]) \(parts[0]) \(text.dropFirst(11).prefix(8)) +0800"
  }
}
