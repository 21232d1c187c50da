import JSONText
import Measures
import Workflow

/// 一个事项: one page for every procedure: what is filled in, what is attached, when it is due and why, what may be done now, what was done.
enum CasePage {
  static func answer(_ visit: Visit, _ procedure: Procedure, _ id: Int, fault: Fault? = nil, step: String? = nil) async throws -> Reply {
    let item = try await visit.get("/\(procedure.path)/\(id)")
    var view = CaseParts(visit: visit, procedure: procedure, item: item, fault: fault, step: step)
    view.catalogue = try await catalogue(visit, procedure, item)
    if procedure.code == "exchange.resource", visit.holds("provider.catalogue"), let source = item["fields"]?["source"]?.int {
      view.sourceName = (try? await visit.get("/sources"))?["sources"]?.array?.first { $0["id"]?.int == source }?["name"]?.string
    }
    let parent = try? await above(visit, procedure, item)
    let messages = item["history"] == nil ? nil : try? await visit.get("/\(procedure.path)/\(id)/messages")
    let below = procedure.code == "exchange.catalogue" ? try? await SearchPage.resources(of: item, visit) : nil
    let content: HTML = """
      \(view.head)\(view.above)\(view.clocks)\(ReviewTable(visit: visit, item: item, catalogue: view.catalogue).html())\(try await view.acts())\(view.next)
      <section aria-labelledby="form"><h2 id="form">内容</h2>\(view.edit)\(view.fields)</section>\(below)
      \(view.papers)\(view.messages(messages))\(view.history)
      """
    var trail = [("事项", "/cases"), (procedure.title, "/cases/\(procedure.path)")]
    if let parent { trail.append(parent) }
    let title = "\(procedure.title) \(item["number"]?.string ?? "")"
    return .page(fault?.status ?? 200, Shell(visit: visit, title: title, trail: trail, told: told(visit, item), content: content).html)
  }

  /// The case that this one hangs on.
  private static func above(_ visit: Visit, _ procedure: Procedure, _ item: JSON) async throws -> (String, String)? {
    guard let id = item["parent"]?.int else { return nil }
    for code in procedure.parents {
      guard let upper = Measure.procedure(code), let found = try? await visit.get("/\(upper.path)/\(id)") else { continue }
      return ("\(upper.title) \(ListPage.name(found))", "/cases/\(upper.path)/\(id)")
    }
    return nil
  }

  /// The catalogue behind a case: of a resource the one above it, of an application the one above its resource.
  private static func catalogue(_ visit: Visit, _ procedure: Procedure, _ item: JSON) async throws -> JSON? {
    switch procedure.code {
    case "exchange.catalogue": return item
    case "exchange.resource": return if let id = item["parent"]?.int { try? await visit.get("/exchange/catalogue/\(id)") } else { nil }
    case "exchange.application":
      guard let id = item["parent"]?.int, let resource = try? await visit.get("/exchange/resource/\(id)"), let above = resource["parent"]?.int else { return nil }
      guard var found = (try? await visit.get("/exchange/catalogue/\(above)"))?.object else { return nil }
      found["resource"] = resource
      return .object(found)
    default: return nil
    }
  }

  private static func told(_ visit: Visit, _ item: JSON) -> String? {
    switch visit.query["done"] {
    case "saved": "已保存。"
    case "opened": "草稿已建立。核对内容,附件(如需要)在下面上传,然后提交。"
    case "laid": "附件已上传。"
    case "said": "留言已送达各方。"
    case let step?: item["history"]?.array?.last { $0["step"]?.string == step }?["label"]?.string.map { "“\($0)”已办理。" }
    case nil: nil
    }
  }

  static func act(_ visit: Visit, _ procedure: Procedure, _ id: Int, _ name: String) async throws -> Reply {
    guard let step = procedure.steps.first(where: { $0.name == name }) else { return .page(404, FaultPage.missing(visit)) }
    let asks = procedure.steps.filter { $0.name == name }.flatMap(\.asks)
    var input = FormReading.object(asks.filter { $0.name != "fields" }, visit.form, prefix: "\(name).")
    for member in input.members where member.value.isNull { input[member.name] = nil }
    do {
      _ = try await visit.send("POST", "/\(procedure.path)/\(id)/acts/\(name)", .object(input), seen: visit.form["_seen"].flatMap(Int.init))
      return .redirect(name == "discard" ? "/" : "/cases/\(procedure.path)/\(id)?done=\(step.name)")
    } catch let fault as Fault where fault.status != 401 {
      return try await answer(visit, procedure, id, fault: fault, step: name)
    }
  }

  static func lay(_ visit: Visit, _ procedure: Procedure, _ id: Int, _ paper: String) async throws -> Reply {
    do {
      guard let file = visit.form.file("file") else { throw Fault(status: 422, problem: ["message": "请先选择文件", "clause": "EX-12a"]) }
      _ = try await visit.upload("PUT", "/\(procedure.path)/\(id)/papers/\(paper)", [("file", file.name)], file.content)
      return .redirect("/cases/\(procedure.path)/\(id)?done=laid")
    } catch let fault as Fault where fault.status != 401 {
      return try await answer(visit, procedure, id, fault: fault)
    }
  }

  static func say(_ visit: Visit, _ procedure: Procedure, _ id: Int) async throws -> Reply {
    do {
      _ = try await visit.send("POST", "/\(procedure.path)/\(id)/messages", ["text": .string(visit.form["text"] ?? "")])
      return .redirect("/cases/\(procedure.path)/\(id)?done=said")
    } catch let fault as Fault where fault.status != 401 {
      return try await answer(visit, procedure, id, fault: fault)
    }
  }

  static func selfCheck(_ visit: Visit, _ procedure: Procedure, _ id: Int) async throws -> Reply {
    do {
      _ = try await visit.send("POST", "/\(procedure.path)/\(id)/self-check", [:])
      return .redirect("/cases/\(procedure.path)/\(id)?done=self-check")
    } catch let fault as Fault where fault.status != 401 {
      return try await answer(visit, procedure, id, fault: fault)
    }
  }
}
