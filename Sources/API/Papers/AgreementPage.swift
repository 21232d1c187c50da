import JSONText
import Measures
import Printing
import Registry
import Seals
import Vocabulary
import Workflow

/// The agreement as it is printed: parties, scope, terms, who accepted when, and what became of it (EX-19).
enum AgreementPage {
  static func of(_ agreement: Agreement, svg: String) -> PrintPage {
    let (content, grant) = (agreement.content, agreement.grant)
    func text(_ name: String) -> String { content[name]?.string ?? "" }
    func party(_ name: String) -> String { content[name]?["name"]?.string ?? "" }
    let items = zip(content["items"]?.strings ?? [], content["labels"]?.strings ?? []).map { [$0, $1] }
    let last = Day(of: grant.expiresAt).adding(days: -1)
    let scope = content["scope"]?.object?.members.map { "\($0.name):\($0.value.strings?.joined(separator: "、") ?? $0.value.string ?? $0.value.text)" }
    return PrintPage(
      title: "数据共享协议", number: agreement.number, mark: (svg, "\(agreement.number) \(agreement.mark.suffix(16))"),
      parts: [
        .pairs([
          ("授权编号", grant.number), ("使用部门", party("department")), ("提供部门", party("provider")), ("数据资源", "\(grant.title)(\(grant.code))"),
          ("业务系统", text("system")), ("履职依据和使用事由", text("purpose")), ("应用场景", text("scene")), ("数据流向", text("flow")),
          ("使用方式", manner(text("manner"))), ("数据范围和参数", scope?.joined(separator: "\n") ?? ""), ("调用地址", (content["addresses"]?.strings ?? []).joined(separator: "、")),
          ("期限", "\(grant.months)个月,自 \(seconds(grant.grantedAt.text)) 至 \(last.text) 24时"), ("安全措施", text("safety")),
        ]),
        .heading("授权的数据项"), .table(head: ["数据项", "名称"], rows: items),
        .heading("\(agreement.terms.title)(第\(agreement.terms.version)版)"), .text(agreement.terms.text), .heading("双方接受"),
        .table(head: ["方式", "人员", "时间"], rows: (content["accepted"]?.array ?? []).map(acceptance)), .heading("履行记录"),
        .table(
          head: ["事项", "时间", "内容SM3值", "签名"],
          rows: agreement.events.map { event in
            [
              event.row.kind.label, seconds(event.row.at.text), hex(event.row.hash),
              event.proof.map { "批次 \($0.seal.batch) 第\($0.place + 1)项(SM2、ECDSA P-256)" } ?? "签名批次待生成",
            ]
          }),
        .note("协议内容SM3值:\(hex(agreement.hash));标准条款SM3值:\(hex(agreement.terms.hash))。可用 exchange agreement verify 凭平台公钥离线核验。"),
      ])
  }

  /// `2026-11-25 10:00:00`: a print needs no microseconds.
  private static func seconds(_ instant: String) -> String { String(instant.prefix(19)).replacing("T", with: " ") }

  private static func manner(_ code: String) -> String {
    guard case .choice(let choices) = Procedure.application.fields.first(where: { $0.name == "manner" })?.kind else { return code }
    return choices.first { $0.code == code }?.label ?? code
  }

  private static func acceptance(_ act: JSON) -> [String] {
    let how = act["step"]?.string == "submit" ? "使用部门提交申请即接受" : "审核人同意授权"
    return [how, act["name"]?.string ?? "平台", seconds(act["at"]?.string ?? "")]
  }
}
