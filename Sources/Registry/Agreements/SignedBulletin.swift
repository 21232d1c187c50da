package import JSONText
import Seals
import Vocabulary

/// A published bulletin as it is exported: what was published, its hash, and its signatures (EX-17b, EX-21).
package struct SignedBulletin: Sendable {
  let event: AgreementEventRow
  /// nil until the next batch.
  let proof: Agreement.Proof?

  /// The bundle that anyone can check with the public keys alone.
  package var bundle: JSON {
    [
      "bulletin": (try? JSON.parse(Array(event.body.utf8)))?["bulletin"] ?? .null, "body": .string(event.body), "hash": .string(hex(event.hash)),
      "proof": proof?.json ?? .null, "signature": .string(proof?.label ?? Agreement.Proof.waiting),
    ]
  }
}
