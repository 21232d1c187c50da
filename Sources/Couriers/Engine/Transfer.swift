import CCurl
import Glibc

/// One request on its way: the handle of libcurl, and what has come so far.
///
/// Unchecked because it has one owner at a time: the task that builds it, then the courier's thread. Others only pass it on.
final class Transfer: @unchecked Sendable {
  let pipe = Pipe()
  let easy: UnsafeMutableRawPointer
  /// Host and port, for people.
  let place: String
  let isSSH: Bool
  private let egress: Egress
  private let mostBytes: Int64
  private var lists: [UnsafeMutablePointer<curl_slist>] = []
  private let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  /// Lives as long as the transfer: files in memory that libcurl reads.
  private var kept: [MemoryFile] = []

  /// What is still to be sent.
  private var upload: ArraySlice<UInt8> = []
  private var bytes: Int64 = 0
  private var head = ResponseHead()
  private var refused: String?
  private var isTooLarge = false

  init(url: String, place: String, egress: Egress, protocols: String, mostBytes: Int64, isSSH: Bool = false) throws {
    guard let easy = curl_easy_init() else { throw CourierFault(.other, "传输没有开始") }
    self.easy = easy
    (self.place, self.egress, self.mostBytes, self.isSSH) = (place, egress, mostBytes, isSSH)
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    try set(CURLOPT_URL, url)
    try set(CURLOPT_PROTOCOLS_STR, protocols)
    try set(CURLOPT_REDIR_PROTOCOLS_STR, protocols)
    try setCommon()
    try check(shim_set_owner(easy, CURLOPT_ERRORBUFFER, words))
    try setCalls()
  }

  deinit {
    curl_easy_cleanup(easy)
    for list in lists { curl_slist_free_all(list) }
    words.deallocate()
  }

  /// What holds for everything that goes out.
  private func setCommon() throws {
    for option in [CURLOPT_NOSIGNAL, CURLOPT_NOPROGRESS, CURLOPT_PATH_AS_IS, CURLOPT_TCP_KEEPALIVE, CURLOPT_SSL_VERIFYPEER] { try set(option, 1) }
    for option in [CURLOPT_FOLLOWLOCATION, CURLOPT_HTTP09_ALLOWED, CURLOPT_NETRC, CURLOPT_FAILONERROR] { try set(option, 0) }
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    // An empty proxy also turns off those of the environment.
    try set(CURLOPT_PROXY, "")
    if mostBytes < .max { try check(shim_set_size(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(mostBytes))) }
  }

  private func setCalls() throws {
    let owner = Unmanaged.passUnretained(self).toOpaque()
    try check(shim_set_owner(easy, CURLOPT_OPENSOCKETDATA, owner))
    try check(
      shim_set_opener(easy) { owner, _, place in
        guard let owner, let place else { return -1 }
        return Unmanaged<Transfer>.fromOpaque(owner).takeUnretainedValue().open(place)
      })
    try check(shim_set_owner(easy, CURLOPT_WRITEDATA, owner))
    try check(
      shim_set_writer(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, owner in
        guard let owner else { return 0 }
        return Unmanaged<Transfer>.fromOpaque(owner).takeUnretainedValue().take(UnsafeRawBufferPointer(start: bytes, count: size * count))
      })
    try check(shim_set_owner(easy, CURLOPT_HEADERDATA, owner))
    try check(
      shim_set_writer(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, owner in
        guard let owner else { return 0 }
        return Unmanaged<Transfer>.fromOpaque(owner).takeUnretainedValue().note(UnsafeRawBufferPointer(start: bytes, count: size * count))
      })
  }

  // Options

  func set(_ option: CURLoption, _ value: Int) throws { try check(shim_set_long(easy, option, value)) }
  func set(_ option: CURLoption, _ value: String) throws {
    guard !value.utf8.contains(0) else { throw CourierFault(.request, "请求中有不能发送的字符") }
    try check(shim_set_text(easy, option, value))
  }
  func set(_ option: CURLoption, size: Int64) throws { try check(shim_set_size(easy, option, curl_off_t(size))) }

  /// What is sent piece by piece, as libcurl asks for it.
  func set(upload bytes: [UInt8]) throws {
    upload = bytes[...]
    try set(CURLOPT_UPLOAD, 1)
    try set(CURLOPT_INFILESIZE_LARGE, size: Int64(bytes.count))
    try check(shim_set_owner(easy, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque()))
    try check(
      shim_set_writer(easy, CURLOPT_READFUNCTION) { room, size, count, owner in
        guard let owner, let room else { return 0 }
        return Unmanaged<Transfer>.fromOpaque(owner).takeUnretainedValue().give(UnsafeMutableRawBufferPointer(start: room, count: size * count))
      })
  }

