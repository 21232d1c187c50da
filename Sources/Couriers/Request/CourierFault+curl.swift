import CCurl

extension CourierFault {
  /// What a result of libcurl means.
  ///
  /// - Parameter isSSH: a peer that failed to prove itself did so by its host key and not by a certificate.
  init(_ code: CURLcode, place: String, isSSH: Bool, detail: String) {
    let (kind, text): (Kind, String) =
      switch code {
      case CURLE_COULDNT_RESOLVE_HOST: (.connect, "主机名解析不到地址")
      case CURLE_COULDNT_CONNECT: (.connect, "连接不上")
      case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_SSL_SHUTDOWN_FAILED: (.connect, "连接中断")
      case CURLE_OPERATION_TIMEDOUT: (.timeout, "没有按时应答")
      case CURLE_PEER_FAILED_VERIFICATION: isSSH ? (.hostKey, "主机密钥与登记的指纹不符") : (.tls, "证书校验不通过")
      case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
        CURLE_SSL_INVALIDCERTSTATUS:
        (.tls, "TLS 握手失败")
      case CURLE_LOGIN_DENIED: (.login, "对方拒绝登录")
      case CURLE_REMOTE_FILE_NOT_FOUND: (.missing, "对方没有这个文件或目录")
      case CURLE_REMOTE_ACCESS_DENIED: (.denied, "对方不准读取这个文件或目录")
      case CURLE_FILESIZE_EXCEEDED: (.tooLarge, "应答过大")
      case CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM: (.protocol, "应答不完整")
      case CURLE_RANGE_ERROR, CURLE_BAD_DOWNLOAD_RESUME: (.protocol, "对方不能从中间读起")
      case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING, CURLE_FTP_WEIRD_PASS_REPLY, CURLE_FTP_WEIRD_PASV_REPLY,
        CURLE_FTP_WEIRD_227_FORMAT:
        (.protocol, "应答不合协议")
      case CURLE_QUOTE_ERROR, CURLE_FTP_COULDNT_RETR_FILE: (.protocol, "对方不支持这项操作")
      case CURLE_URL_MALFORMAT: (.request, "地址不合规则")
      default: (.other, "传输失败(\(code.rawValue))")
      }
    self.init(kind, text, place: place, detail: detail)
  }
}
