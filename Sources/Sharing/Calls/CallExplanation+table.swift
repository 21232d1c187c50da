extension CallExplanation {
  /// Every code that a call's record can bear. A test reads the codes off the gateway's source and finds each here.
  package static let table: [String: CallExplanation] = refusals.merging(requests) { $1 }.merging(platform) { $1 }.merging(services) { $1 }

  /// The grant does not cover it.
  private static let refusals: [String: CallExplanation] = [
    "E36": CallExplanation(
      "授权码无效:没有提供授权码,或授权码写错、已被更换。", .consumer, "请核对请求头中的授权码;找不到原码的,由取数人员在平台更换授权码。"),
    "E36/address": CallExplanation(
      "调用来自授权登记之外的地址,按授权码无效处理。", .consumer, "请从登记的地址调用;系统换了地址的,重新申请授权并登记新地址。"),
    "E36/query": CallExplanation(
      "授权码出现在地址中,按泄露处理,未予受理。", .consumer, "请立即更换授权码,并改为放在请求头 Authorization 中。"),
    "E46": CallExplanation("授权已暂停、收回或者终止。", .consumer, "请停止调用,在平台查看该授权的状态和理由;仍需使用的,重新申请。"),
    "E47": CallExplanation(
      "调用超出授权的使用方式或者范围(操作、参数或数据项)。", .consumer, "请对照授权书检查操作、参数和所取数据项;确需扩大范围的,重新申请。"),
    "E51": CallExplanation("授权使用期限已满。", .consumer, "请停止调用;继续使用须重新申请,期满不予延期。"),
    "E72": CallExplanation("调用落在已公告的停服维护时段内。", .gateway, "请在公告的恢复时间之后重试。"),
    "E77": CallExplanation("提供部门暂停了该资源的服务。", .provider, "请使用部门等待恢复通知;提供部门完成整改后恢复服务。"),
    "gateway.rate": CallExplanation("调用快于该授权允许的速度。", .consumer, "请放慢调用,遇 429 时等待后重试;确需更快的,与市数据局商定。"),
    "gateway.quota": CallExplanation(
      "该授权当日的调用次数已达提供部门设定的每日上限。", .consumer, "请于次日零时之后再调用,或减少重复调用;确需更多的,与提供部门商定,由其更新资源。"),
  ]

  /// The request is not as it must be.
  private static let requests: [String: CallExplanation] = [
    "path.unknown": CallExplanation("调用的地址不在网关受理范围内。", .consumer, "请使用 /svc/资源代码/路径 形式的地址。"),
    "path.invalid": CallExplanation("调用的地址不规范。", .consumer, "请去掉地址中多余的点、斜杠和转义后重试。"),
    "request.invalid": CallExplanation("请求不符合 HTTP/1.1 的规定。", .consumer, "请检查调用方程序及其代理发出的请求。"),
    "request.headers": CallExplanation("请求头过多或者过大。", .consumer, "请精简请求头后重试。"),
    "request.line": CallExplanation("地址超过 8192 字节。", .consumer, "请减少参数,或分几次调用。"),
    "request.slow": CallExplanation("请求没有在规定时间内送完。", .consumer, "请检查调用方的网络和程序后重试。"),
    "request.large": CallExplanation("请求体超过上限。", .consumer, "请减小请求体,或分几次调用。"),
    "request.body": CallExplanation("查询操作带了请求体,未予受理。", .consumer, "请把条件写成参数,不带请求体。"),
    "query.after": CallExplanation("翻页参数 after 不是上一页给出的值。", .consumer, "请原样使用上一页应答给出的值,或从第一页重新读取。"),
    "query.value": CallExplanation("参数的取值不符合数据项的类型。", .consumer, "请对照接口说明改正参数的取值。"),
  ]

  /// The platform itself.
  private static let platform: [String: CallExplanation] = [
    "gateway.lease": CallExplanation(
      "网关当时不能确认授权是否仍然有效,为避免越权未予放行。", .gateway, "请稍后重试;市数据局检查网关与数据库的连接。"),
    "gateway.journal": CallExplanation(
      "网关当时不能写下调用记录,没有记录的调用不予放行。", .gateway, "请稍后重试;市数据局检查调用日志所在磁盘的空间。"),
    "gateway.draining": CallExplanation("网关正在停止或升级,未受理新的调用。", .gateway, "请立即重试,由其他节点受理。"),
    "gateway.crowded": CallExplanation("网关的连接已满。", .gateway, "请稍后重试,并复用连接;市数据局关注网关的负载。"),
  ]

  /// The provider's service.
  private static let services: [String: CallExplanation] = [
    "upstream.unknown": CallExplanation("提供部门登记的服务地址不可用。", .provider, "请提供部门检查数据来源的登记,并测试连接。"),
    "upstream.denied": CallExplanation("提供部门的服务地址不在准许名单内,网关没有连接。", .provider, "请提供部门报市数据局核准该地址,或改正登记。"),
    "upstream.unreachable": CallExplanation("网关连接不上提供部门的服务。", .provider, "请提供部门检查服务是否运行、网络是否连通;使用部门稍后重试。"),
    "upstream.connect": CallExplanation("连接提供部门的服务超时。", .provider, "请提供部门检查网络和防火墙;使用部门稍后重试。"),
    "upstream.busy": CallExplanation("提供部门的服务同时受理的调用已满。", .provider, "请使用部门稍后重试;经常发生的,提供部门扩充服务。"),
    "upstream.open": CallExplanation("提供部门的服务连续失败,网关暂停向其转发。", .provider, "请提供部门尽快恢复服务;网关会自行试探,恢复后即放行。"),
    "upstream.broken": CallExplanation("提供部门的服务在应答中途断开,不完整的应答没有当作成功。", .provider, "请提供部门检查服务;使用部门弃用已收到的部分,重新调用。"),
    "upstream.slow": CallExplanation("提供部门的服务没有在规定时间内应答。", .provider, "请提供部门检查服务的快慢;使用部门缩小查询范围后重试。"),
    "upstream.unfiltered": CallExplanation(
      "提供部门的应答不是可逐项过滤的 JSON,网关不能保证只交出授权的数据项,未予转交。", .provider, "请提供部门改正应答的格式,使其与登记的接口说明一致。"),
    "upstream.column": CallExplanation("提供部门的表中缺少已声明的数据项。", .provider, "请提供部门恢复该数据项,或修订目录和资源。"),
  ]
}
