import Logging
import NIOCore
import Seals
import Sharing
import Synchronization
import Vocabulary

/// What all calls of a node share. Everything in it may be used from any loop.
final class GatewayDesk: Sendable {
  let settings: GatewaySettings
  let store: GrantStore
  let lease: AuthorityLease
  let journal: CallJournal
  /// Peppers by their version: the keyed hash of a code's secret is made with the one that stands beside it.
  let peppers: [Int32: HMACKey]
  let callerSeal: CallerSeal
  let counts = GatewayCounts()
  let tables: TableQueries
  let admits: @Sendable (String, Int) -> Bool
  let logger: Logger

  private let first = hex(RandomBytes.make(6))
  private let next = Atomic<UInt64>(1)
  /// Compared with where no code is known, so that both answers take the same time.
  private let decoy = RandomBytes.make(32), decoyKey = HMACKey(RandomBytes.make(32))

  init(
    settings: GatewaySettings, store: GrantStore, lease: AuthorityLease, journal: CallJournal, peppers: [Int32: [UInt8]], callerSeal: CallerSeal,
    tables: TableQueries, admits: @escaping @Sendable (String, Int) -> Bool, logger: Logger
  ) {
    self.settings = settings
    self.store = store
    self.lease = lease
    self.journal = journal
    self.peppers = peppers.mapValues { HMACKey($0) }
    self.callerSeal = callerSeal
    self.tables = tables
    self.admits = admits
    self.logger = logger
  }

  /// Names one call for both sides: the process by 48 random bits, the call by its number.
  func callID() -> String { "\(first)-\(next.wrappingAdd(1, ordering: .relaxed).newValue)" }

  /// The grant that a code opens. Unknown, replaced and mistyped codes are told apart by nobody.
  func grant(of text: String, now: Instant) throws(Denial) -> (keyID: String, grant: GatewayGrant) {
    guard let code = AccessCode(text) else { throw .unknownCode }
    let row = store.code(code.keyID)
    let pepper = peppers[row?.pepper ?? 1] ?? decoyKey
    var secret = code.secret
    let given = secret.withUTF8 { pepper.mac(UnsafeRawBufferPointer($0)) }
    let isRight = row.map { $0.matches(given) } ?? (given == decoy)
    guard isRight, let row, row.holds(at: now), let grant = store.grant(row.grant) else { throw .unknownCode }
    if row.replaces > 0 { store.end(row.replaces, at: now) }
    return (code.keyID, grant)
  }
}

/// How calls went since the start.
final class GatewayCounts: Sendable {
  let admitted = Atomic<Int>(0), refused = Atomic<Int>(0), failed = Atomic<Int>(0), bytes = Atomic<Int>(0)

  /// Prometheus text.
  func text(_ journal: JournalMetrics, grants: Int) -> String {
    """
    # TYPE exchange_gateway_calls_total counter
    exchange_gateway_calls_total{outcome="admitted"} \(admitted.load(ordering: .relaxed))
    exchange_gateway_calls_total{outcome="refused"} \(refused.load(ordering: .relaxed))
    exchange_gateway_calls_total{outcome="failed"} \(failed.load(ordering: .relaxed))
    # TYPE exchange_gateway_bytes_total counter
    exchange_gateway_bytes_total \(bytes.load(ordering: .relaxed))
    # TYPE exchange_gateway_grants gauge
    exchange_gateway_grants \(grants)
    # TYPE exchange_gateway_journal_pending gauge
    exchange_gateway_journal_pending \(journal.pending)
    # TYPE exchange_gateway_journal_broken gauge
    exchange_gateway_journal_broken \(journal.broken ? 1 : 0)

    """
  }
}
