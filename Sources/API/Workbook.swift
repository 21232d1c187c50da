package import Sharing

/// XLSX workbooks, as the program beside the server reads and writes them. What it cannot read is a `SheetUnreadable`.
package struct Workbook: Sendable {
  package typealias Read = @Sendable ([UInt8]) async throws -> [CSVReader.Record]
  package typealias Write = @Sendable ([[String]]) async throws -> [UInt8]

  let read: Read
  let write: Write

  package init(read: @escaping Read, write: @escaping Write) {
    self.read = read
    self.write = write
  }
}
