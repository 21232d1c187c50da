import JSONText

/// The frame around every page: who is logged in, where one can go, what the page is called.
struct Shell {
  let visit: Visit
  let title: String
  /// Where one came from: the way back.
  var trail: [(title: String, path: String)] = []
  /// A word of success after something was done.
  var told: String?
  let content: HTML

  /// Only what the person may enter.
  private var menu: [(title: String, path: String)] {
    guard visit.person != nil else { return [] }
    var entries = [("待办", "/"), ("数据目录", "/search"), ("事项", "/cases"), ("授权", "/grants")]
    if visit.holds("user.receive") { entries.append(("前置区", "/landing")) }
    if visit.holds("provider.catalogue") { entries += [("数据来源", "/sources"), ("导入", "/imports")] }
    if visit.holds("bureau.operation", "bureau.application") { entries.append(("督办", "/supervision")) }
    if visit.holds("bureau.network", "operator.network", "unit.network") { entries.append(("外网线路", "/lines")) }
    if visit.holds("bureau.network", "unit.network") { entries.append(("外网地址", "/addresses")) }
    entries += [("台账", "/ledgers"), ("统计", "/statistics"), ("工作日", "/calendar"), ("规则", "/rules")]
    if visit.holds("bureau.account", "admin.system", "admin.security", "admin.audit") { entries.append(("账号", "/accounts")) }
    if visit.holds("bureau.audit", "admin.audit") { entries.append(("审计", "/audit")) }
    return entries
  }

  private func isHere(_ path: String) -> Bool { path == "/" ? visit.path == "/" : visit.path == path || visit.path.hasPrefix(path + "/") }

  var html: HTML {
    let links = menu.map { entry -> HTML in
      "<li><a href=\"\(entry.path)\"\(isHere(entry.path) ? " aria-current=\"page\"" as HTML : HTML.empty)>\(entry.title)</a></li>"
    }
    let steps = trail.map { "<li><a href=\"\($0.path)\">\($0.title)</a></li>" as HTML }
    return """
      <!doctype html>
      <html lang="zh-CN" data-theme="\(visit.look.theme.rawValue)" data-size="\(visit.look.size.rawValue)">
      <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title) · 嘉峪关市政务数据共享交换平台</title>
      <link rel="stylesheet" href="\(Assets.stylePath)"><link rel="icon" href="\(Assets.iconPath)" type="image/svg+xml"></head>
      <body><a class="skip" href="#content">跳到正文</a>\(visit.person?["rehearsal"]?.bool == true ? "<p class=\"rehearsal\">演练环境:数据和时间都不是真的。</p>" as HTML : HTML.empty)
      <header class="top"><div class="wide"><a class="brand" href="/">\(Assets.mark)<span>嘉峪关市政务数据共享交换平台</span></a>\(who)</div></header>
      \(links.isEmpty ? HTML.empty : "<nav class=\"menu\" aria-label=\"主菜单\"><ul class=\"wide\">\(links)</ul></nav>")
      <main id="content" class="wide" tabindex="-1">
      \(steps.isEmpty ? HTML.empty : "<nav class=\"trail\" aria-label=\"所在位置\"><ol>\(steps)</ol></nav>")
      <h1>\(title)</h1>
      \(told.map { "<p class=\"told\" role=\"status\">\($0)</p>" as HTML })
      \(content)
      </main>
      <footer class="wide"><p>依据《嘉峪关市政务数据共享交换平台管理办法》(嘉政办发〔2024〕57号)。\(visit.person == nil ? HTML.empty : "<a href=\"/licences\">软件许可</a> <a href=\"/requests\">按请求编号查询</a>" as HTML)</p>\(looks)</footer>
      </body></html>
      """
  }

  private var who: HTML {
    guard let person = visit.person else { return "" }
    return """
      <div class="who"><a href="/notices">消息\(news(person))</a><a href="/account">\(person["name"]?.string ?? "") · \(person["departmentName"]?.string ?? "")</a>
      <form method="post" action="/logout">\(Parts.hidden(visit))<button class="plain">退出</button></form></div>
      """
  }

  private func news(_ person: JSON) -> HTML {
    guard let count = person["unseen"]?.int, count > 0 else { return "" }
    return " <span class=\"badge soon\">\(count > 99 ? "99+" : String(count)) 条新</span>"
  }

  private var looks: HTML {
    func links<Choice: RawRepresentable & Equatable>(_ label: String, _ choices: [(Choice, String)], _ current: Choice, _ path: (Choice) -> String) -> HTML
    where Choice.RawValue == String {
      let entries = choices.map { choice, title -> HTML in
        choice == current ? "<span aria-current=\"true\">\(title)</span>" : "<a href=\"\(path(choice))\">\(title)</a>"
      }
      return "<p class=\"looks\">\(label):\(entries)</p>"
    }
    let (theme, size) = (visit.look.theme, visit.look.size)
    return """
      \(links("界面", [(Look.Theme.auto, "随系统"), (.light, "浅色"), (.dark, "深色"), (.contrast, "高对比")], theme) { "/look?theme=\($0.rawValue)&size=\(size.rawValue)&to=\(Parts.encoded(visit.path))" })
      \(links("字号", [(Look.Size.normal, "标准"), (.large, "大字"), (.huge, "特大")], size) { "/look?theme=\(theme.rawValue)&size=\($0.rawValue)&to=\(Parts.encoded(visit.path))" })
      """
  }
}
