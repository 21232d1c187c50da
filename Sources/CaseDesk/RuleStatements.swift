import Postgres

/// Lengths of clocks as the bureau keeps them, and what is told of one clock.
enum RuleStatements {
  static let list = Statement<RuleLine>(
    "rule.list",
    """
    select r.code, r.length, r.unit, r.legal_source, r.effective_from,
           r.effective_from = (
             select max(e.effective_from) from clock_rule e
             where e.code = r.code and e.effective_from <= (office_now() at time zone 'Asia/Shanghai')::date)
    from clock_rule r
    order by r.code, r.effective_from
    """)
  static let unit = Statement<String, String>("rule.unit", "select unit from clock_rule where code = $1 order by effective_from limit 1")
  static let add = Statement<NoRow, String, Int32, String, String, CivilDate>(
    "rule.add",
    """
    insert into clock_rule (code, length, unit, legal_source, effective_from) values ($1, $2, $3, $4, $5)
    on conflict (code, effective_from) do nothing
    """)
  static let clock = Statement<ClockRow, Int64>(
    "rule.clock", "select \(CaseStatements.clockColumns) from case_clock where id = $1")
  static let shifts = Statement<ShiftLine, Int64>(
    "rule.shifts", "select at, old_due, new_due, reason from clock_shift where clock = $1 order by id")

  static let all: [AnyStatement] = [list.any, unit.any, add.any, clock.any, shifts.any]
}
