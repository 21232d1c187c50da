import CCurl

extension Courier {
  /// A file server, ready to be asked. Nothing is connected to yet.
  ///
  /// - Throws: `CourierFault`: `.hostKey` without a registered print, `.login` for a key that cannot work, `.request` for an unfit address.
  package func files(at server: FileServer) throws -> RemoteFiles { try RemoteFiles(self, server) }
}

/// The files of one server. Holds the private key, in memory, as long as it lives; connections are used again from one call to the next.
package struct RemoteFiles: Sendable {
  private let courier: Courier
  private let server: FileServer
  private let key: MemoryFile?
  private let hosts: MemoryFile?

  /// Files that are asked for their time at once.
  private static let atOnce = 4
  /// Bytes of a listing: two million entries.
  private static let mostListing = 1 << 28

  init(_ courier: Courier, _ server: FileServer) throws {
    try server.check()
    (self.courier, self.server) = (courier, server)
    key = if case .key(let text) = server.secret { try MemoryFile(Array(text.hasSuffix("\n") ? text.utf8 : "\(text)\n".utf8)) } else { nil }
    hosts = if case .sftp(_, let type?) = server.way { try MemoryFile(Self.known(server, type)) } else { nil }
  }

  /// The entries of a folder, as they are and not as links lead.
  ///
  /// FTP gives all that is wanted in one answer (MLSD). SFTP through libcurl gives name, kind and size, but the time only to the minute or day:
  /// each file is then asked for its own, several at once over kept connections, four short questions each. A folder of thousands takes seconds.
  ///
  /// - Parameter exact: false leaves that out; `modified` is then nil over SFTP.
  /// - Throws: `.protocol` naming the folder when any line cannot be read, `.other` when a file changed meanwhile.
  package func list(_ folder: String, exact: Bool = true) async throws -> [RemoteEntry] {
    let transfer = try transfer(folder, isFolder: true, most: Int64(Self.mostListing))
    if !server.isSSH { try transfer.set(CURLOPT_CUSTOMREQUEST, "MLSD") }
    let body = Gathering()
    _ = try await courier.carry(transfer) { await body.add($0) }
    let bytes = await body.bytes
    guard let entries = server.isSSH ? LongListing.parse(bytes) : FactListing.parse(bytes) else {
      throw CourierFault(.protocol, "目录“\(folder)”的列表读不懂,可能有文件名含换行")
    }
    return exact && server.isSSH ? try await timed(entries, in: folder) : entries
  }

  private func timed(_ entries: [RemoteEntry], in folder: String) async throws -> [RemoteEntry] {
    try await withThrowingTaskGroup(of: (Int, RemoteEntry).self) { group in
      var found = entries
      var waiting = entries.indices.filter { entries[$0].kind == .file }[...]
      func begin() {
        guard let index = waiting.popFirst() else { return }
        group.addTask { (index, try await timed(entries[index], in: folder)) }
      }
      for _ in 0..<Self.atOnce { begin() }
      while let (index, entry) = try await group.next() {
        found[index] = entry
        begin()
      }
      return found
    }
  }

  private func timed(_ entry: RemoteEntry, in folder: String) async throws -> RemoteEntry {
    // A name that is no text cannot be asked for; whoever takes the listing refuses it anyway.
    guard let name = String(validating: entry.name, as: UTF8.self), name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return entry }
    let status = try await status(folder.isEmpty || folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)")
    // The listing looked at the entry itself; the question would follow a link that has come in its place.
    guard status.size == entry.size else { throw CourierFault(.other, "目录“\(folder)”中的文件在列出时有变化") }
    return RemoteEntry(name: entry.name, kind: .file, size: status.size, modified: status.modified)
  }

  /// A file's size and time now.
  package func status(_ path: String) async throws -> RemoteStatus {
    let transfer = try transfer(path, isFolder: false, most: .max)
    try transfer.set(CURLOPT_NOBODY, 1)
    return try Self.status(try await courier.carry(transfer) { _ in }, from: 0)
  }

  /// Reads a file from a byte on, piece by piece; the next is read when the last was taken. Answers size and time as they were at the start.
  @discardableResult
  package func read(_ path: String, from offset: Int64 = 0, sink: @Sendable ([UInt8]) async throws -> Void) async throws -> RemoteStatus {
    guard offset >= 0 else { throw CourierFault(.request, "所取的范围不合规则") }
    let transfer = try transfer(path, isFolder: false, most: .max)
    if offset > 0 { try transfer.set(CURLOPT_RESUME_FROM_LARGE, size: offset) }
    return try Self.status(try await courier.carry(transfer, sink), from: offset)
  }

  private static func status(_ outcome: Outcome, from offset: Int64) throws -> RemoteStatus {
    guard let modified = outcome.modified else { throw CourierFault(.protocol, "文件服务器没有给出文件的时间") }
    // libcurl knows no size of an SFTP file that is empty: then what came is what there is.
    return RemoteStatus(size: (outcome.size ?? outcome.came) + offset, modified: modified * 1_000_000)
  }

  private func transfer(_ path: String, isFolder: Bool, most: Int64) throws -> Transfer {
    let url = try RemotePath.url(server, path, isFolder: isFolder)
    let transfer = try Transfer(url: url, place: server.place, egress: courier.egress, protocols: server.scheme, mostBytes: most, isSSH: server.isSSH)
    try transfer.set(CURLOPT_USERNAME, server.user)
    try transfer.set(CURLOPT_SASL_AUTHZID, server.label)
    try transfer.set(CURLOPT_FILETIME, isFolder ? 0 : 1)
    try transfer.set(CURLOPT_BUFFERSIZE, 512 << 10)
    try transfer.set(deadline: nil, connect: server.connectDeadline, stall: server.stall)
    if case .password(let password) = server.secret { try transfer.set(CURLOPT_PASSWORD, password) }
    switch server.way {
    case .sftp(let print, _): try prove(transfer, try FileServer.print(print))
    case .ftp: try encrypt(transfer, CURLUSESSL_NONE)
    case .ftps: try encrypt(transfer, CURLUSESSL_ALL)
    }
    return transfer
  }

  private func prove(_ transfer: Transfer, _ print: String) throws {
    try transfer.set(CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256, print)
    if let hosts {
      try transfer.set(CURLOPT_SSH_KNOWNHOSTS, hosts.path)
      transfer.keep(hosts)
    }
    guard let key else { return try transfer.set(CURLOPT_SSH_AUTH_TYPES, Int(CURLSSH_AUTH_PASSWORD | CURLSSH_AUTH_KEYBOARD)) }
    try transfer.set(CURLOPT_SSH_AUTH_TYPES, Int(CURLSSH_AUTH_PUBLICKEY))
    try transfer.set(CURLOPT_SSH_PRIVATE_KEYFILE, key.path)
    transfer.keep(key)
  }

  private func encrypt(_ transfer: Transfer, _ wish: curl_usessl) throws {
    try transfer.set(CURLOPT_USE_SSL, Int(wish.rawValue))
    if let authorities = courier.authorities { try transfer.set(CURLOPT_CAINFO, authorities) }
    try transfer.set(CURLOPT_FTP_FILEMETHOD, Int(CURLFTPMETHOD_NOCWD.rawValue))
    try transfer.set(CURLOPT_FTP_SKIP_PASV_IP, 1)
  }

  /// The only way to tell libcurl which of a host's keys it shall ask for is a line as of a known host. The key in it is none, only long enough to
  /// pass for one: what is compared is the registered print.
  private static func known(_ server: FileServer, _ type: FileServer.HostKeyType) -> [UInt8] {
    Array("[\(server.host)]:\(server.port) \(type.rawValue) \(String(repeating: "A", count: 68))\n".utf8)
  }
}
