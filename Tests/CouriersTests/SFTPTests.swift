import Couriers
import Foundation
import Synchronization
import Testing
import Workbench

@Suite(.timeLimit(.minutes(3))) struct `Files over SFTP` {
  private func courier(_ server: ShellServer) -> Courier { Courier(egress: Egress(allowed: ["127.0.0.1:\(server.port)"])) }

  private func bytes(_ files: RemoteFiles, _ path: String, from: Int64 = 0) async throws -> (bytes: [UInt8], status: RemoteStatus) {
    let taken = Mutex<[UInt8]>([])
    let status = try await files.read(path, from: from) { piece in taken.withLock { $0 += piece } }
    return (taken.withLock { $0 }, status)
  }

  @Test func `are listed by exact name, kind, size and second`() async throws {
    let server = try ShellServer()
    let names = ["空 格 'x' #1%?.txt", " lead", "two  blanks", "a -> b", "x 5 Jan  1  2020 y", "~", "trail ", "-dash", "semi;colon", "q\"u\\o"]
    for (n, name) in names.enumerated() { try server.files.write(name, Array(repeating: 7, count: n * 1000), modified: 1_600_000_007 + n) }
    try server.files.write("inner/deep.txt", [1])
    try FileManager.default.createSymbolicLink(atPath: "\(server.files.path)/link", withDestinationPath: "/etc/hostname")
    try FileManager.default.createSymbolicLink(atPath: "\(server.files.path)/dangling", withDestinationPath: "nowhere -> at all")
    try Running.once("mkfifo", "\(server.files.path)/pipe")
    let found = try await courier(server).files(at: server.access()).list(server.files.path)
    let expected =
      names.enumerated().map { n, name in
        RemoteEntry(name: Array(name.utf8), kind: .file, size: Int64(n * 1000), modified: Int64(1_600_000_007 + n) * 1_000_000)
      }
    #expect(Set(found.filter { $0.kind == .file }) == Set(expected))
    let others = Dictionary(uniqueKeysWithValues: found.filter { $0.kind != .file }.map { (String(decoding: $0.name, as: UTF8.self), $0.kind) })
    #expect(others == ["inner": .directory, "link": .link, "dangling": .link, "pipe": .other])
    for (n, name) in names.enumerated() {
      #expect(try await bytes(courier(server).files(at: server.access()), "\(server.files.path)/\(name)").bytes.count == n * 1000, "\(name)")
    }
  }

  @Test func `come whole, and from the middle, with size and time`() async throws {
    let server = try ShellServer()
    let whole = WebServer.big(0..<5_000_000)
    try server.files.write("whole", whole, modified: 1_700_000_123)
    try server.files.write("empty", [])
    let files = try courier(server).files(at: server.access())
    let read = try await bytes(files, "\(server.files.path)/whole")
    #expect(read.bytes == whole && read.status == RemoteStatus(size: 5_000_000, modified: 1_700_000_123_000_000))
    let tail = try await bytes(files, "\(server.files.path)/whole", from: 4_999_000)
    #expect(tail.bytes == Array(whole[4_999_000...]) && tail.status == read.status)
    #expect(try await bytes(files, "\(server.files.path)/empty").bytes.isEmpty)
    #expect(try await files.status("\(server.files.path)/whole") == read.status)
  }

  @Test func `are asked for over few connections, however many they are`() async throws {
    let server = try ShellServer()
    for n in 0..<400 { try server.files.write("f\(n)", [UInt8](repeating: 1, count: n), modified: 1_650_000_000 + n) }
    let files = try courier(server).files(at: server.access())
    let found = try await files.list(server.files.path)
    #expect(found.count == 400 && found.allSatisfy { $0.modified == (1_650_000_000 + $0.size) * 1_000_000 })
    #expect(server.logins <= 4, "\(server.logins)")
    #expect(try await files.list(server.files.path, exact: false).allSatisfy { $0.modified == nil })
    #expect(server.logins <= 4)
  }

  @Test func `keep their pace with the sink`() async throws {
    let server = try ShellServer()
    let whole = WebServer.big(0..<12_000_000)
    try server.files.write("whole", whole)
    let digest = Mutex((sum: 0, count: 0))
    try await courier(server).files(at: server.access()).read("\(server.files.path)/whole") { piece in
      for _ in 0..<50 { await Task.yield() }
      digest.withLock { sum in for byte in piece { sum = (sum.sum &* 31 &+ Int(byte), sum.count + 1) } }
    }
    let expected = whole.reduce(0) { $0 &* 31 &+ Int($1) }
    #expect(digest.withLock { $0.count == whole.count && $0.sum == expected })
  }

  @Test func `are not listed at all when one name cannot be told`() async throws {
    let server = try ShellServer()
    try server.files.write("good", [1])
    try server.files.write("a\n-rw-r--r--    1 root     root            1 Jan  1  2020 b", [1])
    let fault = await #expect(throws: CourierFault.self) { try await courier(server).files(at: server.access()).list(server.files.path) }
    #expect(fault?.description.contains(server.files.path) == true || fault?.kind == .missing, "\(String(describing: fault))")
  }

  @Test func `come only from the host whose key is registered`() async throws {
    let server = try ShellServer(hostKeys: ["ed25519"])
    let courier = courier(server)
    func fault(_ print: String) async -> CourierFault? {
      await #expect(throws: CourierFault.self) { try await courier.files(at: server.access(print)).list(server.files.path) }
    }
    let print = server.prints[0]
    let wrong = "SHA256:" + String(print.dropFirst(7).reversed())
    #expect(await fault("")?.kind == .hostKey)
    #expect(await fault("SHA256:")?.kind == .hostKey)
    #expect(await fault(String(print.dropLast(4)))?.kind == .hostKey)
    #expect(await fault(wrong)?.kind == .hostKey)
    #expect(server.logins == 0)
    for good in [print, String(print.dropFirst(7)), "\(print)="] {
      #expect(try await courier.files(at: server.access(good)).list(server.files.path).isEmpty)
    }
    // A connection stands open to the very same user and key: another pin may not ride on it.
    #expect(await fault(wrong)?.kind == .hostKey)
  }

  @Test func `come from a host with several keys by the type that is registered`() async throws {
    let server = try ShellServer(hostKeys: ["ed25519", "ecdsa"])
    let courier = courier(server)
    for (print, type) in zip(server.prints, [FileServer.HostKeyType.ed25519, .ecdsa]) {
      #expect(try await courier.files(at: server.access(print, type: type)).list(server.files.path).isEmpty, "\(type)")
      let other: FileServer.HostKeyType = type == .ecdsa ? .ed25519 : .ecdsa
      let fault = await #expect(throws: CourierFault.self) { try await courier.files(at: server.access(print, type: other)).list(server.files.path) }
      #expect(fault?.kind == .hostKey)
    }
  }

  @Test(arguments: [["-t", "ecdsa"], ["-t", "ecdsa", "-b", "521"], ["-t", "ecdsa", "-m", "PEM"]])
  func `come by an ECDSA key`(key: [String]) async throws {
    let server = try ShellServer(loginKey: key)
    #expect(try await courier(server).files(at: server.access()).list(server.files.path).isEmpty)
  }

  @Test func `are refused with a reason`() async throws {
    let server = try ShellServer()
    try server.files.write("there", [1])
    let courier = courier(server)
    let files = try courier.files(at: server.access())
    func kind(_ body: () async throws -> some Sendable) async -> CourierFault.Kind? {
      do {
        _ = try await body()
        return nil
      } catch { return (error as? CourierFault)?.kind }
    }
    #expect(await kind { try await files.status("\(server.files.path)/none") } == .missing)
    #expect(await kind { try await files.list("\(server.files.path)/none") } == .missing)
    #expect(await kind { try await files.status("\(server.files.path)/../x") } == .request)
    #expect(await kind { try await files.status("\(server.files.path)/a\nb") } == .request)
    let stranger = try ShellServer()
    #expect(await kind { try await courier.files(at: server.access(key: stranger.key)).list(server.files.path) } == .login)
    #expect(await kind { try await courier.files(at: server.access(user: "nobody-at-all")).list(server.files.path) } == .login)
    #expect(await kind { try await courier.files(at: stranger.access()).list("/") } == .notAdmitted)
    let rsa = try ShellServer(loginKey: ["-t", "rsa"])
    #expect(await kind { try courier.files(at: server.access(key: rsa.key)) } == .login)
    #expect(await kind { try courier.files(at: server.access(key: "no key")) } == .login)
  }

  @Test func `leave no key on disk or among the open files`() async throws {
    let server = try ShellServer()
    func open() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)"))?.contains("memfd:courier") == true
      }.count
    }
    do {
      let files = try courier(server).files(at: server.access())
      _ = try await files.list(server.files.path)
    }
    // Others run beside this test: what counts is that it goes down to none some time.
    while try open() > 0 { try await Task.sleep(for: .milliseconds(5)) }
  }
}
