/// Into which small sets a table's rows are parted, so that a changed row is found by the sum of its set. Pure.
///
/// Where the key is a whole number that both sides have indexed, a set is a range of it: sums of neighbours stay near in memory, and a set's rows are
/// found by the index. Any other key is scattered by its hash.
enum ChangeSets: Sendable, Hashable {
  /// Keys that are the same above their lowest `shift` bits.
  case ranges(key: String, shift: Int, low: Int64, high: Int64)
  case hashes(count: Int64)

  /// So few rows in a set that a changed one brings few others with it, so few sets at once that their sums fit into memory.
  static let rowsPerSet: Int64 = 8, setsAtOnce: Int64 = 1 << 18

  /// - Parameters:
  ///   - key: the one column of the key, when it is a whole number and indexed on both sides.
  ///   - span: its lowest and highest value; nil of an empty table.
  init(rows: Int64, key: String?, span: (low: Int64, high: Int64)?) {
    guard let key else {
      var count: Int64 = 16
      while count < 2 * Self.setsAtOnce, count * Self.rowsPerSet < rows { count *= 2 }
      self = .hashes(count: count)
      return
    }
    let (low, high) = span ?? (0, 0)
    let width = Double(high) - Double(low) + 1
    var shift = 3
    while shift < 62, width / Double(Int64(1) << shift) > Double(max(rows, 1)) / Double(Self.rowsPerSet) { shift += 1 }
    self = .ranges(key: key, shift: shift, low: low, high: high)
  }

  /// The set of a row.
  func number(_ keyHash: String) -> String {
    switch self {
    case .ranges(let key, let shift, _, _): "(\(SQL.name(key))::int8 >> \(shift))"
    case .hashes(let count): "(\(keyHash) & \(count - 1))"
    }
  }

  /// Conditions on the key, one for each part of the table that is summed up at once; together they hold for every row, each for its own.
  var slices: [String?] {
    guard case .ranges(let key, let shift, let low, let high) = self else { return [nil] }
    let (first, last) = (low >> Int64(shift), high >> Int64(shift))
    let borders = stride(from: first + Self.setsAtOnce, through: last, by: Int(Self.setsAtOnce)).map { $0 << Int64(shift) }
    guard !borders.isEmpty else { return [nil] }
    let name = SQL.name(key)
    return ["\(name) < \(borders[0])"] + zip(borders, borders.dropFirst()).map { "\(name) >= \($0) and \(name) < \($1)" }
      + ["\(name) >= \(borders[borders.count - 1])"]
  }

  /// The rows of some sets, as what stands after `from`.
  func rows(_ numbers: [Int64], _ relation: String, alias: String, keyHash: String) -> String {
    let list = "'{\(numbers.map { String($0) }.joined(separator: ","))}'::int8[]"
    switch self {
    case .ranges(let key, let shift, _, _):
      let (name, width) = ("\(alias).\(SQL.name(key))", (Int64(1) << Int64(shift)) - 1)
      return "unnest(\(list)) as wanted (exchange_set) join \(relation) \(alias) on \(name) between wanted.exchange_set << \(shift) and (wanted.exchange_set << \(shift)) + \(width)"
    case .hashes: return "\(relation) \(alias) join unnest(\(list)) as wanted (exchange_set) on wanted.exchange_set = \(number(keyHash))"
    }
  }
}
