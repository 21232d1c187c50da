import CCurl
import Glibc

/// A curl handle that is set up for one transfer, with everything that must live as long as it does. Used on the courier's thread alone.
final class EasyHandle {
  let raw: UnsafeMutableRawPointer
  private let transfer: Transfer
  private var lines: UnsafeMutablePointer<curl_slist>?
  /// The private key, in memory that only this process can open.
  private var keyFile: Int32 = -1
  private let body: [UInt8]

  init(_ transfer: Transfer) throws(CourierFault) {
    guard let raw = curl_easy_init() else { throw .broken("curl") }
    self.raw = raw
    self.transfer = transfer
    body = transfer.request.body
    let request = transfer.request
    let this = Unmanaged.passUnretained(transfer).toOpaque()
    set(CURLOPT_PRIVATE, this)
    set(CURLOPT_URL, request.url)
    set(CURLOPT_PROTOCOLS_STR, request.protocols ?? "")
    set(CURLOPT_REDIR_PROTOCOLS_STR, request.protocols ?? "")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_PROXY, "")
    set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_CONNECTTIMEOUT_MS, request.connectDeadline.milliseconds)
    set(CURLOPT_TIMEOUT_MS, request.deadline.milliseconds)
    set(CURLOPT_LOW_SPEED_LIMIT, request.stall.bytes)
    set(CURLOPT_LOW_SPEED_TIME, request.stall.seconds)
    set(CURLOPT_BUFFERSIZE, 1 << 18)
    set(CURLOPT_FTP_SKIP_PASV_IP, 1)
    if request.offset > 0 { shim_set_size(raw, CURLOPT_RESUME_FROM_LARGE, curl_off_t(request.offset)) }
    if let file = request.authorities { set(CURLOPT_CAINFO, file) }
    if request.onlyLooks {
      set(CURLOPT_NOBODY, 1)
      set(CURLOPT_FILETIME, 1)
    }
    setReceivers(this)
    setMethod(request)
    if let shell = request.shell { try open(shell) }
  }

  deinit {
    curl_easy_cleanup(raw)
    curl_slist_free_all(lines)
    if keyFile >= 0 { close(keyFile) }
  }

  private func setReceivers(_ this: UnsafeMutableRawPointer) {
    shim_set_take(raw, CURLOPT_WRITEFUNCTION) { bytes, size, count, user in
      guard let bytes, let user else { return 0 }
      return Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue().take(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    set(CURLOPT_WRITEDATA, this)
    shim_set_take(raw, CURLOPT_HEADERFUNCTION) { bytes, size, count, user in
      guard let bytes, let user else { return 0 }
      let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: size * count), as: UTF8.self)
      Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue().takeHeader(line)
      return size * count
    }
    set(CURLOPT_HEADERDATA, this)
    // Every connect comes by here with the address that was really resolved: also each of FTP's data.
    shim_set_open(raw) { user, _, address in
      guard let user, let address else { return -1 }
      var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      var port = [CChar](repeating: 0, count: 16)
      let isNumeric = withUnsafePointer(to: &address.pointee.addr) { pointer in
        getnameinfo(pointer, address.pointee.addrlen, &host, socklen_t(host.count), &port, socklen_t(port.count), NI_NUMERICHOST | NI_NUMERICSERV)
      }
      func text(_ chars: [CChar]) -> String { String(decoding: chars.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) }
      guard isNumeric == 0, let number = Int(text(port)),
        Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue().admits(text(host), number)
      else { return -1 }
      return socket(address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    }
    set(CURLOPT_OPENSOCKETDATA, this)
  }

  private func setMethod(_ request: WireRequest) {
    guard request.url.lowercased().hasPrefix("http") else { return }
    switch request.method {
    case "GET": set(CURLOPT_HTTPGET, 1)
    case "HEAD": set(CURLOPT_NOBODY, 1)
    default:
      set(CURLOPT_POST, 1)
      set(CURLOPT_CUSTOMREQUEST, request.method)
      shim_set_size(raw, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
      _ = body.withUnsafeBytes { shim_set_pointer(raw, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: $0.baseAddress ?? UnsafeRawPointer(raw))) }
    }
    // No waiting for a go-ahead that many servers never give.
    lines = curl_slist_append(nil, "Expect:")
    for (name, value) in request.headers { lines = curl_slist_append(lines, value.isEmpty ? "\(name);" : "\(name): \(value)") }
    shim_set_pointer(raw, CURLOPT_HTTPHEADER, lines)
  }

  private func open(_ shell: ShellAccess) throws(CourierFault) {
    guard !shell.hostKey.isEmpty else { throw .hostKey }
    set(CURLOPT_USERNAME, shell.user)
    set(CURLOPT_SSH_AUTH_TYPES, Int(CURLSSH_AUTH_PUBLICKEY))
    set(CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256, shell.hostKey)
    keyFile = memfd_create("key", UInt32(shim_close_on_exec))
    let key = Array(shell.privateKey.utf8) + (shell.privateKey.hasSuffix("\n") ? [] : [10])
    guard keyFile >= 0, write(keyFile, key, key.count) == key.count else { throw .broken("memfd") }
    set(CURLOPT_SSH_PRIVATE_KEYFILE, "/proc/self/fd/\(keyFile)")
  }

  /// How it ended.
  func finish(_ code: CURLcode) {
    var status = 0
    var modified: curl_off_t = -1
    shim_get_long(raw, CURLINFO_RESPONSE_CODE, &status)
    shim_get_size(raw, CURLINFO_FILETIME_T, &modified)
    transfer.finish(code, status: transfer.request.url.lowercased().hasPrefix("http") ? status : 0, modified: modified >= 0 ? Int64(modified) : nil)
  }

  private func set(_ option: CURLoption, _ value: Int) { shim_set_long(raw, option, value) }
  private func set(_ option: CURLoption, _ value: String) { shim_set_text(raw, option, value) }
  private func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer) { shim_set_pointer(raw, option, value) }
}

extension Duration {
  fileprivate var milliseconds: Int { Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000) }
}
