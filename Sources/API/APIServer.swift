import Records
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSONText
package import Logging
import ServiceLifecycle

/// The portal's and the API's listener, with the limits and deadlines that the framework leaves open: 32 KiB of headers, 100 of them,
/// 60 s idle, 4,096 connections.
package struct APIServer: Service {
  private let application: Application<FrontDoor>

  /// - Parameter pages: answers everything that is none of the API's, through the API.
  package init(
    _ desks: Desks, host: String, port: Int, metrics: RequestCounts, isReady: @escaping @Sendable () async -> Bool,
    pages: (APIDoor) -> FrontDoor.Pages? = { _ in nil }, logger: Logger
  ) {
    let routes = Routes(desks: desks).all + Self.health(isReady)
    let door = APIDoor(responder: APIResponder(desks: desks, table: RouteTable(routes), logger: logger, metrics: metrics))
    application = Application(
      responder: FrontDoor(api: door, pages: pages(door)),
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [FrameGuard()], idleTimeout: .seconds(60),
          httpDecoderConfiguration: .init(maxHeaderFieldSize: 8 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))),
      configuration: .init(
        address: .hostname(host, port: port), backlog: 1024, availableConnectionsDelegate: MaximumAvailableConnections(4096)),
      logger: logger)
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
