package import Postgres

/// What is read of catalogues to compare their versions and to look them over.
package enum CatalogueStatements {
  static let versions = Statement<CatalogueVersionRow, Int64>(
    "catalogue.versions",
    """
    select v.version, v.title, v.summary, v.class, v.conditions, v.items, v.materials, v.frequency, v.published_at, a.name
    from catalogue_version v
    join account a on a.id = v.published_by
    where v.catalogue = $1
    order by v.version
    """)
  /// Grants in force that use one of these items of the catalogue's resources, as far as the department may know of them.
  static let touched = Statement<TouchedGrant, Int64, [String], String?, Bool>(
    "catalogue.touched",
    """
    select g.id, f.number, g.department, r.code, r.title, r.kind,
           array(select i from unnest(g.items) with ordinality as u (i, n) where i = any ($2) order by n)
    from grant_in_force g
    join case_file f on f.id = g.id
    join resource r on r.id = g.resource
    where r.catalogue = $1 and g.items && $2 and ($4 or g.department = $3 or r.provider = $3)
    order by g.id
    """)
  /// Names of the department's other catalogues that have not ended.
  static let otherNames = Statement<String, String, Int64>(
    "catalogue.other-names",
    """
    select fields ->> 'name'
    from case_file
    where procedure = 'exchange.catalogue' and department = $1 and id <> $2 and state not in ('discarded', 'cancelled')
      and fields ->> 'name' is not null
    order by id
    """)
  static let resources = Statement<CatalogueResource, Int64>(
    "catalogue.resources",
    """
    select code, kind, frequency, items, source, detail
    from resource_in_service
    where catalogue = $1
    order by id
    """)

  package static let all: [AnyStatement] = [versions.any, touched.any, otherNames.any, resources.any]
}
