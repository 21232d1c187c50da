/// Reads comma-separated values strictly by RFC 4180, piece by piece: quotes, doubled quotes, line ends within quotes, CRLF, LF or CR between records.
///
/// A quote inside a bare field, anything but a comma or a line end after a closing quote, and an unclosed quote are faults: a file that is
/// read almost rightly is worse than one that is sent back. Empty lines are skipped but counted.
///
///     var reader = CSVReader()
///     let records = try reader.read(Array("a,\"b,c\"\r\n".utf8)) + reader.finish()
package struct CSVReader: Sendable {
  package struct Record: Sendable, Hashable {
    /// The line the record begins on, as a spreadsheet counts rows: the first is 1; a line end inside quotes makes no new row.
    package let row: Int
    package let cells: [String]
    package init(row: Int, cells: [String]) {
      self.row = row
      self.cells = cells
    }
  }

  package struct Fault: Error, Hashable {
    package enum Reason: String, Sendable {
      case quoteInBareField, textAfterQuote, unclosedQuote, tooManyRows, tooManyColumns, cellTooLong
    }
    package let reason: Reason
    package let row: Int
  }

  private enum State { case start, bare, quoted, closed }

  private var state = State.start
  private var field: [UInt8] = []
  private var cells: [String] = []
  private var row = 1
  private var afterReturn = false
  private let rows: Int

  /// - Parameter rows: how many there may be, the heading among them.
  package init(rows: Int = SheetLimits.rows + 1) { self.rows = rows }

  /// Takes the next piece of the file and answers the records that it completes.
  package mutating func read(_ bytes: [UInt8]) throws(Fault) -> [Record] {
    var records: [Record] = []
    for byte in bytes {
      if afterReturn {
        afterReturn = false
        if byte == 0x0A { continue }
      }
      try take(byte, &records)
    }
    return records
  }

  /// The last record, where the file does not end with a line end.
  package mutating func finish() throws(Fault) -> [Record] {
    guard state != .quoted else { throw Fault(reason: .unclosedQuote, row: row) }
    var records: [Record] = []
    if state != .start || !cells.isEmpty { try endRecord(&records) }
    return records
  }

  private mutating func take(_ byte: UInt8, _ records: inout [Record]) throws(Fault) {
    switch (state, byte) {
    case (.quoted, UInt8(ascii: "\"")): state = .closed
    case (.quoted, _): try keep(byte)
    case (.closed, UInt8(ascii: "\"")):
      state = .quoted
      try keep(byte)
    case (.start, UInt8(ascii: "\"")): state = .quoted
    case (.bare, UInt8(ascii: "\"")): throw Fault(reason: .quoteInBareField, row: row)
    case (_, UInt8(ascii: ",")): try endField()
    case (_, 0x0D), (_, 0x0A):
      afterReturn = byte == 0x0D
      try endRecord(&records)
    case (.closed, _): throw Fault(reason: .textAfterQuote, row: row)
    default:
      state = .bare
      try keep(byte)
    }
  }

  private mutating func keep(_ byte: UInt8) throws(Fault) {
    guard field.count < SheetLimits.cell * 4 else { throw Fault(reason: .cellTooLong, row: row) }
    field.append(byte)
  }

  private mutating func endField() throws(Fault) {
    cells.append(String(decoding: field, as: UTF8.self))
    field.removeAll(keepingCapacity: true)
    state = .start
    guard cells.count <= SheetLimits.columns else { throw Fault(reason: .tooManyColumns, row: row) }
  }

  private mutating func endRecord(_ records: inout [Record]) throws(Fault) {
    let isEmptyLine = state == .start && cells.isEmpty
    if !isEmptyLine {
      try endField()
      guard row <= rows else { throw Fault(reason: .tooManyRows, row: row) }
      records.append(Record(row: row, cells: cells))
      cells.removeAll(keepingCapacity: true)
    }
    row += 1
  }
}

extension CSVReader.Fault {
  /// What the person who sent the file must do.
  package var text: String {
    switch reason {
    case .quoteInBareField: "第\(row)行:未加引号的单元格中有引号,请用双引号括起整个单元格并把其中的引号写两遍"
    case .textAfterQuote: "第\(row)行:右引号之后应为逗号或换行"
    case .unclosedQuote: "第\(row)行:引号没有成对"
    case .tooManyRows: "数据超过\(SheetLimits.rows)行,请拆成几个文件"
    case .tooManyColumns: "第\(row)行:超过\(SheetLimits.columns)列"
    case .cellTooLong: "第\(row)行:单元格文字过长"
    }
  }
}
