/// One layer of a source test (测试连接), from the outside inwards: 名称解析, 端口, TLS, 登录, 权限, 样本.
package struct TestLayer: Sendable, Hashable {
  package let name: String, ok: Bool, message: String
  package init(_ name: String, _ ok: Bool, _ message: String) {
    self.name = name
    self.ok = ok
    self.message = message
  }
}
