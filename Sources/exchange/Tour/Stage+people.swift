import JSONText
import Seals

extension Stage {
  /// The API as the bureau's first account sees it.
  func administrator() async throws -> APIClient {
    try await session(login: world.login, password: world.password)
  }

  /// The API as a person of the tour sees it; logs in once a run.
  func client(_ person: Person) async throws -> APIClient {
    let login = try await login(of: person)
    guard let password = await memory.text("password.\(login)") else { throw NotSo("不知道账号 \(login) 的口令") }
    return try await session(login: login, password: password)
  }

  func login(of person: Person) async throws -> String { person.login(in: try await department(person.seat)) }

  /// The department a person belongs to, as the first chapter found it.
  func department(_ seat: Seat) async throws -> String {
    guard let code = await memory.text("department.\(seat.rawValue)") else { throw NotSo("尚未确定\(seat.label)") }
    return code
  }

  /// A session that an earlier step opened is used as long as the server knows it.
  private func session(login: String, password: String) async throws -> APIClient {
    let key = "token.\(login)"
    if let token = await memory.text(key) {
      let client = api.with(token: token)
      if await holds(client) { return client }
    }
    let answer = try await api.write("POST", "/sessions", ["login": .string(login), "password": .string(password)])
    guard let token = answer["token"]?.string else { throw NotSo("登录后没有得到会话") }
    try await memory.keep(key, .string(token))
    return api.with(token: token)
  }

  private func holds(_ client: APIClient) async -> Bool {
    do {
      _ = try await client.get("/sessions/current")
      return true
    } catch let problem as Problem {
      return problem.status != 401
    } catch {
      return false
    }
  }

  /// Long, with every class of character a password rule may ask for.
  static func freshPassword() -> String { "Jyg-" + hex(RandomBytes.make(15)) + "-9" }
}
