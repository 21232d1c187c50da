package import JSONText
import Postgres
import Seals
package import Vocabulary

/// An answer that may be given again.
package struct Answer: Sendable, Hashable {
  package let status: Int
  package let body: JSON
  package init(_ status: Int, _ body: JSON) {
    self.status = status
    self.body = body
  }
}

extension Refusal {
  package static let keyReused = Refusal("key.reused", .form, "同一幂等键(Idempotency-Key)已用于另一请求,请换一个", "EX-12a")
}

extension Records {
  /// Does a piece of work at most once per key: the same key and request get the first answer again; another request is refused.
  ///
  /// - Parameter keep: what of the answer is kept; a secret that is shown once is not.
  /// - Parameter again: completes a kept answer for a caller who asks again.
  package func once(
    _ key: String?, request: [UInt8], _ actor: Actor, keep: @escaping @Sendable (Answer) -> Answer = { $0 },
    again: @escaping @Sendable (Answer, Work) async throws -> Answer = { answer, _ in answer },
    _ body: @escaping @Sendable (Work) async throws -> Answer
  ) async throws -> Answer {
    guard let key, let account = actor.account else { return try await perform(actor, body) }
    let hash = SM3.hash(request)
    return try await perform(actor) { work in
      _ = try await work.tx.run(RecordStatements.lockAnswer, "\(account)/\(key)")
      if let given = try await work.tx.first(RecordStatements.givenAnswer, account, key) {
        guard given.requestHash == hash else { throw Refused(.keyReused) }
        // A replay waits for the gateways too: the first answer may have been lost before they knew.
        try await work.awaitAuthority()
        return try await again(Answer(Int(given.status), try JSON.parse(given.body)), work)
      }
      let answer = try await body(work)
      let kept = keep(answer)
      _ = try await work.tx.run(RecordStatements.keepAnswer, account, key, hash, Int32(kept.status), kept.body.text)
      return answer
    }
  }
}
