import Seals
import Sharing
import Testing

@Suite struct `The comparison of two platforms` {
  private let digest: DriftTree.Digest = { hex(SM3.hash($0)) }

  /// Objects 0 to n, each with the digest that `change` gives it; nil leaves it out.
  private func tree(_ n: Int, _ change: (Int) -> String? = { "d\($0)" }) -> DriftTree {
    DriftTree((0..<n).compactMap { i in change(i).map { DriftTree.Entry("620200-market-\(i)", $0) } }, digest: digest)
  }

  private func walk(_ ours: DriftTree, _ theirs: DriftTree) -> (differences: [DriftWalk.Difference], answers: Int, rounds: Int) {
    var walk = DriftWalk(ours, root: theirs.root)
    var (answers, rounds) = (0, 0)
    while !walk.isDone {
      answers += walk.asked.count
      rounds += 1
      walk.take(Dictionary(uniqueKeysWithValues: walk.asked.map { ($0, theirs.answer($0)) }))
    }
    return (walk.differences, answers, rounds)
  }

  @Test func `asks nothing where both have the same, in whatever order it was entered`() {
    let (one, other) = (tree(5000), DriftTree((0..<5000).reversed().map { DriftTree.Entry("620200-market-\($0)", "d\($0)") }, digest: digest))
    #expect(one.root == other.root && walk(one, other).answers == 0)
    #expect(walk(tree(0), tree(0)).answers == 0)
  }

  @Test(arguments: [1, 40, 20_000]) func `finds what is missing on either side and what is otherwise, with few questions`(n: Int) {
    let theirs = tree(n) { i in i % 5000 == 7 ? "other" : i % 5000 == 11 ? nil : "d\(i)" }
    let ours = tree(n) { i in i % 5000 == 13 ? nil : "d\(i)" }
    let found = walk(ours, theirs)
    var wanted: [DriftWalk.Difference] = []
    for i in 0..<n {
      let name = "620200-market-\(i)"
      if i % 5000 == 7 { wanted.append(.init(name, ours: "d\(i)", theirs: "other")) }
      if i % 5000 == 11 { wanted.append(.init(name, ours: "d\(i)", theirs: nil)) }
      if i % 5000 == 13 { wanted.append(.init(name, ours: nil, theirs: "d\(i)")) }
    }
    #expect(Set(found.differences) == Set(wanted) && found.differences.count == wanted.count)
    // Four levels hold 65,536 places; each difference leads down one way.
    #expect(found.rounds <= 5 && found.answers <= max(1, wanted.count * 5))
  }

  @Test func `finds everything where one side has nothing`() {
    #expect(walk(tree(300), tree(0)).differences.count == 300)
    #expect(walk(tree(0), tree(300)).differences.count == 300)
    #expect(walk(tree(3), tree(300)).differences.count == 297)
    #expect(walk(tree(300), tree(3)).differences.count == 297)
    // What is ours alone lies where the other side, though it has many, has nothing at all.
    let lone = "620200-market-0"
    let place = digest(Array(lone.utf8)).prefix(1)
    let elsewhere = tree(300) { i in digest(Array("620200-market-\(i)".utf8)).hasPrefix(place) ? nil : "d\(i)" }
    #expect(walk(DriftTree([.init(lone, "d0")], digest: digest), elsewhere).differences.contains(.init(lone, ours: "d0", theirs: nil)))
  }
}
