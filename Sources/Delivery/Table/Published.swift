/// What a version is when it is published: what its receipt says of it.
struct Published: Sendable {
  /// How its changes were found.
  var way = ChangeWay.full
  /// By what the digest was made; nil for folders.
  var digestName: String?
  let tally: Tally
  /// That went over.
  let bytes: Int64
  /// Rows of a table that lack an item which was declared never to be empty (EX-5.2b).
  var nulls: [(item: String, rows: Int64)] = []
  /// Rows that were kept apart.
  var flawed: FlawedRows?
  /// nil where everything was brought anew.
  var change: Change?
}
