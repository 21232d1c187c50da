package import JSONText
package import Seals
import Vocabulary

/// One agreement as it is shown, printed and exported: content, terms, and what became of it, each with its proof (EX-19).
package struct Agreement: Sendable {
  package struct Proof: Sendable {
    package let seal: BatchSeal, place: Int, path: [[UInt8]]
    /// Name of the keys that signed.
    package let signer: String

    static let waiting = "签名批次待生成"
    var label: String { "签名批次 \(seal.batch)" }
    var json: JSON {
      [
        "batch": JSON(seal.batch), "size": JSON(seal.size), "at": .string(seal.at), "place": JSON(place), "path": JSON(path.map(hex)),
        "sm2": .string(Base64URL.encode(seal.sm2)), "p256": .string(Base64URL.encode(seal.p256)), "signer": .string(signer),
      ]
    }
  }
  package struct Event: Sendable {
    package let row: AgreementEventRow
    /// nil until the next batch.
    package let proof: Proof?
  }

  package static let scheme = "exchange-agreement:"

  package let grant: GrantRow
  /// The frozen application as it was approved.
  package let content: JSON
  package let terms: TermsRow
  /// SM3 of the content's canonical text.
  package let hash: [UInt8]
  package let events: [Event]

  package var number: String { grant.agreement }
  /// What the square mark on the print says.
  package var mark: String { "\(Self.scheme)\(number):\(hex(hash))" }

  /// The bundle that anyone can check with the public keys alone.
  package var bundle: JSON {
    [
      "number": .string(number), "grant": ["id": JSON(grant.id), "number": .string(grant.number), "state": .string(grant.state)],
      "hash": .string(hex(hash)), "content": content,
      "terms": [
        "version": JSON(Int(terms.version)), "title": .string(terms.title), "text": .string(terms.text), "hash": .string(hex(terms.hash)),
        "effectiveFrom": .string(terms.effectiveFrom.text),
      ],
      "events": .array(events.map(Self.json)),
    ]
  }

  private static func json(_ event: Event) -> JSON {
    [
      "kind": .string(event.row.kind.rawValue), "label": .string(event.row.kind.label), "at": .string(event.row.at.text),
      "body": .string(event.row.body), "hash": .string(hex(event.row.hash)), "proof": event.proof?.json ?? .null,
      "signature": .string(event.proof?.label ?? Proof.waiting),
    ]
  }
}
