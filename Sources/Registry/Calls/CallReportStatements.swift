package import Postgres

/// What the report on interfaces reads.
package enum CallReportStatements {
  private static let scope = """
    from call_log c
    left join resource r on r.id = c.resource
    where c.day >= $1
      and c.day < $2
      and ($3 or r.provider = $4 or c.department = $4)
    """
  static let interfaces = Statement<InterfaceUse.Row, CivilDate, CivilDate, Bool, String>(
    "report.interfaces",
    """
    select r.code, r.title, r.provider, (select d.name from department d where d.code = r.provider), count(*),
           count(*) filter (where c.status < 400 and c.fault_party is null),
           percentile_disc(0.5) within group (order by c.micros),
           percentile_disc(0.95) within group (order by c.micros),
           percentile_disc(0.99) within group (order by c.micros)
    \(scope)
    group by r.code, r.title, r.provider
    order by r.code nulls last
    """)
  static let faults = Statement<InterfaceUse.Fault, CivilDate, CivilDate, Bool, String>(
    "report.faults",
    """
    select r.code, c.fault_party, coalesce(c.code, c.fault, 'status.' || c.status, 'unknown'), count(*)
    \(scope)
      and c.fault_party is not null
    group by 1, 2, 3
    order by 1 nulls last, 4 desc, 2, 3
    """)

  package static let all: [AnyStatement] = [interfaces.any, faults.any]
}
