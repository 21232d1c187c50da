import NIOCore
import NIOHTTP1
import Sharing
import Vocabulary

/// One call between its first line and the end of its answer.
struct LiveCall {
  let number: Int
  let id: String
  let head: HTTPRequestHead
  let facts: CallFacts
  let began: Int64
  /// Nil for a call that was refused.
  let pass: Pass?
  var seq: Int64 = 0

  /// What admitted it.
  struct Pass {
    let grant: GatewayGrant, resource: GatewayResource, admission: Admission
  }

  /// Its record lies on the disk: from here on bytes may leave.
  var isDurable = false
  /// The answer that waits for the record.
  var held: Problem?

  // The request
  var requestEnded = false
  var waiting: [ByteBuffer] = []
  var received: Int64 = 0

  // The service
  var upstream: UpstreamChannel?
  var entered: Upstream?
  var isConnecting = false
  var wasKept = false
  var isRetry = false
  var upstreamSince: Int64 = 0

  // The answer
  var pendingHead: HTTPResponseHead?
  var filter: FieldFilter?
  var status: Int32 = 0
  var hasStarted = false
  var sent: Int64 = 0
  var rows: Int64?
  /// A table's answer that waits for the record.
  var answer: TableAnswer?
  /// Machine time since which the consumer takes nothing, or the service sends nothing; 0 while things move.
  var stalledSince: Int64 = 0
  var movedAt: Int64 = 0

  var isSafe: Bool { head.method == .GET || head.method == .HEAD }
}
