import CCurl

extension Courier {
  /// Hands a letter to the mail server (SMTP, RFC 5321). Done when the server says that it has it.
  ///
  /// - Throws: `CourierFault`: `.denied` when the server will not take it from us or for that address, so that asking again is of no use.
  package func post(_ letter: Letter, through server: MailServer) async throws {
    guard Letter.isAddress(letter.to), Letter.isAddress(server.sender) else { throw CourierFault(.request, "邮件地址不合规则") }
    let host = server.host.contains(":") ? "[\(server.host)]" : server.host
    let scheme = server.security == .tls ? "smtps" : "smtp"
    let transfer = try Transfer(
      url: "\(scheme)://\(host):\(server.port)/exchange", place: "\(host):\(server.port)", egress: egress, protocols: scheme, mostBytes: 1 << 16)
    try transfer.set(deadline: .seconds(60), connect: .seconds(10), stall: .init(bytesPerSecond: 1, seconds: 30))
    if let authorities { try transfer.set(CURLOPT_CAINFO, authorities) }
    if server.security == .starttls { try transfer.set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)) }
    if let login = server.login {
      try transfer.set(CURLOPT_USERNAME, login)
      try transfer.set(CURLOPT_PASSWORD, server.password ?? "")
    }
    try transfer.set(CURLOPT_MAIL_FROM, "<\(server.sender)>")
    try transfer.set(CURLOPT_MAIL_RCPT, ["<\(letter.to)>"])
    try transfer.set(upload: letter.bytes(from: server.sender))
    do { _ = try await carry(transfer) { _ in } } catch let fault as CourierFault where transfer.status / 100 == 5 && fault.kind != .login {
      throw CourierFault(.denied, "邮件服务器不收这封信(\(transfer.status))", place: fault.place, detail: fault.detail)
    }
  }
}
