/// What the journal looks like from outside, for the metrics page and for alarms.
package struct JournalMetrics: Sendable, Hashable {
  /// Admissions that wait for the disk.
  package var pending: Int
  /// The highest number whose admission is on the disk.
  package var durable: Int64
  /// While true every call is refused: the disk does not take records.
  package var broken: Bool
  /// Groups written since the start; records per batch say how well the disk keeps up.
  package var batches: Int64
  package var position: JournalPosition
}
