import ArgumentParser
import Foundation
import JSONText

/// `exchange case paper`: uploads an attachment (EX §5); a second upload is a second version.
struct CasePaper: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paper", abstract: "上传附件", discussion: "例:\n  exchange case paper application 18 stamped-form 申请表.pdf")

  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("流程", valueName: "流程")) var procedure: CasePath
  @Argument(help: ArgumentHelp("事项编号", valueName: "编号")) var id: Int
  @Argument(help: ArgumentHelp("附件名称", valueName: "名称")) var name: String
  @Argument(help: ArgumentHelp("文件", valueName: "文件")) var file: String

  func run() async throws {
    let answer = try await connection.client().upload(procedure.of(id) + "/papers/" + APIPath.escape(name), paper: file)
    Output.one(answer, as: connection.output)
  }

  /// The types of EX §5 by the file's ending; the server looks at the content itself.
  static func mediaType(of name: String) -> String {
    switch (name as NSString).pathExtension.lowercased() {
    case "pdf": "application/pdf"
    case "ofd": "application/ofd"
    case "jpg", "jpeg": "image/jpeg"
    case "png": "image/png"
    case "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    default: "application/octet-stream"
    }
  }
}

extension APIClient {
  /// Uploads a file from the disk as a paper.
  func upload(_ path: String, paper file: String) async throws -> JSON {
    guard let content = FileManager.default.contents(atPath: file) else { throw Fault(.usage, "读不到文件 \(file)") }
    let title = (file as NSString).lastPathComponent
    return try await upload(path, file: title, type: CasePaper.mediaType(of: title), [UInt8](content))
  }
}
