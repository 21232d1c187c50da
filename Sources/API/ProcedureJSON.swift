import JSONText
import Vocabulary
import Workflow

/// A procedure's declaration as the API shows it: enough to draw its form and its buttons.
enum ProcedureJSON {
  static func of(_ procedure: Procedure) -> JSON {
    [
      "code": .string(procedure.code), "title": .string(procedure.title), "clause": .string(procedure.clause.description),
      "revision": JSON(procedure.revision), "fields": .array(procedure.fields.map(field)),
      "papers": .array(
        procedure.papers.map { ["name": .string($0.name), "label": .string($0.label), "when": JSON($0.when?.label), "during": JSON($0.during.map(\.label))] }),
      "states": .array(procedure.states.map { ["code": .string($0.code), "label": .string($0.label)] }),
      "openedBy": JSON(procedure.openers.map(\.code)), "under": JSON(procedure.parents), "steps": .array(procedure.steps.map(step)),
      "clocks": .array(
        procedure.clocks.map {
          [
            "code": .string($0.code), "length": .string($0.limit.span.description), "statutory": .bool($0.limit.isStatutory),
            "holder": .string($0.holder.code), "while": JSON($0.states.map(\.label)),
          ]
        }), "sheet": .string(procedure.sheet()),
    ]
  }

  private static func step(_ step: Step) -> JSON {
    let to: String =
      switch step.to {
      case .state(let state): state.label
      case .same: "不变"
      case .before: "原状态"
      }
    return [
      "name": .string(step.name), "label": .string(step.label), "by": JSON(step.parties.map(\.code)), "from": JSON(step.from.map(\.label)),
      "to": .string(to), "when": JSON(step.when?.label), "asks": .array(step.asks.map(field)),
    ]
  }

  static func field(_ field: Field) -> JSON {
    var object = JSONObject()
    object["name"] = .string(field.name)
    object["label"] = .string(field.label)
    object["required"] = .bool(field.isRequired)
    if !field.isTyped { object["typed"] = false }
    object["clause"] = .string(field.refusal.clause.description)
    switch field.kind {
    case .text(let max), .reason(let max):
      object["kind"] = "text"
      object["max"] = JSON(max)
    case .choice(let choices):
      object["kind"] = "choice"
      object["choices"] = .array(
        choices.map { choice in
          var json = JSONObject([.init(name: "code", value: .string(choice.code)), .init(name: "label", value: .string(choice.label))])
          json["elsewhere"] = choice.elsewhere?.link.map { .string($0) }
          return .object(json)
        })
    case .number(let range):
      object["kind"] = "number"
      object["min"] = JSON(range.lowerBound)
      object["max"] = JSON(range.upperBound)
    case .flag: object["kind"] = "flag"
    case .declaration: object["kind"] = "declaration"
    case .texts(let max):
      object["kind"] = "texts"
      object["max"] = JSON(max)
    case .list(let fields, let max):
      object["kind"] = "list"
      object["max"] = JSON(max)
      object["of"] = .array(fields.map(Self.field))
    case .reference: object["kind"] = "reference"
    case .references(let max):
      object["kind"] = "references"
      object["max"] = JSON(max)
    case .date: object["kind"] = "date"
    case .instant: object["kind"] = "instant"
    case .object: object["kind"] = "object"
    }
    return .object(object)
  }
}
