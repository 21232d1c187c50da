package import JSONText
package import Vocabulary

/// The catalogues of one sheet: one row an item, the catalogue's own columns repeated on each of its rows or left blank after the first.
///
/// Pure: what a whole form must hold is judged by `judge`, the same rules that judge a submission, and told by row and column.
package struct SheetReading: Sendable {
  package struct Catalogue: Sendable, Hashable {
    package let code: String
    package let firstRow: Int
    package let fields: JSONObject
    package let faults: [SheetFault]
    package var title: String { fields["name"]?.string ?? "" }
  }

  package let catalogues: [Catalogue]
  /// Rows below the heading that say something.
  package let rows: Int
  /// Faults of rows that belong to no catalogue.
  package let strayFaults: [SheetFault]

  private struct Draft {
    var code: String
    var firstRow: Int
    var cells: [String: String] = [:]
    var fields = JSONObject()
    var items: [JSON] = []
    var itemRows: [Int] = []
    var faults: [SheetFault] = []
  }

  /// - Parameter judge: every refusal that the filled form would meet at submission, each with its JSON pointer.
  package init(_ records: [CSVReader.Record], columns: [SheetColumn], judge: (JSONObject) -> [Refusal]) throws(SheetUnreadable) {
    guard let heading = records.first else { throw SheetUnreadable("文件是空的") }
    let places = try Self.places(heading, columns)
    guard let codeColumn = columns.first(where: { !$0.isOfItem && $0.member == "code" }) else { throw SheetUnreadable("模板没有目录代码列") }
    var drafts: [Draft] = []
    var byCode: [String: Int] = [:]
    var current: Int?
    var (read, stray) = (0, [SheetFault]())
    for record in records.dropFirst() {
      func cell(_ at: Int) -> String { at < record.cells.count ? SheetCell.bare(record.cells[at]) : "" }
      let filled = places.filter { !cell($0.at).isEmpty }
      guard !filled.isEmpty else { continue }
      read += 1
      let code = filled.first { $0.column == codeColumn }.map { cell($0.at) }
      let isNamed = filled.contains { $0.column.member == "name" && !$0.column.isOfItem }
      if let code {
        if let known = byCode[code] {
          current = known
        } else {
          current = drafts.count
          byCode[code] = drafts.count
          drafts.append(Draft(code: code, firstRow: record.row))
        }
      } else if isNamed, current.map({ drafts[$0].cells["name"] != filled.first { $0.column.member == "name" && !$0.column.isOfItem }.map { cell($0.at) } }) ?? true {
        stray.append(SheetFault(row: record.row, column: codeColumn.heading, reason: "新目录的第一行须填写目录代码"))
        current = nil
        continue
      }
      guard let at = current else {
        stray.append(SheetFault(row: record.row, column: codeColumn.heading, reason: "这一行不属于任何目录,请填写目录代码"))
        continue
      }
      Self.take(filled.map { ($0.column, cell($0.at)) }, row: record.row, into: &drafts[at])
    }
    guard drafts.count <= SheetLimits.catalogues else { throw SheetUnreadable("目录超过\(SheetLimits.catalogues)个,请拆成几个文件") }
    rows = read
    strayFaults = stray
    catalogues = drafts.map { Self.judged($0, columns, judge) }
  }

  private static func places(_ heading: CSVReader.Record, _ columns: [SheetColumn]) throws(SheetUnreadable) -> [(column: SheetColumn, at: Int)] {
    let titles = heading.cells.map { FoldedName($0) }
    let known = columns.map { FoldedName($0.heading) } + [FoldedName(SheetColumn.reasons)]
    if let strange = titles.first(where: { !$0.isEmpty && !known.contains($0) }) {
      throw SheetUnreadable("第\(heading.row)行有模板之外的列“\(strange.text.prefix(40))”,请使用模板的列名")
    }
    let missing = columns.filter { !$0.mayBeMissing && !titles.contains(FoldedName($0.heading)) }.map(\.heading)
    guard missing.isEmpty else { throw SheetUnreadable("第\(heading.row)行缺少列:\(missing.joined(separator: "、"))") }
    let named = titles.filter { !$0.isEmpty }
    guard Set(named).count == named.count else { throw SheetUnreadable("第\(heading.row)行有重复的列名") }
    return columns.compactMap { column in titles.firstIndex(of: FoldedName(column.heading)).map { (column, $0) } }
  }

  private static func take(_ cells: [(SheetColumn, String)], row: Int, into draft: inout Draft) {
    var item = JSONObject()
    var hasItem = false
    for (column, text) in cells {
      if column.isOfItem { hasItem = true } else if let earlier = draft.cells[column.member] {
        if earlier != text { draft.faults.append(SheetFault(row: row, column: column.heading, reason: "与同一目录前面的行填写不一致")) }
        continue
      }
      if !column.isOfItem { draft.cells[column.member] = text }
      switch SheetCell.read(text, column) {
      case .empty: break
      case .wrong(let reason): draft.faults.append(SheetFault(row: row, column: column.heading, reason: reason))
      case .noMaterials: draft.fields["noMaterials"] = true
      case .member(let value):
        if column.isOfItem { item[column.member] = value } else { draft.fields[column.member] = value }
      }
    }
    guard hasItem else { return }
    draft.items.append(CatalogueItem(.object(item)).json)
    draft.itemRows.append(row)
  }

  private static func judged(_ draft: Draft, _ columns: [SheetColumn], _ judge: (JSONObject) -> [Refusal]) -> Catalogue {
    var fields = draft.fields
    if !draft.items.isEmpty { fields["items"] = .array(draft.items) }
    var faults = draft.faults
    for refusal in judge(fields) {
      let parts = (refusal.pointer ?? "").split(separator: "/").map(String.init)
      let n = parts.count > 1 && parts[0] == "items" ? Int(parts[1]) : nil
      let row = n.flatMap { draft.itemRows.indices.contains($0) ? draft.itemRows[$0] : nil } ?? draft.firstRow
      let member = n == nil ? parts.first : parts.dropFirst(2).first
      let column = columns.first { $0.member == member && $0.isOfItem == (n != nil) }?.heading
      // A cell that could not be read is missing from the form as well; one reason is enough.
      guard !faults.contains(where: { $0.row == row && $0.column == column }) else { continue }
      faults.append(SheetFault(row: row, column: column, reason: refusal.message))
    }
    return Catalogue(code: draft.code, firstRow: draft.firstRow, fields: fields, faults: faults)
  }
}
