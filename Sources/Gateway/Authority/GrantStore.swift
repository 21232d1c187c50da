import Sharing
import Synchronization
import Vocabulary

/// Everything a call is judged by, in memory: codes and grants in 256 shards, each behind a lock of its own that a call holds for one look-up.
final class GrantStore: Sendable {
  private final class Shard<Row: Sendable>: Sendable {
    let rows = Mutex(KeyedRows<Row>())
  }
  private let codes = (0..<256).map { _ in Shard<KeptCode>() }
  private let grants = (0..<256).map { _ in Shard<KeptGrant>() }
  private let terms = Mutex(GrantTerms())
  private let resources = Mutex<[Int64: GatewayResource]>([:])
  private let announced = Mutex<[StopWindow]>([])
  private let rate: Double, burst: Double
  let daily = DailyCalls()

  /// - Parameters: calls a second of one grant, and how many at once after a pause.
  init(rate: Double, burst: Double) { (self.rate, self.burst) = (rate, burst) }

  private static func shard(_ key: UInt64) -> Int { Int(key & 255) }

  func code(_ keyID: String) -> KeptCode? { KeptCode.number(keyID).flatMap { key in codes[Self.shard(key)].rows.withLock { $0[key] } } }
  /// The code that was replaced ends with the first use of its successor (EX-8.2).
  func end(_ code: UInt64, at now: Instant) {
    codes[Self.shard(code)].rows.withLock { _ = $0.change(code) { $0.ends(by: now.microseconds) } }
  }

  func grant(_ id: Int64) -> GatewayGrant? {
    let key = UInt64(bitPattern: id)
    guard let kept = grants[Self.shard(key)].rows.withLock({ $0[key] }) else { return nil }
    return terms.withLock { $0.grant(id, kept) }
  }
  /// False when a grant calls faster than it may.
  func takePace(_ grant: Int64, at machine: Int64) -> Bool {
    let key = UInt64(bitPattern: grant)
    return grants[Self.shard(key)].rows.withLock { $0.change(key) { [rate, burst] in $0.take(at: machine, rate: rate, burst: burst) } } ?? false
  }
  func resource(_ id: Int64) -> GatewayResource? { resources.withLock { $0[id] } }

  /// Interfaces whose grants may make only so many calls a day.
  var bounded: Set<Int64> { resources.withLock { held in Set(held.keys.filter { held[$0]?.interface.dailyCalls != nil }) } }

  /// Announced stops of the service (EX-17c).
  var stops: [StopWindow] { announced.withLock { $0 } }

  /// Takes in what changed; each shard is replaced as a whole.
  func apply(_ changes: AuthorityChanges) {
    announced.withLock { $0 = changes.stops }
    take(codes: changes.codes)
    take(grants: changes.grants)
    resources.withLock { held in
      for resource in changes.resources { held[resource.interface.id] = resource }
    }
  }

  func take(codes rows: [CodeRow]) {
    var news = [[(key: UInt64, row: KeptCode)]](repeating: [], count: 256)
    for row in rows {
      if let key = KeptCode.number(row.keyID) { news[Self.shard(key)].append((key, KeptCode(row))) }
    }
    for (shard, rows) in zip(codes, news) where !rows.isEmpty {
      shard.rows.withLock { held in
        held.put(rows) { old, new in
          var new = new
          new.ends(with: old)
          return new
        }
      }
    }
  }

  func take(grants scopes: [GrantScope]) {
    var news = [[(key: UInt64, row: KeptGrant)]](repeating: [], count: 256)
    terms.withLock { terms in
      for scope in scopes {
        let key = UInt64(bitPattern: scope.id)
        news[Self.shard(key)].append((key, KeptGrant(scope, &terms, burst: burst)))
      }
    }
    for (shard, rows) in zip(grants, news) where !rows.isEmpty {
      shard.rows.withLock { held in
        held.put(rows) { old, new in
          var new = new
          new.follow(old)
          return new
        }
      }
    }
  }

  var count: Int { grants.reduce(0) { $0 + $1.rows.withLock(\.count) } }
}

/// What one look at the database brought.
struct AuthorityChanges: Sendable {
  let n: Int64
  let codes: [CodeRow], grants: [GrantScope], resources: [GatewayResource]
  let stops: [StopWindow]
}

/// A grant with its compiled list of items, as a call takes it from the store.
struct GatewayGrant: Sendable {
  let scope: GrantScope
  let fields: FieldList
}

/// An interface with its way to the provider.
final class GatewayResource: Sendable {
  let interface: Interface
  let provider: String
  let source: GatewaySource
  /// For calls that go on to a service; nil when its address cannot be read.
  let upstream: Upstream?
  let place: TablePlace?

  init(_ row: GatewayResourceRow, upstream: Upstream?) {
    interface = Interface(id: row.id, code: row.code, state: row.state, detail: row.detail, items: row.items)
    provider = row.provider
    source = row.source
    self.upstream = upstream
    place = TablePlace(row.detail)
  }
}
