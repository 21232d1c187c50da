import Evidence
import Measures
import Testing
import Vocabulary
import Workflow

@Suite struct `A number of ours` {
  @Test func `stands in the list with the length and the clause that its declaration has`() throws {
    for (procedure, clock) in Measure.procedures.flatMap({ procedure in procedure.clocks.map { (procedure, $0) } }) {
      guard case .target(let span, let name) = clock.limit else { continue }
      let setting = try #require(Setting.named(name), "\(name)")
      #expect(setting.usual == [span.length] && (clock.code.hasPrefix(setting.clause.description) || procedure.clause == setting.clause), "\(name)")
    }
    for duty in Measure.duties {
      guard case .months(let every, let name) = duty.period else { continue }
      let setting = try #require(Setting.named(name), "\(name)")
      #expect(setting.usual == [every.length] && setting.clause == duty.clause)
    }
    for expires in Measure.ledgers.compactMap(\.expires) { #expect(Setting.named(expires.setting) != nil) }
  }

  @Test(arguments: Setting.all) func `may be what it usually is`(setting: Setting) {
    #expect(setting.accepts(setting.usual) && setting.values(setting.text(setting.usual)) == setting.usual)
    #expect(!setting.meaning.isEmpty && !setting.title.isEmpty)
  }

  @Test(arguments: [([61], false), ([0], false), ([60], true), ([], false), ([1, 2], false)] as [([Int], Bool)])
  func `keeps within its bounds`(values: [Int], may: Bool) { #expect(Setting.idleWarning.accepts(values) == may) }

  @Test(.clause("EX-11.2b"), arguments: [([90, 30], true), ([30, 30], false), ([6, 5, 4, 3, 2, 1], false), ([366], false)] as [([Int], Bool)])
  func `may be several days before an end, none twice`(values: [Int], may: Bool) { #expect(Setting.expiryReminders.accepts(values) == may) }

  @Test func `has a name of its own`() { #expect(Set(Setting.all.map(\.name)).count == Setting.all.count) }
}
