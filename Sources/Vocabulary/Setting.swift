/// 系统参数: a number that the measure does not give ([CFG] in Docs/law/EX.md), with its usual value and its bounds.
///
/// The bureau may set another one from a day on, with its reason; without one the usual value holds. A number of ours reminds or shapes a form;
/// it never makes anything late (EX, reading marks).
package struct Setting: Sendable, Hashable {
  /// As in the table `setting` and in URLs: `exchange.catalogue-review`.
  package let name: String
  package let title: String
  /// What the number does, in words for the office.
  package let meaning: String
  package let clause: Clause
  /// `个工作日`, `天`, `MB`.
  package let unit: String
  /// Several only where `most` allows it.
  package let usual: [Int]
  package let bounds: ClosedRange<Int>
  /// How many numbers it may hold.
  package let most: Int
  /// The length in `clock_rule` that it is (EX §7.23); nil: it is kept in `setting`.
  package let rule: String?

  package init(
    _ name: String, _ title: String, _ meaning: String, clause: Clause, unit: String, usual: [Int], in bounds: ClosedRange<Int>, most: Int = 1,
    rule: String? = nil
  ) {
    self.name = name
    self.title = title
    self.meaning = meaning
    self.clause = clause
    self.unit = unit
    self.usual = usual
    self.bounds = bounds
    self.most = most
    self.rule = rule
  }

  package static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

  /// Whether these numbers may be set: within the bounds, none twice, not too many.
  package func accepts(_ values: [Int]) -> Bool {
    (1...most).contains(values.count) && values.allSatisfy(bounds.contains) && Set(values).count == values.count
  }

  /// As it is kept: `60,30,7`.
  package func text(_ values: [Int]) -> String { values.map(String.init).joined(separator: ",") }

  /// What was kept; the usual value where nothing was.
  package func values(_ text: String?) -> [Int] {
    guard let parts = text?.split(separator: ",") else { return usual }
    let values = parts.compactMap { Int($0) }
    return values.isEmpty || values.count != parts.count ? usual : values
  }
}
