import Records
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import JSONText
package import Logging
import NIOSSL
import ServiceLifecycle

/// The portal's and the API's listener, with the limits and deadlines that the framework leaves open: 32 KiB of headers, 100 of them,
/// 60 s idle, 4,096 connections.
package struct APIServer: Service {
  /// Certificate chain and private key, as files in PEM.
  package struct TLS: Sendable {
    package let chain: String, key: String
    package init(chain: String, key: String) { (self.chain, self.key) = (chain, key) }
  }

  private let application: Application<FrontDoor>

  /// - Parameters:
  ///   - tls: nil where TLS ends before this server, or nobody comes from outside this machine.
  ///   - pages: answers everything that is none of the API's, through the API.
  package init(
    _ desks: Desks, host: String, port: Int, tls: TLS? = nil, metrics: RequestCounts, isReady: @escaping @Sendable () async -> Bool,
    pages: (APIDoor) -> FrontDoor.Pages? = { _ in nil }, logger: Logger
  ) throws {
    let routes = Routes(desks: desks).all + Self.health(isReady)
    let door = APIDoor(responder: APIResponder(desks: desks, table: RouteTable(routes), logger: logger, metrics: metrics))
    let plain = HTTPServerBuilder.http1(
      configuration: .init(
        additionalChannelHandlers: [FrameGuard()], idleTimeout: .seconds(60),
        httpDecoderConfiguration: .init(maxHeaderFieldSize: 8 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100)))
    application = Application(
      responder: FrontDoor(api: door, pages: pages(door)), server: try tls.map { try .tls(plain, tlsConfiguration: Self.configuration($0)) } ?? plain,
      configuration: .init(
        address: .hostname(host, port: port), backlog: 1024, availableConnectionsDelegate: MaximumAvailableConnections(4096)),
      logger: logger)
  }

  private static func configuration(_ tls: TLS) throws -> TLSConfiguration {
    let chain = try NIOSSLCertificate.fromPEMFile(tls.chain).map { NIOSSLCertificateSource.certificate($0) }
    var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(try NIOSSLPrivateKey(file: tls.key, format: .pem)))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    return configuration
  }

  package func run() async throws { try await application.runService(gracefulShutdownSignals: []) }

  private static func health(_ isReady: @escaping @Sendable () async -> Bool) -> [Route] {
    [
      Route(.get, "/healthz/live", .open, "进程在运行") { _ in .init(200, ["live": true]) },
      Route(.get, "/healthz/ready", .open, "可以受理") { _ in
        await isReady() ? .init(200, ["ready": true]) : .init(503, ["ready": false])
      },
    ]
  }
}
