import JSONText
import Measures
import Vocabulary
import Workflow

/// A case on paper: what a procedure says to an act on it. No database, no time.
struct Trial {
  let procedure: Procedure
  var view: CaseView

  init(_ procedure: Procedure, _ state: String, fields: String, context: String, papers: Set<String> = []) throws {
    self.procedure = procedure
    view = CaseView(
      state: procedure.state(state) ?? procedure.opens, fields: try JSON.parse(fields).object ?? JSONObject(), papers: papers,
      context: try JSON.parse(context).object ?? JSONObject())
  }

  /// The same case with one member of the form set; nil takes it out.
  func with(_ field: String, _ value: String?) throws -> Trial {
    var copy = self
    copy.view.fields[field] = try value.map { try JSON.parse($0) }
    return copy
  }

  /// The same case with one thing around it changed.
  func around(_ member: String, _ value: String?) throws -> Trial {
    var copy = self
    copy.view.context[member] = try value.map { try JSON.parse($0) }
    return copy
  }

  /// The codes of the refusals; none when the act is done.
  func codes(_ step: String, by party: Party, _ person: Int64 = 2, _ input: String = "{}") throws -> [String] {
    do {
      _ = try procedure.decide(Act(step, by: party, person, JSON.parse(input).object ?? JSONObject()), on: view)
      return []
    } catch let refused as Refused {
      return refused.refusals.map(\.code)
    }
  }

  func decide(_ step: String, by party: Party, _ input: String = "{}") throws -> Decision {
    try procedure.decide(Act(step, by: party, 2, JSON.parse(input).object ?? JSONObject()), on: view)
  }
}
