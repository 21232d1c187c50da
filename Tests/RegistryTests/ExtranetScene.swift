/// A November of the extranet, laid down as rows: at least one behind every figure.
enum ExtranetScene {
  /// A case with its history: (day of the month, step, from, to, words). 0 is the last day of October.
  private struct Case {
    let procedure: String, revision: Int, department: String, counterpart: String?, fields: String
    let acts: [(day: Int, step: String, from: String, to: String, input: String)]
  }

  private static func line(_ plane: String, _ number: String, _ payer: String, _ acts: [(Int, String, String, String, String)]) -> Case {
    Case(
      procedure: "extranet.line", revision: 1, department: plane == "one" ? "emergency" : "statistics", counterpart: "petition",
      fields: #"{"plane":"\#(plane)","number":"\#(number)","bandwidth":100,"payer":"\#(payer)","cost":12000}"#,
      acts: [(0, "create", "draft", "building", "{}"), (0, "open", "building", "running", "{}")] + acts)
  }
  private static func application(_ kind: String, _ acts: [(Int, String, String, String, String)]) -> Case {
    Case(procedure: "extranet.application", revision: 2, department: "petition", counterpart: nil, fields: #"{"kind":"\#(kind)"}"#, acts: acts)
  }
  private static func access(_ state: String) -> Case {
    Case(procedure: "extranet.access", revision: 2, department: "petition", counterpart: nil, fields: "{}", acts: state == "open" ? [] : [(3, state, "open", state, "{}")])
  }
  private static func network(_ name: String, _ states: [String], illegal: Bool = false) -> Case {
    Case(
      procedure: "extranet.private-network", revision: 1, department: "petition", counterpart: nil, fields: #"{"name":"\#(name)","illegal":\#(illegal)}"#,
      acts: zip(["draft"] + states, states).enumerated().map { ($0.offset + 1, "step", $0.element.0, $0.element.1, "{}") })
  }
  private static func incident(_ level: String, urgent: Bool = false) -> Case {
    Case(
      procedure: "extranet.incident", revision: 2, department: "petition", counterpart: nil, fields: #"{"level":"\#(level)","urgent":\#(urgent)}"#,
      acts: [(4, "report", "draft", "found", "{}")])
  }
  private static func bulletin(_ kind: String) -> Case {
    Case(
      procedure: "extranet.bulletin", revision: 1, department: "data-bureau", counterpart: nil, fields: #"{"kind":"\#(kind)"}"#,
      acts: [(5, "sign", "draft", "signed", "{}"), (6, "publish", "signed", "published", "{}")])
  }
  private static func report(_ timely: String?, _ state: String, _ year: Int) -> Case {
    Case(
      procedure: "extranet.yearly-report", revision: 1, department: "petition", counterpart: nil,
      fields: #"{"year":"\#(year)","due":"\#(year)-12-31"\#(timely.map { #","timely":"\#($0)""# } ?? "")}"#, acts: state == "unreported" ? [] : [(7, "submit", "unreported", state, "{}")])
  }

  private static let fault: [(Int, String, String, String, String)] = [
    (10, "fault", "running", "faulty", #"{"since":"2026-11-10T00:00:00+08:00","symptom":"中断"}"#),
    (11, "repair", "faulty", "running", #"{"until":"2026-11-10T03:00:00+08:00","cause":"光缆"}"#),
    (20, "fault", "running", "faulty", #"{"since":"2026-11-20T21:00:00+08:00","symptom":"中断"}"#),
    (21, "repair", "faulty", "running", #"{"until":"2026-11-21T00:00:00+08:00","cause":"电源"}"#),
  ]
  private static let whole: [(Int, String, String, String, String)] = [
    (1, "submit", "draft", "review", "{}"), (3, "approve", "review", "drafting", "{}"), (4, "submit-scheme", "drafting", "confirming", "{}"),
    (5, "confirm", "confirming", "waiting", "{}"), (6, "start", "waiting", "building", "{}"), (9, "finish", "building", "testing", "{}"), (10, "pass", "testing", "done", "{}"),
  ]
  private static let cut: [(Int, String, String, String, String)] = [
    (1, "notify", "registered", "notified", "{}"), (8, "determine", "notified", "refusing", "{}"), (9, "cut", "refusing", "rectifying", "{}"),
    (12, "report", "rectifying", "rechecking", "{}"), (13, "accept", "rechecking", "cleared", "{}"),
  ]

  private static let cases: [Case] = [
    access("open"), access("cut"), access("closed"), application("new", whole), application("change", [whole[0], (2, "withdraw", "review", "withdrawn", "{}")]),
    application("again", [whole[0], (2, "reject", "review", "failed", "{}")]), line("one", "A", "unit", fault), line("two", "B", "bureau", []),
    // A plane's availability counts lines in service: one still being built and one that stopped before the month do not.
    Case(procedure: "extranet.line", revision: 1, department: "statistics", counterpart: "petition", fields: #"{"plane":"two","number":"C","bandwidth":10,"payer":"unit","cost":0}"#, acts: [(2, "create", "draft", "building", "{}")]),
    Case(procedure: "extranet.line", revision: 1, department: "statistics", counterpart: "petition", fields: #"{"plane":"two","number":"D","bandwidth":10,"payer":"unit","cost":0}"#, acts: [(0, "create", "draft", "building", "{}"), (0, "stop", "building", "stopped", "{}")]),
    still("cut"), still("isolated"), still("faulty"), incident("general"), incident("larger"), incident("serious"), incident("gravest", urgent: true),
    Case(procedure: "extranet.problem", revision: 2, department: "data-bureau", counterpart: "petition", fields: "{}", acts: cut),
    Case(procedure: "extranet.closing", revision: 2, department: "petition", counterpart: nil, fields: "{}", acts: [(9, "notice", "noticing", "done", "{}")]),
    network("一", ["running", "migrating", "merged"]), network("二", ["running", "migrating", "merged"]), network("三", ["running"]), network("四", ["running", "migrating"]),
    network("五", ["running"], illegal: true), bulletin("yearly"), bulletin("situation"), bulletin("incident"), bulletin("problem"), report("yes", "reported", 2021),
    report("no", "reported", 2022), report(nil, "unreported", 2023),
  ]

  /// A line of no service in the month that stands in a state at its end.
  private static func still(_ state: String) -> Case {
    Case(procedure: "extranet.line", revision: 1, department: "statistics", counterpart: "petition", fields: #"{"plane":"two","number":"\#(state)","bandwidth":10,"payer":"unit","cost":0}"#, acts: [(30, state == "faulty" ? "fault" : "step", "building", state, #"{"since":"2026-11-30T00:00:00+08:00","symptom":"中断"}"#)])
  }

  private static let units: [(unit: String, category: String, kind: String)] = [
    ("petition", "1", "department"), ("market", "2", "other"), ("emergency", "3", "other"), ("statistics", "4", "other"), ("health", "1", "town"),
  ]

  static func rows(by account: Int64) -> String {
    var sql = ""
    for (n, item) in cases.enumerated() {
      let counterpart = item.counterpart.map { "'\($0)'" } ?? "null"
      let opened = item.acts.first?.day ?? 2
      let state = item.acts.last?.to ?? (item.procedure == "extranet.access" ? "open" : "unreported")
      sql += """
        with f as (
          insert into case_file (number, procedure, revision, state, department, counterpart, opened_by, opened_at, changed_at, fields)
          values ('T-\(n)', '\(item.procedure)', \(item.revision), '\(state)', '\(item.department)', \(counterpart), \(account), \(at(opened)), \(at(item.acts.last?.day ?? 2)), '\(item.fields)')
          returning id)
        insert into case_act (case_id, seq, step, party, account, at, from_state, to_state, input)
        select f.id, v.seq, v.step, 'UNIT', \(account), v.at, v.from_state, v.to_state, v.input::jsonb
        from f, (values \(item.acts.isEmpty ? "(0, '', now(), '', '', '{}')" : item.acts.enumerated().map { "(\($0.offset + 1), '\($0.element.step)', \(at($0.element.day)), '\($0.element.from)', '\($0.element.to)', '\($0.element.input)')" }.joined(separator: ", "))) v (seq, step, at, from_state, to_state, input)
        where v.seq > 0;

        """
    }
    sql += """
      insert into case_clock (case_id, code, started_at, start_day, length, unit, legal_source, statutory, holder, holder_department, due_at, due_day, ended_at, outcome)
      select id, 'NK3', \(at(1)), '2026-11-01', 0, 'named', 'NET-20a', true, 'UNIT', 'petition', \(at(7)), '2026-11-06', \(at(8)), 'met'
      from case_file where procedure = 'extranet.problem';
      insert into address_pool (range, source, document, assigned_on, added_by, added_at)
      values ('10.1.0.0/16', '省大数据中心', '1号', '2026-01-05', \(account), \(at(1))), ('2001:db8::/48', '省大数据中心', '2号', '2026-01-05', \(account), \(at(1)));

      """
    for (n, range) in ["10.1.1.0/24", "10.1.2.0/24", "2001:db8:0:1::/64", "2001:db8:0:2::/64"].enumerated() {
      sql += """
        insert into address_allotment (pool, range, unit, access, purpose, state, made_by, made_at)
        select p.id, '\(range)', 'petition', (select min(id) from case_file where procedure = 'extranet.access'), '办公', '\(n % 2 == 0 ? "allotted" : "reserved")', \(account), \(at(2))
        from address_pool p where p.range >> '\(range)';

        """
    }
    for unit in units { sql += entry("extranet.unit", account, #"{"date":"2026-10-01","unit":"\#(unit.unit)","category":"\#(unit.category)","kind":"\#(unit.kind)"}"#, "2026-10-01") }
    // The second township is connected.
    sql += entry("extranet.unit", account, #"{"date":"2026-10-02","unit":"petition","category":"1","kind":"street"}"#, "2026-10-02")
    for plane in ["one", "two", "metropolitan"] { sql += entry("extranet.grading", account, #"{"object":"\#(plane)","level":3,"filing":"一","date":"2026-11-05","result":"符合"}"#, "2026-11-05") }
    return sql
  }

  private static func entry(_ ledger: String, _ account: Int64, _ fields: String, _ day: String) -> String {
    """
    with e as (insert into ledger_entry (ledger, department, opened_at) values ('\(ledger)', 'data-bureau', \(at(1))) returning id)
    insert into ledger_version (entry, version, fields, day, retracted, written_by, written_at) select id, 1, '\(fields)', '\(day)', false, \(account), \(at(1)) from e;

    """
  }

  /// Midnight of a day of November; 0 is the last of October.
  private static func at(_ day: Int) -> String { "timestamptz '2026-11-01T00:00:00+08:00' + interval '\(day - 1) days'" }
}
