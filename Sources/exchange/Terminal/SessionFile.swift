import Foundation
import JSONText

/// Sessions of this person, one a server, in `~/.config/exchange/sessions.json` (0600). `EXCHANGE_TOKEN` goes before it.
struct SessionFile {
  private let file: PrivateFile

  init() {
    let environment = ProcessInfo.processInfo.environment
    let base = environment["XDG_CONFIG_HOME"] ?? (NSHomeDirectory() + "/.config")
    file = PrivateFile(path: base + "/exchange/sessions.json")
  }

  /// The token for a server, if there is one.
  func token(for server: ServerAddress) throws -> String? {
    if let token = ProcessInfo.processInfo.environment["EXCHANGE_TOKEN"], !token.isEmpty { return token }
    return try file.read()[server.text]?["token"]?.string
  }

  func keep(_ session: JSON, for server: ServerAddress) throws {
    var sessions = try file.read()
    sessions[server.text] = session
    try file.write(sessions)
  }

  func forget(_ server: ServerAddress) throws {
    var sessions = try file.read()
    sessions[server.text] = nil
    try file.write(sessions)
  }
}
