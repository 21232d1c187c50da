/// The two signatures of a batch's root: SM2 with SM3 for the country's own tools, ECDSA P-256 with SHA-256 for all others.
///
/// Signed is a plain text that names what it is for, the batch, its size, its instant and its root, so that no signature made for something
/// else can stand in for it.
package struct BatchSeal: Sendable, Hashable {
  package let batch: Int64, size: Int
  /// As it was written, with its zone.
  package let at: String
  package let sm2: [UInt8], p256: [UInt8]

  /// As kept or as exported.
  package init(batch: Int64, size: Int, at: String, sm2: [UInt8], p256: [UInt8]) {
    (self.batch, self.size, self.at, self.sm2, self.p256) = (batch, size, at, sm2, p256)
  }

  /// Signs a tree's root.
  package init(_ tree: MerkleTree, batch: Int64, at: String, sm2: SigningKey, p256: SigningKey) throws {
    guard sm2.kind == .sm2, p256.kind == .p256 else { throw SealsError("a batch is sealed with an SM2 and a P-256 key") }
    let text = Self.text(batch: batch, size: tree.size, at: at, root: tree.root)
    self.init(batch: batch, size: tree.size, at: at, sm2: try sm2.sign(text), p256: try p256.sign(text))
  }

  /// Does the seal cover this at its place in the batch? Worked out from the data up; nothing printed is believed.
  package func covers(_ data: [UInt8], at position: Int, path: [[UInt8]], under keys: BatchKeys) -> Bool {
    guard let root = MerkleTree.root(of: data, at: position, size: size, path: path) else { return false }
    let text = Self.text(batch: batch, size: size, at: at, root: root)
    return keys.sm2.verify(sm2, text) && keys.p256.verify(p256, text)
  }

  static func text(batch: Int64, size: Int, at: String, root: [UInt8]) -> [UInt8] {
    Array("exchange agreement batch 1\n\(batch)\n\(size)\n\(at)\n\(hex(root))\n".utf8)
  }
}

/// The public halves under which a batch is checked.
package struct BatchKeys: Sendable {
  package let sm2: VerifyingKey, p256: VerifyingKey

  package init(sm2: VerifyingKey, p256: VerifyingKey) throws {
    guard sm2.kind == .sm2, p256.kind == .p256 else { throw SealsError("a batch is checked with an SM2 and a P-256 key") }
    (self.sm2, self.p256) = (sm2, p256)
  }
}

extension BatchKeys {
  /// Tells these keys from any others: SM3 of both in PEM.
  package var name: String { hex(SM3.hash(Array((sm2.pem + p256.pem).utf8))) }
}
