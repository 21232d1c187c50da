import Accounts
import Records

/// One entrance of the API. The list in Routes.swift is the router, the OpenAPI text and the route × role matrix at once.
struct Route: Sendable {
  enum Method: String, Sendable { case get = "GET", post = "POST", put = "PUT", patch = "PATCH", delete = "DELETE" }
  enum Access: Sendable, Hashable {
    /// Anybody.
    case open
    /// Anybody who has logged in; what he may do there is decided below.
    case session
    /// Anybody who has logged in and is none of the three administrators.
    case officer
    /// One of these sub-permissions or administrator seats (`admin.audit`).
    case any([String])
  }
  typealias Handler = @Sendable (Call) async throws -> Answer
  typealias Replier = @Sendable (Call) async throws -> Reply

  let method: Method
  /// With `{name}` for a variable part: `/api/v1/accounts/{id}`.
  let path: String
  let access: Access
  let summary: String
  /// Bytes of the body at most.
  let limit: Int
  let handle: Replier

  init(_ method: Method, _ path: String, _ access: Access, _ summary: String, limit: Int = 1 << 20, _ handle: @escaping Handler) {
    self.init(method, path, access, summary, limit: limit, reply: { .answer(try await handle($0)) })
  }

  /// An answer that is no JSON, or too long to lie in memory.
  init(_ path: String, _ access: Access, _ summary: String, download: @escaping @Sendable (Call) async throws -> Download) {
    self.init(.get, path, access, summary, reply: { .download(try await download($0)) })
  }

  init(_ method: Method, _ path: String, _ access: Access, _ summary: String, limit: Int = 1 << 20, reply handle: @escaping Replier) {
    self.method = method
    self.path = path
    self.access = access
    self.summary = summary
    self.limit = limit
    self.handle = handle
  }

  /// Whether a department's machine may come with a landing key instead of a person with a session: where landed data are read.
  var isForKeys: Bool { method == .get && path.hasPrefix("/api/v1/landing") && !path.hasPrefix("/api/v1/landing/keys") }

  /// May this person enter at all?
  func admits(_ person: Person?) -> Bool {
    switch access {
    case .open: return true
    case .session: return person != nil
    case .officer: return person.map { $0.administrator == nil } ?? false
    case .any(let seats):
      guard let person else { return false }
      let held = person.roles.union(person.administrator.map { ["admin.\($0)"] } ?? [])
      return !held.isDisjoint(with: seats)
    }
  }
}
