package import Couriers
package import Logging
import NIOCore
import NIOPosix
import NIOSSL
package import Postgres
package import Seals

/// The gateway (网关): consumers' systems call granted interfaces here, and get what was granted, while it is granted (EX-8.2).
///
/// One process of any number; each judges calls from memory, takes every call down before it answers, and serves only while it is sure of
/// what it knows.
package struct Gateway: Sendable {
  /// What the gateway needs of the house.
  package struct Keys: Sendable {
    package var secrets: SealKey
    package var peppers: [Int32: [UInt8]]
    package var caller: [UInt8]
    package init(secrets: SealKey, peppers: [Int32: [UInt8]], caller: [UInt8]) {
      self.secrets = secrets
      self.peppers = peppers
      self.caller = caller
    }
  }

  let settings: GatewaySettings
  let pool: Pool
  let database: PostgresSettings
  let desk: GatewayDesk
  let upstreams: Upstreams
  let mark: AuthorityMark
  let courier: Courier
  let openTable: TableQueries.Open
  let logger: Logger

  package init(
    _ settings: GatewaySettings, database: PostgresSettings, pool: Pool, journal: CallJournal, directory: String, keys: Keys, courier: Courier,
    admits: @escaping @Sendable (String, Int) -> Bool, openTable: @escaping TableQueries.Open, logger: Logger
  ) {
    self.settings = settings
    self.pool = pool
    self.database = database
    self.courier = courier
    self.openTable = openTable
    self.logger = logger
    upstreams = Upstreams(secrets: keys.secrets, most: settings.concurrency)
    mark = AuthorityMark(directory: directory)
    desk = GatewayDesk(
      settings: settings, store: GrantStore(rate: settings.rate, burst: settings.burst), lease: AuthorityLease(), journal: journal, peppers: keys.peppers, callerSeal: CallerSeal(key: keys.caller),
      tables: TableQueries(open: openTable, rows: settings.rows, logger: logger), admits: admits, logger: logger)
  }

  /// Serves until cancelled; then takes no new calls, lets those under way end within ten seconds, and goes.
  package func run() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: settings.threads)
    let tls = try NIOSSLContext(configuration: .makeClientConfiguration())
    var rooms: [NIOLoopBound<LoopRoom>] = []
    for loop in group.makeIterator() { rooms.append(try await room(loop, tls)) }
    let door = GatewayDoor(desk: desk, rooms: rooms)
    let channels = try await door.open(group)
    logger.info(
      "gateway listens",
      metadata: ["host": "\(settings.host)", "port": "\(settings.port)", "tls": "\(settings.tls.map { String($0.port) } ?? "-")"])
    let watch = AuthorityWatch(
      pool: pool, listener: Listener(database, channels: ["authority"]), journal: desk.journal.id, settings: settings, store: desk.store,
      lease: desk.lease, upstreams: upstreams, mark: mark, logger: logger, recheck: { try await door.each { $0.recheck() } })
    await watch.run(while: { await door.serve(channels) })
    await desk.tables.close()
    try? await group.shutdownGracefully()
  }

  /// A room is made on its own loop and never leaves it.
  private func room(_ loop: any EventLoop, _ tls: NIOSSLContext) async throws -> NIOLoopBound<LoopRoom> {
    let (admits, seconds) = (desk.admits, settings.deadlines.connect)
    return try await loop.submit {
      NIOLoopBound(LoopRoom(loop: loop, pool: UpstreamPool(loop: loop, admits: admits, connectSeconds: seconds, tls: tls)), eventLoop: loop)
    }.get()
  }

  /// Prometheus text.
  package var metrics: String { desk.counts.text(desk.journal.metrics, grants: desk.store.count) }
}
