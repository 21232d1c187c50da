import HTTPTypes
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
package import Registry
import ServiceLifecycle

/// The metrics listener, apart from the doors that people use: figures for a machine at `/metrics`, today's calls for a person at `/`.
package struct MetricsServer: Service {
  private struct Responder: HTTPResponder {
    let text: @Sendable () -> String
    let registry: Registry

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
      switch request.uri.path {
      case "/metrics": return answer("text/plain; version=0.0.4; charset=utf-8", text())
      case "/":
        let now = try await registry.interfacesNow()
        return answer("text/html; charset=utf-8", CallsPage(day: now.today, uses: now.uses).html)
      default: return Response(status: .notFound)
      }
    }
    private func answer(_ type: String, _ body: String) -> Response {
      var headers = HTTPFields()
      headers[.contentType] = type
      headers[.cacheControl] = "no-store"
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: body)))
    }
  }
  private let application: Application<Responder>

  package init(host: String, port: Int, registry: Registry, text: @escaping @Sendable () -> String, logger: Logger) {
    application = Application(
      responder: Responder(text: text, registry: registry), server: .http1(configuration: .init(idleTimeout: .seconds(30))),
      configuration: .init(address: .hostname(host, port: port)), logger: logger)
  }

  package func run() async throws { try await application.runService(gracefulShutdownSignals: []) }
}
