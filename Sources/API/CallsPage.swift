import Printing
import Registry
import Sharing
import Vocabulary

/// 今日调用: how each interface serves today, and what failed by whose duty, on one page (EX-20). Pure.
struct CallsPage {
  let day: Day, uses: [InterfaceUse]

  var html: String {
    """
    <!doctype html>
    <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>今日调用 \(day.text)</title>
    <style>
    body { font: 16px/1.6 sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1b1f24; background: #fff }
    table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem } caption { text-align: left; font-weight: 600 }
    th, td { text-align: left; padding: .35rem .75rem; border-bottom: 1px solid #c9ced6 } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
    @media (prefers-color-scheme: dark) { body { color: #e6e9ee; background: #15181c } th, td { border-color: #3a4048 } }
    </style></head>
    <body><h1>今日调用</h1><p>\(day.text) 零时至此刻;耗时自准入至应答的最后一个字节,单位毫秒。</p>
    \(uses.isEmpty ? "<p>今日还没有调用。</p>" : table)\(uses.contains { !$0.faults.isEmpty } ? faults : "")
    </body></html>
    """
  }

  private var table: String {
    let rows = uses.map { use in
      let row = use.row
      return line([row.code ?? "—", row.title ?? "授权码无效的调用", row.providerName ?? "—"], [String(row.calls), String(row.succeeded)] + [row.p50, row.p95, row.p99].map(millis))
    }
    return """
      <table><caption>各接口</caption>
      \(head(["接口", "名称", "提供部门"], ["调用", "成功", "中位", "95%", "99%"]))\(rows.joined())</table>

      """
  }

  private var faults: String {
    let rows = uses.flatMap { use in
      use.faults.map { fault in
        let why = CallExplanation.of(code: fault.code, status: nil, party: fault.party, admitted: true)
        return line([use.row.code ?? "—", CallExplanation.Duty(fault.party).rawValue, fault.code, why.sentence], [String(fault.calls)])
      }
    }
    return """
      <table><caption>未成功的调用,按责任方</caption>
      \(head(["接口", "责任方", "代码", "原因"], ["次数"]))\(rows.joined())</table>
      """
  }

  private func head(_ texts: [String], _ numbers: [String]) -> String {
    "<thead><tr>" + texts.map { "<th scope=\"col\">\($0)</th>" }.joined() + numbers.map { "<th scope=\"col\" class=\"n\">\($0)</th>" }.joined() + "</tr></thead>\n"
  }
  private func line(_ texts: [String], _ numbers: [String]) -> String {
    "<tr>" + texts.map { "<td>\(Markup.escape($0))</td>" }.joined() + numbers.map { "<td class=\"n\">\($0)</td>" }.joined() + "</tr>\n"
  }
  private func millis(_ micros: Int64?) -> String { micros.map { String(($0 + 500) / 1000) } ?? "—" }
}
