import Foundation
import Logging
import Records
import ServiceLifecycle
import Testing
import Workbench

@testable import API

@Suite(.timeLimit(.minutes(1))) struct `The door behind TLS` {
  @Test func `speaks to who trusts it, in TLS 1.2 and later, and to nobody in the open`() async throws {
    try await Office.with { office in
      let scratch = try Scratch()
      let certificate = try Certificate.make(scratch)
      let port = try Running.freePort()
      var logger = Logger(label: "test")
      logger.logLevel = .critical
      let server = try APIServer(
        Door.desks(office), host: "127.0.0.1", port: port, tls: .init(chain: certificate, key: "\(scratch.path)/key.pem"), metrics: RequestCounts(), isReady: { true },
        logger: logger)
      let group = ServiceGroup(services: [server], logger: logger)
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        tasks.addTask {
          let base = ["-sS", "--max-time", "5", "--cacert", certificate]
          let address = "https://127.0.0.1:\(port)/healthz/ready"
          let (open, older) = (
            try Self.curl(base + ["--retry", "20", "--retry-connrefused", "--retry-delay", "1", address]), try Self.curl(base + ["--tlsv1.2", "--tls-max", "1.2", address])
          )
          #expect(open == #"{"ready":true}"# && older == open)
          #expect(throws: Running.NotUp.self) { _ = try Self.curl(base + ["--tls-max", "1.1", address]) }
          #expect(throws: Running.NotUp.self) { _ = try Self.curl(["-sS", "--max-time", "5", address]) }
          #expect(throws: Running.NotUp.self) { _ = try Self.curl(["-sS", "--max-time", "5", "http://127.0.0.1:\(port)/healthz/ready"]) }
        }
        defer { tasks.cancelAll() }
        // The callers are done, or the server fell.
        try await tasks.next()
      }
    }
  }

  private static func curl(_ arguments: [String]) throws -> String { try Running.once(["curl"] + arguments) }

  @Test func `does not open with a key that is not there`() async throws {
    try await Office.with { office in
      let nowhere = APIServer.TLS(chain: "/nowhere", key: "/nowhere")
      do {
        _ = try APIServer(
          Door.desks(office), host: "127.0.0.1", port: 1, tls: nowhere, metrics: RequestCounts(), isReady: { true }, logger: Logger(label: "test"))
        Issue.record("it opened")
      } catch {}
    }
  }
}
