import API
import Portal

extension BuildServer {
  /// The portal asks the API through its inner door.
  static let pages: @Sendable (APIDoor) -> FrontDoor.Pages? = { door in
    let portal = Portal(
      ask: { question in
        var ask = APIDoor.Ask(question.method, question.path, question.query, token: question.token)
        (ask.body, ask.contentType, ask.idempotencyKey, ask.seen) = (question.body, question.contentType, question.key, question.seen)
        return await door.ask(ask)
      }, forward: { request, context in try await door.respond(to: request, context) })
    return { request, context in try await portal.respond(to: request, context) }
  }
}
