import API
import Accounts
import CaseDesk
import JSONText
import Measures
import Postgres
import Records
import Registry
import Seals
import ServiceLifecycle
import Vocabulary
import Workflow

/// The closures between desks. Each is one line of policy: who may know what of whom.
struct Rooms: Sendable {
  let keys: Keys
  let records: Records
  let outside: Outside

  /// CaseDesk decides and Registry keeps; each reaches the other only through these closures, in the same transaction.
  func desks() -> (CaseDesk, Registry) {
    let plain = CaseDesk(records, context: { _, _, _ in JSONObject() }, carry: { _, _, _, _, _ in })
    let columns = outside.columnNames
    // Moving another case as the system runs through the whole desk again: its own context and effects.
    let registry = Registry(
      records, secrets: keys.seal, pepper: keys.pepper,
      move: { step, id, work in _ = try await desks().0.take(system: step, on: id, in: work) },
      openGrant: { application, user, provider, account, work in
        let row = try await plain.open(
          byEffect: .grant, JSONObject(), owner: user, counterpart: provider, parent: application, by: account, in: work)
        return (row.id, row.number)
      }, columns: columns)
    return (desk(registry), registry)
  }

  private func desk(_ registry: Registry) -> CaseDesk {
    CaseDesk(
      records,
      context: { procedure, row, work in
        let calendar = procedure == .resource ? try await ClockKeeper().calendar(work.tx) : WorkCalendar([:], years: [])
        let earliest = calendar.lead(2, from: work.now)
        return try await registry.context(of: facts(row), earliestOffline: earliest, in: work)
      },
      carry: { effect, row, act, context, work in
        switch effect {
        case .publishCatalogue: try await registry.publish(facts(row), by: act.person, in: work)
        case .attachResource: try await registry.attach(facts(row), in: work)
        case .changeResource: try await registry.changeResource(row.id, in: work)
        case .endResource: try await registry.endResource(row.id, in: work)
        case .createGrant: try await registry.createGrant(facts(row), input: act.input, by: act.person, in: work)
        case .changeGrant: try await registry.changeGrant(row.id, in: work)
        }
      })
  }

  private func facts(_ row: CaseRow) -> Registry.CaseFacts {
    .init(procedure: row.procedure, id: row.id, parent: row.parent, department: row.department, fields: row.fields)
  }
}
