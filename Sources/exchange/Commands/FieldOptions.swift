import ArgumentParser
import Foundation
import JSONText

/// Fields of a form from the command line: a JSON file, and single ones on top.
struct FieldOptions: ParsableArguments {
  @Option(help: ArgumentHelp("JSON 文件(- 为标准输入)", valueName: "文件"))
  var fields: String?

  @Option(help: ArgumentHelp("单个字段:名称=文字,或 名称:=JSON(months:=12);可重复", valueName: "名称=值"))
  var set: [String] = []

  /// Refuses a file that is no object and a `--set` without a name.
  func object() throws -> JSONObject {
    var object = JSONObject()
    if let fields {
      guard let read = (try? JSON.parse(Array(try Secret.fromFile(fields).utf8)))?.object else {
        throw Fault(.usage, "\(fields) 不是 JSON 对象")
      }
      object = read
    }
    for pair in set {
      let (name, value) = try Self.field(pair)
      object[name] = value
    }
    return object
  }

  /// `system=巡查系统` is a text, `months:=12` is JSON.
  static func field(_ pair: String) throws -> (String, JSON) {
    guard let equals = pair.firstIndex(of: "="), equals != pair.startIndex else { throw Fault(.usage, "应为 名称=值:\(pair)") }
    let value = String(pair[pair.index(after: equals)...])
    var name = pair[..<equals]
    guard name.hasSuffix(":") else { return (String(name), .string(value)) }
    name = name.dropLast()
    guard !name.isEmpty, let json = try? JSON.parse(Array(value.utf8)) else { throw Fault(.usage, "“:=”之后应为 JSON:\(pair)") }
    return (String(name), json)
  }
}