  /// libcurl copies these bytes; their number goes first.
  func set(body: [UInt8]) throws {
    try set(CURLOPT_POSTFIELDSIZE_LARGE, size: Int64(body.count))
    try body.withUnsafeBytes { bytes in
      try check(bytes.isEmpty ? shim_set_text(easy, CURLOPT_COPYPOSTFIELDS, "") : shim_set_bytes(easy, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress))
    }
  }

  func set(headers: [String]) throws { try set(CURLOPT_HTTPHEADER, headers) }

  func set(_ option: CURLoption, _ lines: [String]) throws {
    var list: UnsafeMutablePointer<curl_slist>?
    for line in lines {
      guard let longer = curl_slist_append(list, line) else {
        curl_slist_free_all(list)
        throw CourierFault(.other, "传输没有开始")
      }
      list = longer
    }
    guard let list else { return }
    lists.append(list)
    try check(shim_set_list(easy, option, list))
  }

  func set(deadline: Duration?, connect: Duration, stall: WireRequest.Stall) throws {
    if let deadline { try set(CURLOPT_TIMEOUT_MS, deadline.milliseconds) }
    try set(CURLOPT_CONNECTTIMEOUT_MS, connect.milliseconds)
    try set(CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, connect.milliseconds / 1000))
    try set(CURLOPT_LOW_SPEED_LIMIT, stall.bytesPerSecond)
    try set(CURLOPT_LOW_SPEED_TIME, stall.seconds)
  }

  func keep(_ file: MemoryFile) { kept.append(file) }

  private func check(_ code: CURLcode) throws {
    guard code == CURLE_OK else { throw CourierFault(.other, "传输没有开始(\(code.rawValue))") }
  }

  // On the courier's thread

  /// Every connection is asked for here, with the address that the name stands for at this moment: FTP's data connections too.
  private func open(_ place: UnsafeMutablePointer<curl_sockaddr>) -> Int32 {
    let port = shim_address(place)?.port ?? 0
    guard let at = shim_address(place), let address = Address(at), egress.admits(address, port) else {
      refused = shim_address(place).flatMap { Address($0) }.map { $0.place(port) } ?? self.place
      return -1
    }
    refused = nil
    return socket(place.pointee.family, place.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), place.pointee.protocol)
  }

  private func take(_ piece: UnsafeRawBufferPointer) -> Int {
    head.hasEnded = true
    guard bytes + Int64(piece.count) <= mostBytes else {
      isTooLarge = true
      return 0
    }
    switch pipe.offer(piece) {
    case .all:
      bytes += Int64(piece.count)
      return piece.count
    case .wait: return Int(CURL_WRITEFUNC_PAUSE)
    case .abort: return 0
    }
  }

  private func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
    let piece = upload.prefix(room.count)
    room.copyBytes(from: piece)
    upload = upload.dropFirst(piece.count)
    return piece.count
  }

  private func note(_ line: UnsafeRawBufferPointer) -> Int {
    guard head.take(line) else {
      isTooLarge = true
      return 0
    }
    return line.count
  }

  func finish(_ code: CURLcode) {
    guard code != CURLE_OK else { return pipe.finish(.success(outcome)) }
    // Whatever libcurl makes of it: it tries FTP's data connection in another way first, and may then lose its place.
    if let refused {
      return pipe.finish(.failure(CourierFault(.notAdmitted, "地址和端口不在准许名单内", place: refused)))
    }
    if isTooLarge { return pipe.finish(.failure(CourierFault(.tooLarge, "应答过大", place: place))) }
    pipe.finish(.failure(CourierFault(code, place: place, isSSH: isSSH, detail: String(cString: words))))
  }

  /// What the other side said last; known when it is over.
  var status: Int {
    var status = 0
    _ = shim_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
    return status
  }

  private var outcome: Outcome {
    var size: curl_off_t = -1
    var modified: curl_off_t = -1
    _ = shim_get_size(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &size)
    _ = shim_get_size(easy, CURLINFO_FILETIME_T, &modified)
    return Outcome(
      status: status, headers: head.headers, came: bytes, size: size < 0 ? nil : Int64(size), modified: modified < 0 ? nil : Int64(modified))
  }
}

extension UnsafePointer<sockaddr> {
  /// Both families keep it in the same place, in network order.
  fileprivate var port: Int { Int(UInt16(bigEndian: UnsafeRawPointer(self).loadUnaligned(fromByteOffset: 2, as: UInt16.self))) }
}

extension Duration {
  /// At least one: 0 would mean no limit.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    return max(1, Int(min(seconds, 1 << 30)) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
  }
}
