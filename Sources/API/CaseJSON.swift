import CaseDesk
import JSONText
import Measures
import Seals
import Vocabulary
import Workflow

extension JSON {
  fileprivate func without(_ name: String) -> JSON {
    guard var object else { return self }
    object[name] = nil
    return .object(object)
  }
}

/// A case as the API shows it.
enum CaseJSON {
  /// A line of a list, with the clock that is due first.
  static func line(_ row: CaseRow, _ procedure: Procedure, _ due: CaseDesk.Due?) -> JSON {
    guard var object = line(row, procedure).object else { return .null }
    object["due"] = due.map { clock($0.clock, now: $0.now, daysLeft: $0.daysLeft) } ?? .null
    return .object(object)
  }

  static func line(_ row: CaseRow, _ procedure: Procedure) -> JSON {
    [
      "id": JSON(row.id), "number": .string(row.number), "procedure": .string(row.procedure), "revision": JSON(Int(row.revision)),
      "state": ["code": .string(row.state), "label": .string(procedure.state(row.state)?.label ?? row.state)],
      "department": .string(row.department), "counterpart": JSON(row.counterpart), "parent": row.parent.map { JSON($0) } ?? .null, "about": JSON(row.parentTitle),
      "openedAt": .string(row.openedAt.text), "changedAt": .string(row.changedAt.text), "version": JSON(Int(row.version)),
      "fields": .object(row.fields),
    ]
  }

  static func of(_ page: CasePage) -> JSON {
    var object = line(page.row, page.procedure).object ?? JSONObject()
    object["cascade"] = page.cascade.map(cascade)
    object["quality"] = page.quality.map(quality)
    if !page.isParty {
      for name in ["source", "schema", "table", "path", "probe"] { object["fields"] = object["fields"]?.without(name) }
      return .object(object)
    }
    object["papers"] = .array(
      page.papers.map { row in
        var line = paper(row).object ?? JSONObject()
        line["reading"] = page.readings.first { $0.isOf(row) }.map(reading)
        return .object(line)
      })
    object["wanted"] = JSON(page.wanted)
    if !page.opened.isEmpty {
      object["opened"] = .array(
        page.opened.compactMap { row in
          Measure.procedure(row.procedure).map { procedure in
            [
              "id": JSON(row.id), "number": .string(row.number), "procedure": .string(row.procedure), "title": .string(procedure.title),
              "state": ["code": .string(row.state), "label": .string(procedure.state(row.state)?.label ?? row.state)],
            ]
          }
        })
    }
    if !page.materials.isEmpty { object["materials"] = .array(page.materials.map { material($0, page.papers) }) }
    object["clocks"] = .array(page.clocks.map { clock($0, now: page.now, daysLeft: page.daysLeft[$0.id]) })
    object["steps"] = .array(
      page.steps.map { step in
        let barred = page.barred[step.name].map { refusal -> JSON in ["code": .string(refusal.code), "message": .string(refusal.message), "clause": .string(refusal.clause.description)] }
        return ["name": .string(step.name), "label": .string(step.label), "asks": .array(step.asks.map(ProcedureJSON.field)), "barred": barred ?? .null]
      })
    if let holding = page.holding { object["workingDays"] = ["bureau": JSON(holding.bureau), "provider": JSON(holding.provider)] }
    object["history"] = .array(page.acts.map { act($0, page.procedure) })
    return .object(object)
  }

  /// Of each item that was declared never to be empty: how many rows lack it, and their share.
  private static func quality(_ quality: LoadQuality) -> JSON {
    let rows = quality.rows ?? 0
    let nulls = quality.nulls.members.map { member -> JSON in
      let count = member.value.int ?? 0
      return ["item": .string(member.name), "rows": JSON(count), "rate": .number(rows == 0 ? "0" : String(Double(count) / Double(rows)))]
    }
    return [
      "landedAt": JSON(quality.landedAt?.text), "rows": quality.rows.map { JSON($0) } ?? .null, "nulls": .array(nulls), "fault": JSON(quality.fault),
    ]
  }

  private static func cascade(_ standing: CascadeStanding) -> JSON {
    [
      "state": JSON(standing.state), "upstreamCode": JSON(standing.upstreamCode), "reason": JSON(standing.reason),
      "upstream": standing.title.map { ["title": .string($0), "provider": JSON(standing.provider), "level": JSON(standing.level)] } ?? .null,
    ]
  }

  /// A material of the catalogue's list: whether it lies there, and where its template is (EX-5.1b).
  private static func material(_ material: CasePage.Material, _ papers: [PaperRow]) -> JSON {
    [
      "name": .string(material.name), "label": .string(material.label), "required": .bool(material.isRequired),
      "laid": .bool(papers.contains { $0.name == material.name }),
      "template": material.template.map { .string("/api/v1/catalogues/\($0)/templates/\(material.name)") } ?? .null,
    ]
  }

  static func paper(_ row: PaperRow) -> JSON {
    [
      "name": .string(row.name), "version": JSON(Int(row.version)), "file": .string(row.file), "mediaType": .string(row.mediaType),
      "size": JSON(Int(row.size)), "sha256": .string(hex(row.sha256)),
    ]
  }

  /// What was read off a scan; `warning` is for the applicant's and the reviewer's eyes.
  static func reading(_ row: PaperReading) -> JSON {
    [
      "outcome": .string(row.outcome.rawValue), "label": .string(row.outcome.label), "warning": JSON(row.outcome.warning),
      "detail": .string(row.detail), "at": .string(row.at.text),
    ]
  }

  static func clock(_ row: ClockRow, now: Instant, daysLeft: Int?) -> JSON {
    let end = row.endedAt ?? now
    return [
      "id": JSON(row.id), "code": .string(row.code), "startedAt": .string(row.startedAt.text), "start": .string(row.startDay.text),
      "length": JSON(Int(row.length)), "unit": .string(row.unit), "clause": .string(row.source), "statutory": .bool(row.isStatutory),
      "holder": .string(row.holder), "dueDay": .string(row.dueDay.text), "dueAt": .string(row.dueAt.text),
      "provisional": .bool(row.isProvisional), "endedAt": JSON(row.endedAt?.text), "outcome": JSON(row.outcome),
      // A target of ours only reminds: it is never late (EX, reading marks).
      "late": .bool(row.isStatutory && !row.isSilent && end >= row.dueAt && row.outcome != "dropped"),
      "daysLeft": daysLeft.map { JSON($0) } ?? .null, "daysLate": row.daysLate.map { JSON(Int($0)) } ?? .null,
    ]
  }

  /// Of several steps of one name, the one that leads from there to here: 不予受理 or 不予授权.
  private static func taken(_ row: ActRow, _ procedure: Procedure) -> Step? {
    let same = procedure.steps.filter { $0.name == row.step }
    return same.first { step in
      guard step.from.contains(where: { $0.code == row.from }), step.parties.contains(where: { $0.code == row.party }) else { return false }
      if case .state(let to) = step.to { return to.code == row.to }
      return true
    } ?? same.first
  }

  private static func act(_ row: ActRow, _ procedure: Procedure) -> JSON {
    [
      "seq": JSON(Int(row.seq)), "step": .string(row.step),
      "label": .string(taken(row, procedure)?.label ?? row.step), "party": .string(row.party),
      "person": JSON(row.name), "at": .string(row.at.text), "from": .string(procedure.state(row.from)?.label ?? row.from),
      "to": .string(procedure.state(row.to)?.label ?? row.to), "input": row.input,
    ]
  }
}
