package import Postgres
package import Vocabulary

/// The numbers of ours that are in force ([CFG]). Whoever uses one asks for it on the day that counts: a running clock keeps its own.
package enum Settings {
  package static func values(_ setting: Setting, on day: Day, _ tx: any Queries) async throws -> [Int] {
    setting.values(try await tx.first(SettingStatements.inForce, setting.name, setting.rule, day.date))
  }

  /// The one number of a setting that holds one.
  package static func value(_ setting: Setting, on day: Day, _ tx: any Queries) async throws -> Int {
    try await values(setting, on: day, tx).first ?? setting.usual[0]
  }

  /// Everything that was ever set, the earliest day first.
  package static func history(_ setting: Setting, _ tx: any Queries) async throws -> [SettingRow] {
    try await tx.all(SettingStatements.history, setting.name, setting.rule)
  }

  /// Sets a number from a day on. False: a length of `clock_rule` has a row of that day already (EX §7.23).
  ///
  /// Whether the person may, and whether the number may stand, was asked before.
  package static func set(_ setting: Setting, _ values: [Int], reason: String, from day: Day, by account: Int64, in work: Work) async throws -> Bool {
    guard let rule = setting.rule else {
      _ = try await work.tx.run(SettingStatements.add, setting.name, setting.text(values), reason, day.date, account, work.now.stamp)
      return true
    }
    return try await work.tx.run(SettingStatements.addRule, rule, Int32(values[0]), reason, day.date) == 1
  }
}

/// A number as it was set once.
package struct SettingRow: PostgresRow {
  package let value: String, reason: String, from: Day
  /// nil where only the audit names them.
  package let by: String?, at: Instant?
  package init(from row: inout RowReader) throws {
    value = try row.next()
    reason = try row.next()
    from = try Day(row.next())
    by = try row.next()
    at = try (row.next() as Timestamp?).map { Instant($0) }
  }
}

enum SettingStatements {
  /// $2: the clock whose length it is.
  static let inForce = Statement<String, String, String?, CivilDate>(
    "setting.in-force",
    """
    select value
    from (
      select value, effective_from, id from setting where key = $1 and effective_from <= $3
      union all
      select length::text, effective_from, 0::bigint from clock_rule where code = $2 and effective_from <= $3) s
    order by effective_from desc, id desc
    limit 1
    """)
  static let history = Statement<SettingRow, String, String?>(
    "setting.history",
    """
    select value, reason, effective_from, name, changed_at
    from (
      select s.value, s.reason, s.effective_from, a.name, s.changed_at, s.id
      from setting s
      left join account a on a.id = s.changed_by
      where s.key = $1
      union all
      select length::text, legal_source, effective_from, null::text, null::timestamptz, 0::bigint from clock_rule where code = $2) s
    order by effective_from, id
    """)
  static let add = Statement<NoRow, String, String, String, CivilDate, Int64, Timestamp>(
    "setting.add",
    "insert into setting (key, value, reason, effective_from, changed_by, changed_at) values ($1, $2, $3, $4, $5, $6)")
  static let addRule = Statement<NoRow, String, Int32, String, CivilDate>(
    "setting.add-rule",
    """
    insert into clock_rule (code, length, unit, legal_source, effective_from)
    select $1, $2, r.unit, $3, $4
    from clock_rule r
    where r.code = $1
    order by r.effective_from
    limit 1
    on conflict (code, effective_from) do nothing
    """)

  static let all: [AnyStatement] = [inForce.any, history.any, add.any, addRule.any]
}
