import API
import Gateway
import Portal

extension BuildServer {
  /// The portal asks the API through its inner door.
  ///
  /// - Parameter call: makes a call through the gateway, for who tries one on a grant's page.
  static func pages(_ call: @escaping Portal.Call) -> (APIDoor) -> FrontDoor.Pages? {
    { door in
      let portal = Portal(
        ask: { question in
          var ask = APIDoor.Ask(question.method, question.path, question.query, token: question.token)
          (ask.body, ask.contentType, ask.idempotencyKey, ask.seen) = (question.body, question.contentType, question.key, question.seen)
          return await door.ask(ask)
        }, forward: { request, context in try await door.respond(to: request, context) }, call: call)
      return { request, context in try await portal.respond(to: request, context) }
    }
  }
}

extension Config {
  /// Where callers reach the gateway: over TLS where it is set and the gateway is not this machine's alone.
  var gatewayAddress: String {
    guard let gatewayTLS, !gateway.isLocal else { return "http://\(gateway.host):\(gateway.port)" }
    return "https://\(gateway.host):\(gatewayTLS.port)"
  }
}
