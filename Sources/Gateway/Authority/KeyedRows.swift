/// Rows by number, sorted, keys and rows each in one piece of memory: a look-up halves its way, and a row costs its own size alone.
struct KeyedRows<Row: Sendable>: Sendable {
  private var keys: [UInt64] = []
  private var rows: [Row] = []

  var count: Int { keys.count }

  /// Where a key stands, or would.
  private func place(_ key: UInt64) -> Int {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  subscript(key: UInt64) -> Row? {
    let at = place(key)
    return at < keys.count && keys[at] == key ? rows[at] : nil
  }

  /// Changes a row in its place; nil where there is none.
  mutating func change<Output>(_ key: UInt64, _ body: (inout Row) -> Output) -> Output? {
    let at = place(key)
    guard at < keys.count, keys[at] == key else { return nil }
    return body(&rows[at])
  }

  /// Takes new rows in; of a key that is there already, `merge` makes the row that stays.
  mutating func put(_ news: [(key: UInt64, row: Row)], merge: (_ old: Row, _ new: Row) -> Row) {
    let news = news.sorted { $0.key < $1.key }
    var (allKeys, allRows): ([UInt64], [Row]) = ([], [])
    allKeys.reserveCapacity(keys.count + news.count)
    allRows.reserveCapacity(keys.count + news.count)
    var at = 0
    for new in news {
      while at < keys.count, keys[at] < new.key {
        allKeys.append(keys[at])
        allRows.append(rows[at])
        at += 1
      }
      var row = new.row
      if at < keys.count, keys[at] == new.key {
        row = merge(rows[at], row)
        at += 1
      }
      if allKeys.last == new.key {
        allRows[allRows.count - 1] = merge(allRows[allRows.count - 1], row)
      } else {
        allKeys.append(new.key)
        allRows.append(row)
      }
    }
    allKeys += keys[at...]
    allRows += rows[at...]
    (keys, rows) = (allKeys, allRows)
  }
}
