import JSONText
import Vocabulary
import Workflow

/// Which fields of a form are worth asking for, and with what they begin: nobody is asked for a folder's path who mounts a table, nor again for what he
/// wrote the last time. Pure; the rules judge the whole form all the same.
enum Relevant {
  /// What a resource of a kind has beside its code, title, source and items.
  private static let resource: [String: Set<String>] = [
    "table": ["frequency", "schema", "table", "way", "column", "flawed"],
    "interface": ["form", "schema", "table", "operations", "required", "optional", "dailyCalls", "control", "probe"],
    "folder": ["frequency", "path", "fileCount", "many"],
  ]
  /// What is marked as needed for a kind, though the declaration, which knows all three, leaves it open.
  private static let must: [String: Set<String>] = [
    "table": ["frequency", "schema", "table", "source"], "interface": ["operations", "source"], "folder": ["path", "source"],
  ]
  private static let common: Set<String> = ["code", "title", "kind", "source", "items"]
  /// What an application asks of an interface alone.
  private static let ofInterfaces: Set<String> = ["addresses", "sealed"]

  /// - Parameters:
  ///   - values: what is filled in already.
  ///   - parent: the case above, where it is known.
  ///   - isBureau: who fills it in; urgency is the bureau's to mark.
  static func fields(of procedure: Procedure, _ values: JSONObject, parent: JSON?, isBureau: Bool = true) -> [Field] {
    switch procedure.code {
    case "exchange.resource":
      guard let wanted = values["kind"]?.string.flatMap({ resource[$0] }) else { return procedure.typed }
      let musts = values["kind"]?.string.flatMap { must[$0] } ?? []
      return procedure.typed.filter { common.contains($0.name) || wanted.contains($0.name) || values[$0.name].map { !$0.isNull } == true }
        .map { musts.contains($0.name) ? Field($0.name, $0.label, $0.kind, else: $0.refusal) : $0 }
    case "exchange.application":
      let isInterface = parent?["fields"]?["kind"]?.string.map { $0 == "interface" } ?? true
      return procedure.typed.filter { field in
        let isWanted = (isInterface || !ofInterfaces.contains(field.name)) && (isBureau || !field.name.hasPrefix("urgent"))
        return isWanted || values[field.name].map { !$0.isNull && $0 != false } == true
      }
    default: return procedure.typed
    }
  }

  /// Whether a source is offered for a resource; the form of an interface is not known before it is chosen.
  static func fits(source kind: String, _ resource: String?) -> Bool {
    guard let resource, let source = SourceKind(rawValue: kind) else { return true }
    return ["query", nil].contains { source.holds(resource, form: $0) }
  }

  /// The choice that decides which other fields there are; asked first.
  static func first(of procedure: Procedure) -> Field? { procedure.code == "exchange.resource" ? procedure.typed.first { $0.name == "kind" } : nil }

  /// What usually stays the same from one application to the next.
  private static let lasting: Set<String> = ["system", "scene", "flow", "manner", "safety", "contact", "phone"]

  /// - Parameter last: the person's newest case of the procedure.
  static func start(of procedure: Procedure, last: JSON?, person: JSON?) -> JSONObject {
    var values = JSONObject()
    for field in procedure.typed where lasting.contains(field.name) {
      if let old = last?["fields"]?[field.name], !old.isNull { values[field.name] = old }
    }
    if procedure.typed.contains(where: { $0.name == "contact" }), values["contact"] == nil { values["contact"] = person?["name"] }
    return values
  }
}
