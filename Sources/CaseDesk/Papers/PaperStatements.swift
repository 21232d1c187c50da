package import Postgres

/// Statements about the papers of a case and what was read off their scans.
package enum PaperStatements {
  private static let columns = "p.name, p.version, p.file_name, p.media_type, p.size, p.sha256"

  static let versions = Statement<PaperVersion, Int64>(
    "paper.versions",
    """
    select \(columns), a.name, p.put_at
    from case_paper p
    join account a on a.id = p.put_by
    where p.case_id = $1
    order by p.name, p.version desc
    """)
  static let body = Statement<StoredPaper, Int64, String, Int32?>(
    "paper.body",
    """
    select \(columns), p.body
    from case_paper p
    where p.case_id = $1
      and p.name = $2
      and ($3 is null or p.version = $3)
    order by p.version desc
    limit 1
    """)

  /// The last reading of each version of each paper.
  static let readings = Statement<PaperReading, Int64>(
    "paper.readings",
    """
    select distinct on (name, version) name, version, outcome, mark, detail, at
    from paper_reading
    where case_id = $1
    order by name, version, id desc
    """)
  static let isRead = Statement<Bool, Int64, String, Int32>(
    "paper.is-read", "select exists (select from paper_reading where case_id = $1 and name = $2 and version = $3)")
  static let keepReading = Statement<NoRow, Int64, String, Int32, String, String?, String, Timestamp>(
    "paper.keep-reading",
    "insert into paper_reading (case_id, name, version, outcome, mark, detail, at) values ($1, $2, $3, $4, $5, $6, $7)")

  static let form = Statement<FormNames, Int64>(
    "application.form",
    "select department_name, code, title, kind, items, provider_name from application_form where id = $1")

  package static let all: [AnyStatement] = [versions.any, body.any, readings.any, isRead.any, keepReading.any, form.any]
}
