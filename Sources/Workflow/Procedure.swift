package import Vocabulary

/// A procedure (流程) as a declaration: what is filled in, who does what from which state, and which clocks run.
package struct Procedure: Sendable, Hashable, CustomStringConvertible {
  /// The kernel's own refusals in the measure's words.
  package struct Common: Sendable, Hashable {
    package let notYours: Refusal, notNow: Refusal, ownCase: Refusal
    /// Said to who would act on a case that she may not even see.
    package let unseen: Refusal
    package init(notYours: Refusal, notNow: Refusal, ownCase: Refusal, unseen: Refusal? = nil) {
      self.notYours = notYours
      self.notNow = notNow
      self.ownCase = ownCase
      self.unseen = unseen ?? notYours.saying(["party": "有关部门"])
    }
  }

  /// `measure.procedure`, as in URLs.
  package let code: String
  package let title: String
  /// Begins the case number: `ML` 目录.
  package let prefix: String
  /// What its beginning is called on a button: `编制目录`.
  package let beginning: String
  package let clause: Clause
  package let revision: Int
  /// Earlier revisions whose open cases go on under this one, because it only added to them.
  package let adopts: [Int]
  package let common: Common
  package let seats: [Seat]
  package let fields: [Field]
  package let papers: [Paper]
  package let opens: State
  package let ends: [State]
  /// States in which every department that has logged in sees the case (EX §1, the index).
  package let shown: [State]
  /// States of which the other side does not know yet: before the bureau has forwarded (EX-13a).
  package let reserved: [State]
  package let steps: [Step]
  package let clocks: [Clock]
  /// Who may open a case; nobody when only an effect of another case opens it (EX-11.4a).
  package let openers: [Party]
  /// Which departments a new case lies between.
  package let sides: Sides
  /// The procedures of the case this one must hang on; none when it stands alone.
  package let parents: [String]
  /// What is said to who would hang it on a case of another procedure (E12).
  package let notUnder: [String: Refusal]
  /// What its rules know from ledgers and other cases.
  package let facts: [Fact]
  /// The field that names further departments which take part: those of a business across departments, those that a bulletin addresses.
  package let addressees: String?
  /// Opened by the calendar; nil: by people or by another case.
  package let yearly: Yearly?
  package var description: String { code }

  package init(
    _ code: String, _ title: String, prefix: String, beginning: String? = nil, clause: Clause, revision: Int = 1, adopts: [Int] = [], common: Common, seats: [Seat],
    openers: [Party], sides: Sides = .own, under parents: [String] = [], notUnder: [String: Refusal] = [:], addressees: String? = nil, yearly: Yearly? = nil,
    facts: [Fact] = [], fields: [Field] = [],
    papers: [Paper] = [], opens: State = .draft, ends: [State], shown: [State] = [], reserved: [State] = [], steps: [Step], clocks: [Clock] = []
  ) {
    self.code = code
    self.title = title
    self.prefix = prefix
    self.beginning = beginning ?? "新办\(title)"
    self.clause = clause
    self.revision = revision
    self.adopts = adopts
    self.common = common
    self.seats = seats
    self.openers = openers
    self.sides = sides
    self.parents = parents
    self.notUnder = notUnder
    self.facts = facts
    self.addressees = addressees
    self.yearly = yearly
    self.fields = fields
    self.papers = papers
    self.opens = opens
    self.shown = shown
    self.reserved = reserved
    // A draft that never went out may be given up by whoever may open one (EX §4).
    let discard = openers.isEmpty ? nil : Step(discardedBy: openers, from: opens)
    self.steps = steps + [discard].compactMap(\.self)
    self.ends = ends + (openers.isEmpty ? [] : [.discarded])
    self.clocks = clocks
  }

  /// Every state the declaration names, in order of first appearance.
  package var states: [State] {
    var found: [State] = [opens]
    for step in steps {
      var named = step.from
      if case .state(let to) = step.to { named.append(to) }
      for state in named where !found.contains(state) { found.append(state) }
    }
    return found
  }

  /// States in which the form may be filled in: those from which a step sends the whole form out.
  package var drafts: [State] {
    steps.filter { $0.needs.contains(.form) && !$0.amends }.flatMap(\.from).reduce(into: []) { found, state in
      if !found.contains(state) { found.append(state) }
    }
  }

  /// What people fill in.
  package var typed: [Field] { fields.filter(\.isTyped) }

  package func state(_ code: String) -> State? { states.first { $0.code == code } }
  package func seat(of party: Party) -> Seat? { seats.first { $0.party == party } }
}
