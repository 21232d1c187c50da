import Seals
import Testing

@Suite struct `A Merkle tree` {
  /// The data of RFC 6962's own examples; the roots were worked out with the openssl program.
  static let data: [[UInt8]] = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"].map { Hexadecimal.decode($0) ?? [] }
  static let roots = [
    "2daef60e7a0b8f5e024c81cd2ab3109f2b4f155cf83adeb2ae5532f74a157fdf", "0b990fe0c7ad70f1bf1a1262f2c7908ea48146b14253a6db99f2917ab1f5cc4d",
    "209ec96a210d662a964772680e8544d18cab7b88ffec3e00962220349b56ea56", "28e4e307ef6d2d0c62d84b11ef96e835efe490f35b93c8f024ecfe38c8dd4377",
    "bb10c996aeebbcdc69be3715fc847344de77442d37a5ab8213da9f41785b103b", "8723c1ab1f82ddfba4a3733ac0c80d936d9f4c208c7dbc8cc81ca9fff8584f66",
    "bd36c22a1ac6ff4308e0c3cc1a85bf0ffa30538ec60a55c70413ab15d45db4d2",
  ]

  @Test(arguments: 1...7) func `has the known root`(size: Int) {
    #expect(hex(MerkleTree(Array(Self.data.prefix(size))).root) == Self.roots[size - 1])
  }

  @Test func `proves each leaf at its place, and no other`() throws {
    for size in 1...33 {
      let data = (0..<size).map { SM3.hash([UInt8($0)]) }
      let tree = MerkleTree(data)
      for place in 0..<size {
        let path = try #require(tree.path(place))
        #expect(MerkleTree.root(of: data[place], at: place, size: size, path: path) == tree.root)
        #expect(MerkleTree.root(of: [9], at: place, size: size, path: path) != tree.root)
        if size > 1 { #expect(MerkleTree.root(of: data[place], at: (place + 1) % size, size: size, path: path) != tree.root) }
        #expect(MerkleTree.root(of: data[place], at: place, size: size, path: path + [data[0]]) == nil)
        #expect(path.isEmpty || MerkleTree.root(of: data[place], at: place, size: size, path: Array(path.dropLast())) == nil)
      }
      #expect(tree.path(size) == nil && tree.path(-1) == nil)
    }
  }

  @Test(arguments: [(0, 0), (1, 1), (-1, 3), (0, -1)]) func `has no place outside itself`(place: Int, size: Int) {
    #expect(MerkleTree.root(of: [], at: place, size: size, path: []) == nil)
  }

  @Test func `lets no node pass for a leaf`() {
    let (one, other) = (SM3.hash([0] + Self.data[0]), SM3.hash([0] + Self.data[1]))
    #expect(MerkleTree([one + other]).root != MerkleTree(Array(Self.data.prefix(2))).root)
  }
}

@Suite struct `A batch's seal` {
  private let sm2: SigningKey, p256: SigningKey, keys: BatchKeys
  private let data = (0..<5).map { SM3.hash([UInt8($0)]) }

  init() throws {
    (sm2, p256) = (try .generate(.sm2), try .generate(.p256))
    keys = try BatchKeys(sm2: sm2.publicKey, p256: p256.publicKey)
  }

  @Test func `covers what was in the batch, under both keys`() throws {
    let tree = MerkleTree(data)
    let seal = try BatchSeal(tree, batch: 7, at: "2026-11-25T10:00:00+08:00", sm2: sm2, p256: p256)
    let path = try #require(tree.path(3))
    #expect(seal.covers(data[3], at: 3, path: path, under: keys))
    #expect(!seal.covers(data[2], at: 3, path: path, under: keys))
    let others = try BatchKeys(sm2: SigningKey.generate(.sm2).publicKey, p256: p256.publicKey)
    #expect(!seal.covers(data[3], at: 3, path: path, under: others))
    for changed in [
      BatchSeal(batch: 8, size: 5, at: seal.at, sm2: seal.sm2, p256: seal.p256), BatchSeal(batch: 7, size: 6, at: seal.at, sm2: seal.sm2, p256: seal.p256),
      BatchSeal(batch: 7, size: 5, at: "2026-11-25T10:00:01+08:00", sm2: seal.sm2, p256: seal.p256),
      BatchSeal(batch: 7, size: 5, at: seal.at, sm2: seal.sm2, p256: seal.sm2), BatchSeal(batch: 7, size: 5, at: seal.at, sm2: [], p256: seal.p256),
    ] { #expect(!changed.covers(data[3], at: 3, path: path, under: keys)) }
  }

  @Test func `is made and checked with one key of each kind`() throws {
    #expect(throws: SealsError.self) { try BatchSeal(MerkleTree(data), batch: 1, at: "", sm2: p256, p256: sm2) }
    #expect(throws: SealsError.self) { try BatchKeys(sm2: p256.publicKey, p256: sm2.publicKey) }
  }
}
