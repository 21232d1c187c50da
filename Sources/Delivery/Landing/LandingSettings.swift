package import Postgres

/// The server on which departments' landing areas are made, and the folder for files.
package struct LandingSettings: Sendable {
  package var host: String, port: Int
  /// A role with `createdb` and `createrole`; it owns the landing databases.
  package var user: String, password: String?
  /// Any database that exists already, to connect to when another is to be made.
  package var maintenance = "postgres"
  /// Put before the names of databases and roles; only where two installations share a server.
  package var prefix = ""
  package var folder: String
  package var tls = PostgresSettings.TLS.disable

  package init(host: String, port: Int, user: String, password: String?, folder: String, prefix: String = "") {
    self.host = host
    self.port = port
    self.user = user
    self.password = password
    self.folder = folder
    self.prefix = prefix
  }

  func connection(_ database: String) -> PostgresSettings {
    var settings = PostgresSettings(host: host, port: port, database: database, user: user, password: password)
    settings.applicationName = "exchange delivery"
    settings.tls = tls
    return settings
  }

  /// `landing_` and the department's code with underscores: name of its database and of its login role.
  func name(_ department: String) -> String { "\(prefix)landing_\(SQL.plain(department))" }

  /// The database and role of what a department uploads.
  func uploads(_ department: String) -> String { "\(prefix)uploads_\(SQL.plain(department))" }

  func folder(_ department: String) -> String { "\(folder)/\(department)" }
}
