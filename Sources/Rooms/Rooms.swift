package import Accounts
package import CaseDesk
import JSONText
import Measures
import Postgres
package import Records
package import Registry
package import Seals
import Vocabulary
import Workflow

/// The closures between desks. Each is one line of policy: who may know what of whom. The server and the tests are wired by this alone.
package struct Rooms: Sendable {
  let records: Records
  let secrets: SealKey
  let pepper: (version: Int, key: [UInt8])
  let columns: Registry.Columns

  package init(_ records: Records, secrets: SealKey, pepper: (version: Int, key: [UInt8]), columns: @escaping Registry.Columns) {
    self.records = records
    self.secrets = secrets
    self.pepper = pepper
    self.columns = columns
  }

  /// CaseDesk decides and Registry keeps; each reaches the other only through these closures, in the same transaction.
  package func desks() -> (CaseDesk, Registry) {
    let plain = CaseDesk(records, context: { _, _, _, _ in JSONObject() }, carry: { _, _, _, _, _ in })
    // Moving another case as the system runs through the whole desk again: its own context and effects.
    let registry = Registry(
      records, secrets: secrets, pepper: pepper,
      move: { step, id, work in _ = try await desks().0.take(system: step, on: id, in: work) },
      openGrant: { application, user, provider, account, work in
        let row = try await plain.open(
          byEffect: .grant, JSONObject(), owner: user, counterpart: provider, parent: application, by: account, in: work)
        return (row.id, row.number)
      }, columns: columns)
    return (desk(registry), registry)
  }

  /// Statistics count handling in the working days of the calendar that the clocks go by.
  package var statistics: Statistics { Statistics(records, calendar: { tx in try await ClockKeeper().calendar(tx) }) }

  /// What a person who leaves has open at the desks (EX-11.5).
  package func leaving(_ cases: CaseDesk, _ registry: Registry) -> Leaving {
    Leaving(
      tasks: { account, successor, work in try await cases.tasks(of: account, ignoring: successor, in: work) },
      move: { leaver, successor, work in try await cases.moveTasks(from: leaver, to: successor, in: work) },
      codes: { account, work in try await registry.codes(seenBy: account, in: work) },
      endCodes: { codes, end, work in try await registry.endCodes(codes, at: end, in: work) })
  }

  private func desk(_ registry: Registry) -> CaseDesk {
    CaseDesk(
      records,
      context: { procedure, row, input, work in
        var context = JSONObject()
        var earliest = work.now
        switch procedure {
        case .resource: earliest = try await ClockKeeper().earliest("CK9", usual: 2, from: work.now, work.tx).at
        case .stop: context = try await stop(row, work)
        default: break
        }
        return context.merged(with: try await registry.context(of: facts(row), input, earliestOffline: earliest, in: work))
      },
      carry: { effect, row, act, context, work in
        switch effect {
        case .publishCatalogue: try await registry.publish(facts(row), by: act.person, in: work)
        case .reviseCatalogue: try await registry.revise(facts(row), by: act.person, in: work)
        case .attachResource: try await registry.attach(facts(row), in: work)
        case .updateResource: try await registry.update(facts(row), in: work)
        case .deliverResource: try await registry.deliver(resource: row.id, in: work)
        case .recallData: try await registry.recall(resource: row.id, in: work)
        case .changeResource: try await registry.changeResource(row.id, in: work)
        case .endResource: try await registry.endResource(row.id, in: work)
        case .createGrant: try await registry.createGrant(facts(row), input: act.input, by: act.person, in: work)
        case .changeGrant: try await registry.changeGrant(row.id, in: work)
        case .deliverBulletin: try await registry.keepBulletin(facts(row), in: work)
        case .announceStop: try await registry.announceStop(facts(row), step: act.step, in: work)
        case .meetChanges, .returnChanges, .recallChanges, .endCatalogue, .createApplication, .applyMeasure, .reportViolation, .urge,
          .tellBureau, .tellApplicable, .reserveAddresses, .allotAddresses, .freeAddresses, .reclaimAddresses, .address:
          // The case desk's own.
          break
        }
      })
  }

  /// When a stop announced now may begin (CK8), and whether any part of its window lies on a working day (EX-17c).
  private func stop(_ row: CaseRow, _ work: Work) async throws -> JSONObject {
    var context = JSONObject()
    let lead = try await ClockKeeper().earliest("CK8", usual: 2, from: work.now, work.tx)
    context["earliestStop"] = .string(lead.at.text)
    context["lead"] = JSON(lead.days)
    guard let start = row.fields["startsAt"]?.string.flatMap(Instant.init), let end = row.fields["endsAt"]?.string.flatMap(Instant.init), start < end
    else { return context }
    let calendar = try await ClockKeeper().calendar(work.tx)
    let last = Day(of: Instant(microseconds: end.microseconds - 1))
    context["touchesWorkday"] = .bool(calendar.count(after: Day(of: start).adding(days: -1), through: last) > 0)
    return context
  }

  private func facts(_ row: CaseRow) -> Registry.CaseFacts {
    .init(
      procedure: row.procedure, id: row.id, parent: row.parent, department: row.department, counterpart: row.counterpart, fields: row.fields)
  }
}
