package import Hummingbird

/// One listener, two doors: the API's addresses are the API's, everything else is a page.
package struct FrontDoor: HTTPResponder {
  package typealias Context = BasicRequestContext
  package typealias Pages = @Sendable (Request, BasicRequestContext) async throws -> Response

  let api: APIDoor
  let pages: Pages?

  package func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    guard let pages, !Self.isAPI(request.uri.path) else { return try await api.respond(to: request, context) }
    return try await pages(request, context)
  }

  private static func isAPI(_ path: String) -> Bool { path.hasPrefix("/api/") || path.hasPrefix("/healthz/") || path == "/openapi.json" }
}
