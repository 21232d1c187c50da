import NIOCore
import Sharing
import Vocabulary

/// One call between its first line and the end of its answer. Lives on its connection's loop.
final class LiveCall {
  let number: Int
  let id: String
  let head: WireHead
  let facts: CallFacts
  let began: Int64
  /// Nil for a call that was refused.
  let pass: Pass?
  let isHead: Bool
  /// Changes nothing: it may go on to the service while its record is being written.
  let isSafe: Bool
  var seq: Int64 = 0

  /// What admitted it.
  struct Pass {
    let grant: GatewayGrant, resource: GatewayResource, admission: Admission
  }

  /// Its record lies on the disk: from here on bytes may leave.
  var isDurable = false
  /// The answer of our own that waits for the record.
  var held: Problem?

  // The request
  let length: BodyLength
  var body: BodyReader
  var received: Int64 = 0
  var requestEnded: Bool { body.isOver }

  // The service
  var upstream: UpstreamChannel?
  var entered: Upstream?
  var isConnecting = false
  var wasKept = false
  var isRetry = false
  var upstreamSince: Int64 = 0

  // The answer
  var answer: AnswerSheet?
  var filter: FieldFilter?
  /// All of it has come.
  var isAnswered = false
  var status: Int32 = 0
  var hasStarted = false
  var sent: Int64 = 0
  var rows: Int64?
  /// Machine time since which the consumer takes nothing, or the service sends nothing; 0 while things move.
  var stalledSince: Int64 = 0
  var movedAt: Int64

  init(number: Int, id: String, head: WireHead, facts: CallFacts, method: String, length: BodyLength, began: Int64, pass: Pass?) {
    self.number = number
    self.id = id
    self.head = head
    self.facts = facts
    self.length = length
    self.began = began
    self.pass = pass
    isHead = method == "HEAD"
    isSafe = isHead || method == "GET"
    body = BodyReader(length)
    movedAt = began
  }
}
