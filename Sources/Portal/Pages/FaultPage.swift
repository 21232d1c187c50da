import JSONText

/// Pages for what went wrong: what, by which article, what to do now, whom to ask.
enum FaultPage {
  static func html(_ fault: Fault, _ visit: Visit) -> HTML {
    let lines = fault.lines.map { line -> HTML in
      "<li>\(line.message)\(Parts.clause(line.clause))</li>"
    }
    let title = [403: "无权操作", 404: "没有找到", 409: "现在不能办理", 503: "暂时不能服务"][fault.status] ?? (fault.status >= 500 ? "系统出错" : "没有办成")
    return Shell(
      visit: visit, title: title,
      content: """
        <section class="refused" role="alert"><ul>\(lines)</ul></section>
        <p>可以<a href="/">回到待办</a>,或用浏览器的后退键回到刚才的页面,填写的内容还在。\(Parts.help(fault))</p>
        """
    ).html
  }

  static func missing(_ visit: Visit) -> HTML { plain(visit, "没有找到", "没有这个页面。地址可能写错了,或者页面已经移走。") }
  static func wrongMethod(_ visit: Visit) -> HTML { plain(visit, "没有办成", "这个地址不支持此方法。") }
  static func foreign(_ visit: Visit) -> HTML { plain(visit, "没有办成", "这张表单不是从本平台当前的登录发出的。请回到页面,刷新后重新提交。") }

  private static func plain(_ visit: Visit, _ title: String, _ words: String) -> HTML {
    Shell(visit: visit, title: title, content: "<p>\(words)</p><p><a href=\"/\">回到待办</a></p>").html
  }
}
