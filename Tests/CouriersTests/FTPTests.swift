import Couriers
import Foundation
import Synchronization
import Testing
import Workbench

@Suite(.timeLimit(.minutes(2))) struct `Files over FTP` {
  private let server: FTPServer
  private let egress: Egress

  init() throws {
    server = try FTPServer()
    egress = Egress(allowed: FTPServer.passive.map { "127.0.0.1:\($0)" } + ["127.0.0.1:\(server.port)"])
  }

  @Test(arguments: [FileServer.Way.ftp, .ftps()])
  func `are listed exactly and come whole, in the clear and encrypted`(way: FileServer.Way) async throws {
    let whole = WebServer.big(0..<1_000_000)
    try server.files.write("空 格 #1%.bin", whole, modified: 1_650_000_001)
    try server.files.write("inner/x", [1])
    let files = try Courier(egress: egress, authorities: server.certificate).files(at: server.access(way))
    let found = try await files.list(server.files.path)
    #expect(
      Set(found) == [
        RemoteEntry(name: Array("空 格 #1%.bin".utf8), kind: .file, size: 1_000_000, modified: 1_650_000_001_000_000),
        RemoteEntry(name: Array("inner".utf8), kind: .directory, size: 0, modified: nil),
      ])
    let taken = Mutex<[UInt8]>([])
    let status = try await files.read("\(server.files.path)/空 格 #1%.bin", from: 10) { piece in taken.withLock { $0 += piece } }
    #expect(taken.withLock { $0 } == Array(whole[10...]))
    #expect(status == RemoteStatus(size: 1_000_000, modified: 1_650_000_001_000_000))
    #expect(try await files.status("\(server.files.path)/空 格 #1%.bin") == status)
    #expect(try await files.list("\(server.files.path)/inner").count == 1)
  }

  @Test func `are refused with a reason`() async throws {
    let courier = Courier(egress: egress, authorities: server.certificate)
    func kind(_ courier: Courier, _ access: FileServer, _ folder: String? = nil) async -> CourierFault.Kind? {
      await #expect(throws: CourierFault.self) { try await courier.files(at: access).list(folder ?? server.files.path) }?.kind
    }
    #expect(await kind(courier, server.access(.ftp, password: "falsch")) == .login)
    #expect(await kind(Courier(egress: egress), server.access(.ftps())) == .tls)
    // The control connection is admitted, the data connection is not.
    let half = Courier(egress: Egress(allowed: ["127.0.0.1:\(server.port)"]))
    #expect(await kind(half, server.access(.ftp)) == .notAdmitted)
    let files = try courier.files(at: server.access(.ftp))
    #expect(await #expect(throws: CourierFault.self) { try await files.status("\(server.files.path)/none") }?.kind == .missing)
    #expect(await #expect(throws: CourierFault.self) { try await files.status("a\r\nDELE b") }?.kind == .request)
    let byKey = FileServer(.ftp, host: "127.0.0.1", port: server.port, user: "demo", secret: .key("x"))
    #expect(throws: CourierFault.self) { try courier.files(at: byKey) }
  }
}
