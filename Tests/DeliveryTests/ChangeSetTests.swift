import Testing

@testable import Delivery

@Suite struct `Sets of rows that are compared` {
  @Test(arguments: [
    (2_000_000, 1, 2_000_000, 3), (1000, 1, 1_000_000, 13), (0, 0, 0, 3), (10, Int64.min, Int64.max, 62), (1_000_000, 5_000_000_000_000, 5_000_000_999_999, 3),
  ] as [(Int64, Int64, Int64, Int)])
  func `hold about eight rows, however far their keys lie apart`(rows: Int64, low: Int64, high: Int64, shift: Int) {
    #expect(ChangeSets(rows: rows, key: "id", span: (low, high)) == .ranges(key: "id", shift: shift, low: low, high: high))
  }

  @Test(arguments: [(0, 16), (1000, 128), (2_000_000, 262_144), (1_000_000_000, 524_288)] as [(Int64, Int64)])
  func `are so many hashes as fit into memory where the key is no number`(rows: Int64, count: Int64) {
    #expect(ChangeSets(rows: rows, key: nil, span: nil) == .hashes(count: count))
  }

  /// Every key lies in one slice and in no other.
  @Test(arguments: [(20_000_000, 1, 20_000_000), (5_000_000, -3_000_000, 1_999_999), (100, 1, 100)] as [(Int64, Int64, Int64)])
  func `are summed up slice by slice, each row once`(rows: Int64, low: Int64, high: Int64) throws {
    let slices = ChangeSets(rows: rows, key: "id", span: (low, high)).slices
    guard slices.count > 1 else { return #expect(slices == [nil] && rows <= ChangeSets.setsAtOnce * ChangeSets.rowsPerSet) }
    let borders = slices.dropFirst().map { Int64($0?.split(separator: " ")[2] ?? "") }
    #expect(borders.allSatisfy { $0 != nil } && borders.map { $0 ?? 0 } == borders.map { $0 ?? 0 }.sorted() && Set(borders).count == borders.count)
    for (slice, border) in zip(slices, borders) { #expect(slice?.hasSuffix("\"id\" < \(border ?? 0)") == true) }
    for (slice, border) in zip(slices.dropFirst(), borders) { #expect(slice?.hasPrefix("\"id\" >= \(border ?? 0)") == true) }
    #expect(slices.count == Int((high - low) / (ChangeSets.setsAtOnce * 8)) + 1)
  }
}
