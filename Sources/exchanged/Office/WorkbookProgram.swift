import API
import JSONText
import Logging
import Sharing
import Vocabulary

/// XLSX workbooks, read and written by `Scripts/office/workbook` in a child that may die alone.
struct WorkbookProgram: Sendable {
  /// A child has two minutes for the largest sheet; a usual one takes a second.
  static let seconds = 120
  static let mostAnswer = 256 * 1024 * 1024

  private let child: ChildProgram
  private let logger: Logger

  init(path: String, logger: Logger) {
    child = ChildProgram(path: path, seconds: Self.seconds, mostBytes: Self.mostAnswer)
    self.logger = logger
  }

  var workbook: Workbook { Workbook(read: { try await read($0) }, write: { try await write($0) }) }

  /// The rows of the first sheet that say something, with their numbers.
  func read(_ file: [UInt8]) async throws -> [CSVReader.Record] {
    let request: JSON = [
      "do": "read", "bytes": JSON(file.count), "rows": JSON(SheetLimits.rows), "columns": JSON(SheetLimits.columns),
      "unpacked": JSON(SheetLimits.unpacked),
    ]
    let lines = try await ask(request, file).split(separator: 0x0A)
    guard let last = lines.last, let closing = (try? JSON.parse(Array(last)))?.object else { throw SheetUnreadable("工作簿没有读完,请重试") }
    if let fault = closing["fault"]?.string { throw SheetUnreadable(fault) }
    guard closing["done"]?.int == lines.count - 1 else { throw SheetUnreadable("工作簿没有读完,请重试") }
    return try lines.dropLast().map { line in
      let pair = try JSON.parse(Array(line)).array ?? []
      guard pair.count == 2, let row = pair[0].int, let cells = pair[1].strings else { throw SheetUnreadable("工作簿没有读完,请重试") }
      return CSVReader.Record(row: row, cells: cells)
    }
  }

  /// A workbook of one sheet; the first row is the heading. What looks like a formula is written as text.
  func write(_ rows: [[String]]) async throws -> [UInt8] {
    var body: [UInt8] = []
    for row in rows { body += JSON(row.map(SafeCell.text)).bytes + [0x0A] }
    let answer = try await ask(["do": "write", "rows": JSON(rows.count)], body)
    guard let end = answer.firstIndex(of: 0x0A), let count = try? JSON.parse(Array(answer[..<end]))["bytes"]?.int, answer.count == end + 1 + count
    else { throw SheetUnreadable("工作簿没有写成,请重试") }
    return Array(answer[(end + 1)...])
  }

  private func ask(_ request: JSON, _ body: [UInt8]) async throws -> [UInt8] {
    do {
      return try await child.run(request.bytes + [0x0A] + body)
    } catch let fault as ChildProgram.Fault {
      logger.warning("workbook program failed", metadata: ["fault": "\(fault)"])
      switch fault {
      case .tooSlow, .tooMuch: throw SheetUnreadable("工作簿过大或过于复杂,请拆成几个文件,或另存为CSV")
      case .notStarted, .failed: throw SheetUnreadable("服务器暂时不能处理XLSX,请另存为CSV后上传")
      }
    }
  }
}
