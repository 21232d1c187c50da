import JSONText
import Postgres
package import Records
import Seals
import Vocabulary

extension Registry {
  /// Writes a bulletin down as it is published: its words, whom it names, who signed it, and the hash of the frozen month or the facts that it
  /// rests on. It is signed with the next batch (EX-17b, EX-21).
  package func keepBulletin(_ facts: CaseFacts, in work: Work) async throws {
    let fields = JSON.object(facts.fields)
    let acts = try await work.tx.all(AgreementStatements.acts, facts.id)
    var addressees: [JSON] = []
    for code in fields["addressees"]?.strings ?? [] {
      addressees.append(["code": .string(code), "name": .string(try await work.tx.one(AgreementStatements.department, code))])
    }
    var body = JSONObject()
    for name in ["kind", "title", "text", "month"] { body[name] = fields[name] }
    body["bulletin"] = .string(try await work.tx.one(AgreementStatements.caseNumber, facts.id))
    body["publishedAt"] = .string(work.now.text)
    body["addressees"] = .array(addressees)
    body["acts"] = .array(acts.filter { ["sign", "publish"].contains($0.step) }.map(Self.acceptance))
    if let month = fields["month"]?.string, let hash = try await work.tx.first(AgreementStatements.snapshotHash, month) {
      body["snapshot"] = .string(hex(hash))
    }
    if let linked = fields["facts"]?.array, !linked.isEmpty {
      body["facts"] = JSON(try await work.tx.all(AgreementStatements.caseNumbers, linked.compactMap(\.int).map(Int64.init)))
    }
    let text = JSON.object(body).canonical
    _ = try await work.tx.run(AgreementStatements.keepBulletin, facts.id, work.now.stamp, text, SM3.hash(Array(text.utf8)))
  }
}
