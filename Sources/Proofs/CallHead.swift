package import JSONText
package import Seals

/// What is signed of a batch of calls (EX-20): which calls of which journal, when, their root, and the batch before.
///
/// Signed is a plain text of eight lines that names what it is for. Batches are numbered 1, 2, 3 … over all journals of an installation; each
/// names the SM3 of the text before, so none can be left out, put in or changed without changing all that follow.
package struct CallHead: Sendable, Hashable {
  package static let zero = [UInt8](repeating: 0, count: 32)

  package let id: Int64
  /// The gateway's journal, 16 bytes, and the numbers of the first and last call.
  package let journal: [UInt8], first: Int64, last: Int64
  /// As it was written, with its zone.
  package let at: String
  package let root: [UInt8], previous: [UInt8]

  package init(id: Int64, journal: [UInt8], first: Int64, last: Int64, at: String, root: [UInt8], previous: [UInt8]) {
    (self.id, self.journal, self.first, self.last) = (id, journal, first, last)
    (self.at, self.root, self.previous) = (at, root, previous)
  }

  package var size: Int { Int(last - first) + 1 }
  package var text: [UInt8] {
    Array("exchange call batch 1\n\(id)\n\(hex(journal))\n\(first)\n\(last)\n\(at)\n\(hex(root))\n\(hex(previous))\n".utf8)
  }
  /// By which the next batch and the anchors name this one.
  package var hash: [UInt8] { SM3.hash(text) }
}

/// A head with its two signatures.
package struct SignedHead: Sendable, Hashable {
  package let head: CallHead
  package let sm2: [UInt8], p256: [UInt8]
  /// Name of the keys that signed.
  package let signer: String

  package init(_ head: CallHead, sm2: [UInt8], p256: [UInt8], signer: String) {
    (self.head, self.sm2, self.p256, self.signer) = (head, sm2, p256, signer)
  }

  package func holds(under keys: BatchKeys) -> Bool {
    signer == keys.name && keys.sm2.verify(sm2, head.text) && keys.p256.verify(p256, head.text)
  }

  package var json: JSON {
    [
      "batch": JSON(head.id), "journal": .string(hex(head.journal)), "first": JSON(head.first), "last": JSON(head.last), "at": .string(head.at),
      "root": .string(hex(head.root)), "previous": .string(hex(head.previous)), "sm2": .string(Base64URL.encode(sm2)),
      "p256": .string(Base64URL.encode(p256)), "signer": .string(signer),
    ]
  }

  private static let members: Set = ["batch", "journal", "first", "last", "at", "root", "previous", "sm2", "p256", "signer"]

  /// nil for anything but what `json` writes.
  package init?(_ json: JSON) {
    guard let object = json.object, Set(object.names) == Self.members, let id = json["batch"]?.int, let first = json["first"]?.int,
      let last = json["last"]?.int, first > 0, last >= first, last - first < 1 << 20, let at = json["at"]?.string, !at.contains("\n"),
      let journal = json["journal"]?.string.flatMap(Hexadecimal.decode), let root = json["root"]?.string.flatMap(Hexadecimal.decode),
      let previous = json["previous"]?.string.flatMap(Hexadecimal.decode), let sm2 = json["sm2"]?.string.flatMap(Base64URL.decode),
      let p256 = json["p256"]?.string.flatMap(Base64URL.decode), let signer = json["signer"]?.string
    else { return nil }
    self.init(
      CallHead(id: Int64(id), journal: journal, first: Int64(first), last: Int64(last), at: at, root: root, previous: previous), sm2: sm2,
      p256: p256, signer: signer)
  }
}
