/// What a column of a sheet holds, and how a cell is read as it. The names are those of declared items. Pure.
package enum SheetType: String, Sendable, CaseIterable {
  case integer, number, boolean, date, timestamp, text

  /// The type in PostgreSQL.
  package var landing: String {
    switch self {
    case .integer: "bigint"
    case .number: "numeric"
    case .boolean: "boolean"
    case .date: "date"
    case .timestamp: "timestamp without time zone"
    case .text: "text"
    }
  }

  /// The cell as PostgreSQL takes it; nil where it is none of this type.
  package func read(_ cell: String) -> String? {
    switch self {
    case .integer: Self.isWhole(cell) ? cell : nil
    case .number: Self.isNumber(cell) ? cell : nil
    case .boolean: ["是": "true", "否": "false", "true": "true", "false": "false"][cell.lowercased()]
    case .date: Self.date(cell[...])
    case .timestamp: Self.timestamp(cell)
    case .text: cell
    }
  }

  /// The first type that every cell fits; text where there is none. Digits that are a name rather than a number stay text: those that begin with 0, and long ones, like
  /// the numbers of identity cards and enterprises.
  static func of(_ cells: some Sequence<String>) -> SheetType {
    var fitting = allCases
    var isEmpty = true
    for cell in cells {
      isEmpty = false
      fitting.removeAll { $0.read(cell) == nil || ($0 == .integer || $0 == .number) && isName(cell) }
      if fitting.count == 1 { break }
    }
    return isEmpty ? .text : fitting.first ?? .text
  }

  private static func isName(_ cell: String) -> Bool {
    let digits = cell.drop { $0 == "-" }
    return digits.count > 1 && digits.first == "0" && digits.dropFirst().first != "." || digits.count >= 15 && isDigits(digits)
  }
  private static func isDigits(_ text: some StringProtocol) -> Bool { !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) } }
  private static func isWhole(_ cell: String) -> Bool { Int64(cell) != nil && isDigits(cell.first == "-" ? cell.dropFirst() : cell[...]) }
  private static func isNumber(_ cell: String) -> Bool {
    let parts = (cell.first == "-" ? cell.dropFirst() : cell[...]).split(separator: ".", omittingEmptySubsequences: false)
    return cell.utf8.count <= 60 && (1...2).contains(parts.count) && parts.allSatisfy(isDigits)
  }

  /// `2026-11-30`, `2026/11/30`, `2026/1/5`.
  private static func date(_ cell: Substring) -> String? {
    let parts = cell.split(whereSeparator: { $0 == "-" || $0 == "/" })
    guard parts.count == 3, parts.allSatisfy(isDigits), parts[0].count == 4, (1...2).contains(parts[1].count), (1...2).contains(parts[2].count),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0, (1...12).contains(month)
    else { return nil }
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...days[month - 1]).contains(day) else { return nil }
    return "\(parts[0])-\(two(month))-\(two(day))"
  }

  /// A date, a space or T, hours and minutes, seconds where they are given.
  private static func timestamp(_ cell: String) -> String? {
    let parts = cell.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "T" })
    guard parts.count == 2, let day = date(parts[0]) else { return nil }
    let time = parts[1].split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(time.count), time[0].count <= 2, time[1].count == 2, let hour = Int(time[0]), let minute = Int(time[1]), (0...23).contains(hour),
      (0...59).contains(minute)
    else { return nil }
    let seconds = time.count == 3 ? String(time[2]) : "00"
    guard isNumber(seconds), !seconds.hasPrefix("-"), let value = Double(seconds), (0..<60).contains(value) else { return nil }
    return "\(day) \(two(hour)):\(two(minute)):\(value < 10 && seconds.prefix(2).last == "." || seconds.count == 1 ? "0" : "")\(seconds)"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
