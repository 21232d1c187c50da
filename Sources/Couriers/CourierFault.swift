import CCurl

/// Why nothing was brought. The texts are for people of both departments and hold no secret and no address line.
package enum CourierFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The address and port are not on the allow-list.
  case notAdmitted(String)
  case unknownHost
  case connect
  case timeout
  case tooLarge
  case tls
  case hostKey
  case login
  case missing
  /// The other side broke off or spoke something else.
  case broken(String)
  case badRequest(String)

  package var description: String {
    switch self {
    case .notAdmitted(let text): text
    case .unknownHost: "主机名解析不到地址"
    case .connect: "连接不上"
    case .timeout: "超时"
    case .tooLarge: "应答过大"
    case .tls: "TLS 证书或握手不成功"
    case .hostKey: "主机密钥与登记的不符"
    case .login: "对方拒绝登录"
    case .missing: "对方没有这个文件或目录,或没有权限"
    case .broken(let text): "传输中断:\(text)"
    case .badRequest(let text): text
    }
  }

  /// - Parameter denied: the address that was not admitted, when one was.
  init(_ code: CURLcode, denied: String?) {
    if let denied {
      self = .notAdmitted("地址和端口不在准许名单内:\(denied)")
      return
    }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: self = .unknownHost
    case CURLE_COULDNT_CONNECT: self = .connect
    case CURLE_OPERATION_TIMEDOUT: self = .timeout
    case CURLE_FILESIZE_EXCEEDED: self = .tooLarge
    case CURLE_PEER_FAILED_VERIFICATION where denied == nil: self = .tls
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR: self = .tls
    case CURLE_LOGIN_DENIED: self = .login
    case CURLE_REMOTE_FILE_NOT_FOUND, CURLE_REMOTE_ACCESS_DENIED: self = .missing
    default: self = .broken(String(cString: curl_easy_strerror(code)))
    }
  }
}
