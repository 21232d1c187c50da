/// Statutory days that are fixed before any notice (K5): 1/1, 5/1–2, 10/1–3 and the four lunar or solar-term ones, typed per year.
///
/// Source of the list: K5 of Docs/law/EX.md, which gives 2027. Further years are added as rows here or by loading the notice.
package enum FixedHolidays {
  private static let everyYear: Set<[Int]> = [[1, 1], [5, 1], [5, 2], [10, 1], [10, 2], [10, 3]]
  private static let moving: [Int: Set<[Int]>] = [
    2027: [[2, 5], [2, 6], [2, 7], [2, 8], [4, 5], [6, 9], [9, 15]]
  ]

  package static func contains(_ day: Day) -> Bool {
    let (year, month, date) = day.civil
    return everyYear.contains([month, date]) || moving[year]?.contains([month, date]) == true
  }
}
