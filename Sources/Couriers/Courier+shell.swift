extension Courier {
  /// An entry of a folder on an SFTP server. The name is the bytes it has there.
  package struct ShellEntry: Sendable, Hashable {
    package enum Kind: Sendable { case file, directory, other }
    package let name: [UInt8], kind: Kind
    package let size: Int64
  }

  /// The entries of a folder; links are `.other` and never followed.
  package func list(_ shell: ShellAccess, folder: String) async throws -> [ShellEntry] {
    var request = request(shell, folder.hasSuffix("/") ? folder : folder + "/")
    request.maxBytes = 1 << 28
    let text = try await fetch(request).body
    var found: [ShellEntry] = []
    for line in text.split(separator: 10) {
      guard let entry = Self.entry(line) else { throw CourierFault.broken("目录列表中有读不懂的一行") }
      if entry.name != Array(".".utf8), entry.name != Array("..".utf8) { found.append(entry) }
    }
    return found
  }

  /// Seconds since 1970 of a file's last change.
  package func modified(_ shell: ShellAccess, file: String) async throws -> Int64 {
    var request = request(shell, file)
    request.onlyLooks = true
    guard let time = try await fetch(request).modified else { throw CourierFault.missing }
    return time
  }

  /// The bytes of a file, piece by piece.
  package func read(_ shell: ShellAccess, file: String, from offset: Int64 = 0, deadline: Duration, _ sink: @Sendable ([UInt8]) async throws -> Void)
    async throws
  {
    var request = request(shell, file)
    request.offset = offset
    request.deadline = deadline
    request.maxBytes = .max
    _ = try await stream(request, sink)
  }

  private func request(_ shell: ShellAccess, _ path: String) -> WireRequest {
    var request = WireRequest(method: "GET", url: shell.url(path))
    request.shell = shell
    return request
  }

  /// `-rw-r--r--    1 owner    group        1234 Nov 25 10:00 name`: eight columns, then the name with whatever it holds.
  static func entry(_ line: ArraySlice<UInt8>) -> ShellEntry? {
    var rest = line
    var columns: [ArraySlice<UInt8>] = []
    while columns.count < 8 {
      rest = rest.drop { $0 == 0x20 }
      let column = rest.prefix { $0 != 0x20 }
      guard !column.isEmpty else { return nil }
      columns.append(column)
      rest = rest.dropFirst(column.count)
    }
    guard rest.first == 0x20, let size = Int64(String(decoding: columns[4], as: UTF8.self)) else { return nil }
    let name = Array(rest.dropFirst())
    guard !name.isEmpty else { return nil }
    let kind: ShellEntry.Kind =
      switch columns[0].first {
      case UInt8(ascii: "-"): .file
      case UInt8(ascii: "d"): .directory
      default: .other
      }
    return ShellEntry(name: name, kind: kind, size: size)
  }
}
