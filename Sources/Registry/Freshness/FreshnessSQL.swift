/// When the data of a resource `r` were last updated, and how often they should be: parts of statements (EX-5.4a).
enum FreshnessSQL {
  static let day = "at time zone 'Asia/Shanghai')::date"

  /// Its own frequency, else that of its catalogue.
  static func frequency(at now: String) -> String {
    """
    select coalesce(
             r.frequency,
             (select v.frequency
              from catalogue_version v
              where v.catalogue = r.catalogue and v.published_at < \(now)
              order by v.version desc
              limit 1),
             'irregular') as frequency
    """
  }

  /// The latest of: attached, updated, registered as refreshed, delivered with other data than before.
  static func updated(at now: String) -> String {
    """
    select greatest(
             (r.attached_at \(day),
             (select max(case when a.step = 'refresh' then (a.input ->> 'updatedOn')::date else (a.at \(day) end)
              from case_act a
              where a.case_id = r.id and a.step in ('refresh', 'update') and a.at < \(now)),
             (select (max(u.at) \(day)
              from resource_update u
              where u.resource = r.id and u.at < \(now))) as updated
    """
  }
}
