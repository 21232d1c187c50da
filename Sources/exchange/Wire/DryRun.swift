import JSONText

/// The write that `--dry-run` kept back. It ends the command, and well.
struct DryRun: Error {
  let method: String
  let path: String
  let body: JSON

  var text: String { "试运行,未提交:\(method) /api/v1\(path) \(DryRun.masked(body).text)" }

  /// The body with everything secret starred out.
  static func masked(_ value: JSON) -> JSON {
    guard case .object(let object) = value else { return value }
    return .object(
      JSONObject(
        object.members.map { member in
          let hidden = ["password", "secret", "activation"].contains(member.name)
          return JSONObject.Member(name: member.name, value: hidden ? "***" : masked(member.value))
        }))
  }
}
