import Couriers
import Delivery
import Foundation
import JSONText
import Logging
import Postgres
import Seals
import Workbench

/// A process that delivers when it is told to, on three servers: `Scripts/delivery-faults` ends it, and them, at any moment.
///
/// What it needs to know it keeps in a directory, so that the next process goes on where this one was ended. Each line of its input is one
/// delivery, each line of its output the outcome.
struct DeliveryPoint {
  let work: String
  let rows: Int

  func run() async throws {
    let server = try TestDatabase.server()
    let (source, target) = (try Self.server("SOURCE"), try Self.server("TARGET"))
    let facts = try await facts(source)
    let key = try SealKey([UInt8](repeating: 9, count: 32))
    var settings = server
    settings.database = facts.database
    let pool = Pool(settings, size: 4)
    let egress = Egress(allowed: ["127.0.0.1:\(source.port)"])
    var logger = Logger(label: "point")
    logger.logLevel = .critical
    let landing = LandingSettings(
      host: target.host, port: target.port, user: target.user, password: target.password, folder: "\(work)/landing", prefix: "")
    let delivery = Delivery(
      pool: pool, landing: landing, secrets: key, signing: try SigningKey(pem: facts.pem), courier: Courier(egress: egress),
      admits: { egress.admits($0, $1) }, logger: logger)
    print((["database": .string(facts.database)] as JSON).text)
    fflush(nil)
    while readLine() != nil {
      do {
        print("\(try await delivery.deliver(grant: 4))")
      } catch {
        print("error: \(error)")
      }
      fflush(nil)
    }
  }

  private static func server(_ name: String) throws -> PostgresSettings {
    let environment = ProcessInfo.processInfo.environment
    guard let port = environment["\(name)_PORT"].flatMap(Int.init), let password = environment["\(name)_PASSWORD"] else { throw DeliveryBench.Broken(text: "\(name)_PORT and \(name)_PASSWORD are wanted") }
    return PostgresSettings(host: "127.0.0.1", port: port, database: "postgres", user: "exchange_owner", password: password)
  }

  private func facts(_ source: PostgresSettings) async throws -> (database: String, pem: String) {
    let file = "\(work)/facts.json"
    if let text = try? String(contentsOfFile: file, encoding: .utf8), let known = try? JSON.parse(text), let database = known["database"]?.string,
      let pem = known["pem"]?.string
    {
      return (database, pem)
    }
    let database = try await TestDatabase.fresh()
    _ = try await Office(database)
    let key = try SealKey([UInt8](repeating: 9, count: 32))
    let items = #"[{"name": "id", "type": "integer", "key": true}, {"name": "val", "type": "integer"}, {"name": "note", "type": "text"}, {"name": "seen", "type": "timestamp"}, {"name": "open", "type": "boolean"}]"#
    try await database.pool.with {
      try await $0.script(DeliveryData.grant(source.host, source.port, "postgres", source.user))
      try await $0.script("update resource set detail = '{\"schema\": \"public\", \"table\": \"item\"}', items = '\(items)'; alter table access_grant disable trigger all; update access_grant set items = array['id', 'val', 'note', 'seen'], scope = '{\"open\": true}'; alter table access_grant enable trigger all")
      _ = try await $0.run(DeliveryData.secret, try key.seal(Array((source.password ?? "").utf8), context: "source/civil-affairs/persons"))
    }
    let connection = try await Connection.open(source)
    try await connection.script(
      """
      create table item (id bigint primary key, val bigint not null, note text, seen timestamptz not null, open boolean not null default true, secret text default 'CANARY-COLUMN');
      insert into item select n, n % 97, md5(n::text), clock_timestamp() from generate_series(0, \(rows)) n;
      insert into item select -n, n, 'CANARY-ROW', clock_timestamp(), false from generate_series(1, 500) n;
      update item set val = val - (select sum(val) from item where open), note = (select count(*) from item where open) || ':0' where id = 0
      """)
    await connection.close()
    let pem = try SigningKey.generate(.sm2).pem
    try (["database": .string(database.settings.database), "pem": .string(pem)] as JSON).text.write(toFile: file, atomically: true, encoding: .utf8)
    return (database.settings.database, pem)
  }
}
