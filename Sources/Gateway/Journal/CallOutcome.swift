/// How an admitted call ended. A call without one stays 结果未知.
package struct CallOutcome: Sendable, Hashable {
  /// The number that the journal gave the admission.
  package var seq: Int64
  package var status: Int32
  /// Bytes of the answer's body that were sent.
  package var bytes: Int64
  /// Rows of a table interface's answer.
  package var rows: Int64?
  /// From admission to the last byte, in microseconds.
  package var micros: Int64
  package var faultParty: String?
  /// Why it failed, by the problem's code.
  package var fault: String?

  package init(
    seq: Int64, status: Int32, bytes: Int64, rows: Int64? = nil, micros: Int64, faultParty: String? = nil, fault: String? = nil
  ) {
    self.seq = seq
    self.status = status
    self.bytes = bytes
    self.rows = rows
    self.micros = micros
    self.faultParty = faultParty
    self.fault = fault
  }
}
