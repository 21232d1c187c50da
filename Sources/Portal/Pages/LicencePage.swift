/// 软件许可: what the pages are made of.
enum LicencePage {
  private static let parts = [
    ("Swift、Foundation", "Apache License 2.0"), ("Hummingbird、SwiftNIO、swift-nio-ssl(BoringSSL)、swift-log、swift-argument-parser、swift-service-lifecycle、swift-http-types", "Apache License 2.0"),
    ("PostgreSQL、libpq", "PostgreSQL License"), ("OpenSSL 3", "Apache License 2.0"), ("libcurl", "curl License"), ("unixODBC、MariaDB Connector/ODBC(可选)", "LGPL 2.1"),
    ("qrencode、ZBar、Poppler(可选)", "LGPL 2.1、GPL 2"), ("openpyxl、XlsxWriter(可选)", "MIT、BSD"),
  ]

  static func html(_ visit: Visit) -> HTML {
    let rows = parts.map { ["\($0.0)", "\($0.1)"] as [HTML] }
    return Shell(
      visit: visit, title: "软件许可",
      content: "<p>页面的样式、图标和图表由本平台自己绘制,不含第三方脚本、字体或样式,也不从其他网站取任何内容。平台使用的开放软件:</p>\(Parts.table(["软件", "许可"], rows))"
    ).html
  }
}
