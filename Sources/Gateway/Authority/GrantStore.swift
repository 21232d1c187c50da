import Sharing
import Synchronization
import Vocabulary

/// Everything a call is judged by, in memory: 256 shards, each behind a lock of its own that a call holds for one look-up.
final class GrantStore: Sendable {
  private final class Shard<Value: Sendable>: Sendable {
    let values = Mutex<[String: Value]>([:])
  }
  private let codes = (0..<256).map { _ in Shard<CodeRow>() }
  private let grants = Mutex<[Int64: GatewayGrant]>([:])
  private let resources = Mutex<(byID: [Int64: GatewayResource], byCode: [String: Int64])>(([:], [:]))

  private let announced = Mutex<[StopWindow]>([])

  private func shard(_ keyID: String) -> Shard<CodeRow> {
    var sum: UInt8 = 0
    for byte in keyID.utf8 { sum = sum &* 31 &+ byte }
    return codes[Int(sum)]
  }

  func code(_ keyID: String) -> CodeRow? { shard(keyID).values.withLock { $0[keyID] } }
  /// The code that was replaced ends with the first use of its successor (EX-8.2).
  func end(_ keyID: String, at now: Instant) {
    shard(keyID).values.withLock { held in
      guard let row = held[keyID], row.endsAt.map({ now < $0 }) ?? true else { return }
      held[keyID]?.endsAt = now
    }
  }
  func grant(_ id: Int64) -> GatewayGrant? { grants.withLock { $0[id] } }
  func resource(_ id: Int64) -> GatewayResource? { resources.withLock { $0.byID[id] } }
  func resource(code: String) -> GatewayResource? { resources.withLock { held in held.byCode[code].flatMap { held.byID[$0] } } }

  /// Announced stops of the service (EX-17c).
  var stops: [StopWindow] { announced.withLock { $0 } }

  /// Takes in what changed; each entry is replaced as a whole.
  func apply(_ changes: AuthorityChanges) {
    announced.withLock { $0 = changes.stops }
    for row in changes.codes {
      shard(row.keyID).values.withLock { held in
        // An end never moves back: what this node ended at a first use stays ended.
        let end = [row.endsAt, held[row.keyID]?.endsAt].compactMap(\.self).min()
        held[row.keyID] = row
        held[row.keyID]?.endsAt = end
      }
    }
    grants.withLock { held in
      for grant in changes.grants { held[grant.scope.id] = grant }
    }
    resources.withLock { held in
      for resource in changes.resources {
        held.byID[resource.interface.id] = resource
        held.byCode[resource.interface.code] = resource.interface.id
      }
    }
  }

  var count: Int { grants.withLock(\.count) }
}

/// What one look at the database brought.
struct AuthorityChanges: Sendable {
  let n: Int64
  let codes: [CodeRow], grants: [GatewayGrant], resources: [GatewayResource]
  let stops: [StopWindow]
}

/// A grant with what is made of it once: its compiled list of items, and its pace.
final class GatewayGrant: Sendable {
  let scope: GrantScope
  let fields: FieldList
  let pace: Pace

  init(_ scope: GrantScope, pace: Pace) {
    self.scope = scope
    self.pace = pace
    fields = FieldList(scope.items)
  }
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
