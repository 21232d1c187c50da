import Measures
import Testing
import Workflow

@Suite struct `A case waits` {
  @Test(arguments: [
    (.catalogue, .provider, ["draft", "returned"]), (.catalogue, .bureau, ["review", "withdrawal-review", "offline-talks"]),
    (.resource, .provider, ["draft"]), (.resource, .bureau, []), (.application, .user, ["draft"]),
    (.application, .bureau, ["platform-review"]), (.application, .provider, ["provider-review"]), (.application, .system, []),
    (.grant, .provider, []), (.grant, .user, []),
    (.revision, .bureau, ["review"]), (.change, .bureau, ["extension-review"]), (.change, .provider, ["draft", "updating", "extension-review"]),
    (.noShare, .bureau, ["filing"]), (.demand, .bureau, ["forwarding"]), (.demand, .provider, ["confirming", "implementing"]),
    (.crossLevel, .bureau, ["collecting", "collected", "above-review", "local-publishing"]),
    (.quality, .provider, ["submitted", "handling"]), (.violation, .bureau, ["registered", "disposed"]),
    (.dispute, .bureau, ["raised", "consulting", "failed", "government"]),
    (.bulletin, Party("ADDRESSEE", "被通报部门"), ["published"]),
  ] as [(Procedure, Party, [String])])
  func `for whoever must go on, and for nobody where it rests`(_ procedure: Procedure, _ party: Party, _ states: [String]) {
    #expect(procedure.waiting(on: party).map(\.code).sorted() == states.sorted())
  }

  /// A state in which nothing is done that nobody has in his list would be forgotten.
  @Test(arguments: Measure.procedures) func `for somebody wherever a clock runs`(_ procedure: Procedure) {
    for clock in procedure.clocks {
      for state in clock.states { #expect(procedure.waiting(on: clock.holder).contains(state), "\(procedure.code) \(state.label)") }
    }
  }
}
