import JSONText

/// What stands around the exchange during the tour: the first account, and the provider's three machines.
struct World: Sendable {
  /// The provider's PostgreSQL.
  struct Database: Sendable {
    let host: String, port: Int, name: String, user: String, password: String, schema: String
  }
  /// The provider's web service, with the token it asks for.
  struct Articles: Sendable {
    let base: String, token: String
  }
  /// The provider's file server over SFTP; `origin` is its folder as this machine sees it.
  struct Files: Sendable {
    let host: String, port: Int, user: String, key: String, hostKey: String, base: String, path: String, origin: String
  }

  let api: String
  let gateway: String
  let login: String
  let password: String
  /// Department codes in the order of their seats; none lets the tour choose from those registered.
  let providers: [String]
  let users: [String]
  let database: Database?
  let articles: Articles?
  let files: Files?
}

extension World {
  /// Reads the description; the secrets stand in files of their own beside it.
  init(file: String) throws {
    guard let json = try? JSON.parse(Array(try Secret.fromFile(file).utf8)), json.object != nil else {
      throw Fault(.usage, "环境文件 \(file) 不是 JSON 对象")
    }
    let reader = Reader(file: file, json: json)
    api = try reader.text("api")
    gateway = try reader.text("gateway")
    login = try reader.text("bureau", "login")
    password = try reader.secret("bureau", "passwordFile")
    providers = try reader.departments("providers", Seat.providers)
    users = try reader.departments("users", Seat.users)
    database =
      json["database"] == nil
      ? nil
      : Database(
        host: try reader.text("database", "host"), port: try reader.number("database", "port"), name: try reader.text("database", "name"),
        user: try reader.text("database", "user"), password: try reader.secret("database", "passwordFile"),
        schema: json["database"]?["schema"]?.string ?? "public")
    articles =
      json["articles"] == nil
      ? nil : Articles(base: try reader.text("articles", "base"), token: try reader.secret("articles", "tokenFile"))
    files =
      json["files"] == nil
      ? nil
      : Files(
        host: try reader.text("files", "host"), port: try reader.number("files", "port"), user: try reader.text("files", "user"),
        key: try reader.secret("files", "keyFile"), hostKey: try reader.text("files", "hostKey"), base: try reader.text("files", "base"),
        path: try reader.text("files", "path"), origin: try reader.text("files", "origin"))
  }

  /// Names what is missing by its path in the file.
  private struct Reader {
    let file: String
    let json: JSON

    func text(_ path: String...) throws -> String { try text(path) }

    func text(_ path: [String]) throws -> String {
      guard let text = value(path)?.string, !text.isEmpty else { throw missing(path) }
      return text
    }

    func number(_ path: String...) throws -> Int {
      guard let number = value(path)?.int else { throw missing(path) }
      return number
    }

    func secret(_ path: String...) throws -> String { try Secret.fromFile(try text(path)) }

    /// As many departments as there are seats, or none.
    func departments(_ name: String, _ seats: [Seat]) throws -> [String] {
      guard let codes = json["departments"]?[name]?.strings, !codes.isEmpty else { return [] }
      guard codes.count == seats.count else {
        throw Fault(.usage, "环境文件 \(file) 的 departments.\(name) 应为 \(seats.count) 个部门代码")
      }
      return codes
    }

    private func value(_ path: [String]) -> JSON? {
      path.reduce(json as JSON?) { $0?[$1] }
    }

    private func missing(_ path: [String]) -> Fault { Fault(.usage, "环境文件 \(file) 缺少 \(path.joined(separator: "."))") }
  }
}
