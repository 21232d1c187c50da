import API
import Couriers
import Delivery
import Foundation
import Gateway
import JSONText
import Logging
import Postgres
import Records
import Registry
import Seals
import Vocabulary

/// What reaches beyond the exchange's own database: the gateway and deliveries, and the closures by which other rooms ask for them.
struct Outside: Sendable {
  let gateway: Gateway
  let delivery: Delivery
  let journal: CallJournal
  let shipper: JournalShipper
  let courier: Courier
  let ownDoor: OwnDoor

  init(config: Config, keys: Keys, pool: Pool, logger: Logger) throws {
    let egress = try Egress(checking: config.egress)
    let courier = Courier(egress: egress)
    self.courier = courier
    ownDoor = OwnDoor(config.gateway)
    let admits: @Sendable (String, Int) -> Bool = { egress.admits($0, $1) }
    let landing = LandingSettings(
      host: config.landing.host, port: config.landing.port, user: config.landing.user, password: config.landing.password,
      folder: config.landing.folder, prefix: config.landing.prefix)
    let delivery = Delivery(
      pool: pool, landing: landing, secrets: keys.seal, signing: keys.signing, courier: courier, admits: admits, directories: config.directories,
      reader: Self.program, logger: logger)
    journal = try CallJournal(directory: config.journal, logger: logger)
    shipper = JournalShipper(journal, pool: pool, logger: logger)
    var settings = GatewaySettings(host: config.gateway.host, port: config.gateway.port)
    settings.leaseSeconds = config.leaseSeconds
    settings.tls = config.gatewayTLS
    gateway = Gateway(
      settings, database: config.database, pool: pool, journal: journal, directory: config.journal,
      keys: Gateway.Keys(secrets: keys.seal, peppers: [Int32(keys.pepper.version): keys.pepper.key], caller: keys.caller), courier: courier,
      admits: admits, openTable: { try await delivery.open(source: Self.source($0)) }, logger: logger)
    self.delivery = delivery
  }

  /// This program, as it was started.
  private static var program: String { (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0] }

  private static func source(_ source: GatewaySource) -> DeliverySource {
    DeliverySource(kind: source.kind, address: source.address, secret: source.secret, department: source.department, name: source.name)
  }
  private static func source(_ row: SourceRow) -> DeliverySource {
    DeliverySource(kind: row.kind, address: row.address, secret: row.secret, department: row.department, name: row.name)
  }

  /// What the outbox's jobs do.
  func handlers() -> [String: JobRunner.Handler] {
    [
      "deliver": { payload, _ in
        guard let grant = payload["grant"]?.int.map(Int64.init) else { throw JobRunner.Hopeless("没有授权编号") }
        do {
          if case .failed(_, let fault) = try await delivery.deliver(grant: grant) { throw fault }
        } catch let refused as Refused {
          throw JobRunner.Hopeless(refused.refusals.map(\.message).joined(separator: ";"))
        }
      },
      "landing.recall": { payload, _ in
        guard let grant = payload["grant"]?.int.map(Int64.init) else { throw JobRunner.Hopeless("没有授权编号") }
        try await delivery.recall(grant: grant, reason: payload["reason"]?.string ?? "")
      },
      "landing.settle": { payload, _ in
        guard let grant = payload["grant"]?.int.map(Int64.init) else { throw JobRunner.Hopeless("没有授权编号") }
        try await delivery.settle(grant: grant)
      },
    ]
  }

  /// Closes or opens a landing area before the act that says so is answered (EX-11.1d).
  var promptly: PromptJob.Try {
    { [delivery] job in
      guard let grant = job.payload["grant"]?.int.map(Int64.init) else { return }
      switch job.kind {
      case "landing.settle": try? await delivery.settle(grant: grant)
      case "landing.recall": try? await delivery.recall(grant: grant, reason: job.payload["reason"]?.string ?? "")
      default: return
      }
    }
  }

  /// Asks a time stamp authority over HTTP (RFC 3161 §3.4). Its address must be among the admitted ones.
  func stamp(_ url: String) -> CallProofs.Stamp {
    { [courier] query in
      var request = WireRequest(method: "POST", url: url)
      request.headers = [("Content-Type", TimeStampQuery.mediaType)]
      request.body = query
      request.maxBytes = 1 << 16
      let answer = try await courier.fetch(request)
      guard answer.status == 200 else { throw Config.Fault(description: "时间戳服务答复 \(answer.status)") }
      return answer.body
    }
  }

  var columnNames: Registry.Columns {
    { source, schema, table in try? await delivery.columns(source: Self.source(source), schema: schema, table: table).map(\.name) }
  }
  var landed: LandedData {
    @Sendable func pieces(_ landed: LandedPieces) -> LandedData.Pieces { LandedData.Pieces(next: landed.next, close: landed.close) }
    return LandedData(
      rows: { [delivery] grant, format in pieces(try await delivery.rows(grant: grant, as: LandedFormat(rawValue: format) ?? .csv)) },
      files: { [delivery] grant in
        try await delivery.files(grant: grant).map { file in
          [
            "path": .string(file.path), "bytes": JSON(file.bytes), "sha256": .string(file.sha256), "modified": .string(file.modified.text),
          ]
        }
      }, file: { [delivery] grant, path, start in
        let found = try await delivery.file(path, grant: grant, from: start)
        return LandedData.File(pieces(found.pieces), from: found.start, bytes: found.file.bytes, sha256: found.file.sha256)
      })
  }

  var newPassword: Desks.NewPassword { { try await delivery.newLandingPassword(department: $0) } }
  var testSource: Desks.TestSource {
    { source in
      .array(await delivery.test(source: Self.source(source)).map { ["name": .string($0.name), "ok": .bool($0.ok), "message": .string($0.message)] })
    }
  }
  var readColumns: Desks.ReadColumns {
    { source, schema, table in .array(try await delivery.columns(source: Self.source(source), schema: schema, table: table).map(\.item)) }
  }
  var uploads: Uploads {
    Uploads(
      known: { [delivery] table, department in try await delivery.uploaded(table, of: department) },
      put: { [delivery] sheet, table, department, isTrial in
        let change = try await delivery.upload(sheet, as: table, of: department, isTrial: isTrial)
        return ["rows": JSON(change.rows), "inserted": JSON(change.inserted), "updated": JSON(change.updated), "deleted": JSON(change.deleted)]
      })
  }
  var checkInterface: Desks.CheckInterface {
    { source, detail in
      let from = GatewaySource(
        id: source.id, kind: source.kind, address: source.address, secret: source.secret, department: source.department, name: source.name)
      return await gateway.check(from, detail)
    }
  }
}
