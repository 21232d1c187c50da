/// A Merkle tree over SM3, shaped as in RFC 6962 §2.1: `leaf = SM3(00 ‖ data)`, `node = SM3(01 ‖ left ‖ right)`, the left half the largest
/// power of two below the count.
///
/// The two prefixes keep a node from being shown as a leaf. One signature of the root thus holds for every leaf.
package struct MerkleTree: Sendable {
  private let leaves: [[UInt8]]

  /// - Parameter data: what the leaves stand for, in their order.
  package init(_ data: [[UInt8]]) { leaves = data.map(Self.leaf) }

  /// - Parameter hashes: what `leaf` made of the data, in their order.
  package init(leaves hashes: [[UInt8]]) { leaves = hashes }

  package var size: Int { leaves.count }
  /// Of no leaves: the hash of nothing.
  package var root: [UInt8] { leaves.isEmpty ? SM3.hash([]) : Self.root(leaves[...]) }

  /// The siblings from the leaf up to the root, the nearest first; nil where there is no such leaf.
  package func path(_ position: Int) -> [[UInt8]]? {
    leaves.indices.contains(position) ? Self.path(position, leaves[...]) : nil
  }

  /// The root that a leaf and its siblings lead to; nil where the path has another length than the place wants (RFC 9162 §2.1.3.2).
  package static func root(of data: [UInt8], at position: Int, size: Int, path: [[UInt8]]) -> [UInt8]? {
    guard size > 0, (0..<size).contains(position) else { return nil }
    var (place, last) = (position, size - 1)
    var hash = leaf(data)
    for sibling in path {
      guard last > 0, sibling.count == 32 else { return nil }
      if place & 1 == 1 || place == last {
        hash = node(sibling, hash)
        while place & 1 == 0, place > 0 { (place, last) = (place >> 1, last >> 1) }
      } else {
        hash = node(hash, sibling)
      }
      (place, last) = (place >> 1, last >> 1)
    }
    return last == 0 ? hash : nil
  }

  /// The hash under which data stand in the tree.
  package static func leaf(_ data: [UInt8]) -> [UInt8] { hash([0], data) }
  private static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] { hash([1], left, right) }
  private static func hash(_ parts: [UInt8]...) -> [UInt8] {
    var digest = SM3()
    for part in parts { digest.update(part) }
    return digest.finish()
  }

  private static func split(_ leaves: ArraySlice<[UInt8]>) -> Int {
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    return leaves.startIndex + half
  }

  private static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
    guard leaves.count > 1 else { return leaves[leaves.startIndex] }
    let middle = split(leaves)
    return node(root(leaves[..<middle]), root(leaves[middle...]))
  }

  private static func path(_ position: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
    guard leaves.count > 1 else { return [] }
    let middle = split(leaves)
    return position < middle
      ? path(position, leaves[..<middle]) + [root(leaves[middle...])] : path(position, leaves[middle...]) + [root(leaves[..<middle])]
  }
}
