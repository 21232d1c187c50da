package import JSONText

/// A sheet as a table: the heading names the columns, their types follow from what stands below, or from the version before. Pure.
package struct SheetTable: Sendable, Hashable {
  package struct Column: Sendable, Hashable {
    package let name: String, type: SheetType, isKey: Bool
    package init(_ name: String, _ type: SheetType, isKey: Bool) { (self.name, self.type, self.isKey) = (name, type, isKey) }
    package var json: JSON { ["name": .string(name), "type": .string(type.rawValue), "key": .bool(isKey)] }
  }

  /// Everything that is wrong with a sheet, as far as people want to read it.
  package struct Faults: Error, Hashable {
    package let faults: [SheetFault]
  }

  package let columns: [Column]
  /// Cells as PostgreSQL takes them, column by column; nil for an empty one.
  package let rows: [[String?]]

  /// So many faults are told at once.
  static let mostFaults = 20
  /// Bytes of a column's name: PostgreSQL takes no more.
  static let mostName = 63

  /// - Parameters:
  ///   - records: the heading, then the rows.
  ///   - key: names of the columns that tell rows apart; may be empty.
  ///   - types: types that somebody states, by the column's name.
  ///   - known: the columns of the version before: the same ones must come, in whatever order. Empty for a first version.
  package init(_ records: [CSVReader.Record], key: [String], types: [String: SheetType] = [:], known: [Column] = []) throws(Faults) {
    guard let heading = records.first else { throw Faults(faults: [SheetFault(row: 1, column: nil, reason: "文件没有表头")]) }
    let names = heading.cells.map(SheetCell.bare)
    try Self.check(names, row: heading.row, key: known.isEmpty ? key : [], types: types)
    let rows = Array(records.dropFirst())
    if let long = rows.first(where: { $0.cells.count > names.count }) {
      throw Faults(faults: [SheetFault(row: long.row, column: nil, reason: "比表头多出单元格")])
    }
    try Self.hold(names, against: known, row: heading.row)
    let order = known.isEmpty ? Array(names.indices) : known.compactMap { column in names.firstIndex(of: column.name) }
    func cells(_ place: Int) -> [String?] {
      rows.map { row in
        let text = place < row.cells.count ? SheetCell.bare(row.cells[place]) : ""
        return text.isEmpty ? nil : text
      }
    }
    var (columns, values, faults): ([Column], [[String?]], [SheetFault]) = ([], [], [])
    for (number, place) in order.enumerated() {
      let texts = cells(place)
      let column =
        known.isEmpty
        ? Column(names[place], types[names[place]] ?? SheetType.of(texts.lazy.compactMap(\.self)), isKey: key.contains(names[place])) : known[number]
      columns.append(column)
      values.append(Self.read(texts, column, rows, &faults))
    }
    faults += Self.doubled(values, columns, rows)
    guard faults.isEmpty else { throw Faults(faults: Array(faults.sorted { $0.row < $1.row }.prefix(Self.mostFaults))) }
    self.columns = columns
    self.rows = rows.indices.map { row in values.map { $0[row] } }
  }

  private static func check(_ names: [String], row: Int, key: [String], types: [String: SheetType]) throws(Faults) {
    var faults: [SheetFault] = []
    for (number, name) in names.enumerated() {
      let reason: String? =
        if name.isEmpty { "第 \(number + 1) 列没有列名" } else if name.utf8.count > mostName { "列名过长(最多 21 个汉字)" }
        else if name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) { "列名中有不允许的字符" }
        else if names.firstIndex(of: name) != number { "列名重复" } else { nil }
      if let reason { faults.append(SheetFault(row: row, column: name.isEmpty ? nil : name, reason: reason)) }
    }
    for name in key + types.keys.sorted() where !names.contains(name) { faults.append(SheetFault(row: row, column: name, reason: "表头中没有这一列")) }
    guard faults.isEmpty else { throw Faults(faults: Array(faults.prefix(mostFaults))) }
  }

  /// Users were granted the columns of the version before; others would be another table.
  private static func hold(_ names: [String], against known: [Column], row: Int) throws(Faults) {
    guard !known.isEmpty else { return }
    let missing = known.filter { !names.contains($0.name) }.map { SheetFault(row: row, column: $0.name, reason: "上一版有这一列,本次没有") }
    let more = names.filter { name in !known.contains { $0.name == name } }.map { SheetFault(row: row, column: $0, reason: "上一版没有这一列;要增加列,请另建一张表") }
    guard (missing + more).isEmpty else { throw Faults(faults: Array((missing + more).prefix(mostFaults))) }
  }

  private static func read(_ texts: [String?], _ column: Column, _ rows: [CSVReader.Record], _ faults: inout [SheetFault]) -> [String?] {
    texts.enumerated().map { place, text in
      guard let text else {
        if column.isKey, faults.count < mostFaults { faults.append(SheetFault(row: rows[place].row, column: column.name, reason: "主键为空")) }
        return nil
      }
      guard let value = column.type.read(text) else {
        if faults.count < mostFaults { faults.append(SheetFault(row: rows[place].row, column: column.name, reason: "不是\(column.type.label)")) }
        return nil
      }
      return value
    }
  }

  private static func doubled(_ values: [[String?]], _ columns: [Column], _ rows: [CSVReader.Record]) -> [SheetFault] {
    let keys = columns.indices.filter { columns[$0].isKey }
    guard !keys.isEmpty else { return [] }
    var (seen, faults): ([[String?]: Int], [SheetFault]) = ([:], [])
    for place in rows.indices where faults.count < mostFaults {
      let key = keys.map { values[$0][place] }
      guard !key.contains(nil) else { continue }
      if let first = seen[key] {
        faults.append(SheetFault(row: rows[place].row, column: keys.map { columns[$0].name }.joined(separator: "、"), reason: "主键与第 \(first) 行重复"))
      } else {
        seen[key] = rows[place].row
      }
    }
    return faults
  }
}

extension SheetType {
  /// As people read it.
  package var label: String {
    switch self {
    case .integer: "整数"
    case .number: "数值"
    case .boolean: "是或否"
    case .date: "日期(如 2026-11-30)"
    case .timestamp: "时间(如 2026-11-30 08:30)"
    case .text: "文本"
    }
  }
}
