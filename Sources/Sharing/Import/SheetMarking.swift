/// A row of a returned sheet: as it came, with what is wrong with it in a column of its own at the end.
package enum SheetMarking {
  /// - Parameter heading: the marked heading; nil while the heading itself is marked. A column of reasons from an earlier round is written over.
  package static func marked(_ cells: [String], heading: [String]?, with reason: String) -> [String] {
    guard let heading else {
      guard let old = cells.firstIndex(of: SheetColumn.reasons) else { return cells + [reason] }
      return cells.enumerated().map { $0.offset == old ? reason : $0.element }
    }
    let at = heading.firstIndex(of: SheetColumn.reasons) ?? heading.count
    var row = cells + Array(repeating: "", count: max(0, at + 1 - cells.count))
    row[at] = reason
    return row
  }
}
