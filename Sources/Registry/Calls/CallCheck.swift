package import JSONText
import Postgres
import Proofs
import Records
import Seals
import Vocabulary

/// What a check of the whole call log found (EX-20): the first thing that does not hold, and the first call that nothing anchors yet.
package struct CallCheck: Sendable {
  /// One call, or where one should be.
  package struct Place: Sendable, Hashable {
    package let journal: String, seq: Int64, callID: String?, at: String?

    var json: JSON { ["journal": .string(journal), "seq": JSON(seq), "callId": JSON(callID), "at": JSON(at)] }
  }
  /// `missing`, `changed`, `extra` (calls); `chain`, `signature`, `anchor`, `leaves` (batches).
  package struct Fault: Sendable, Hashable, Error {
    package let kind: String, text: String, batch: Int64?, place: Place?

    var json: JSON { ["kind": .string(kind), "text": .string(text), "batch": batch.map { JSON($0) } ?? .null, "call": place?.json ?? .null] }
  }

  package internal(set) var batches = 0, calls = 0
  /// Calls of months that lie in archives: those are checked by `exchange verify`.
  package internal(set) var archived = 0
  /// The last batch that an anchor file holds.
  package internal(set) var anchored: Int64 = 0
  package internal(set) var fault: Fault?
  package internal(set) var unanchored: Place?

  package var json: JSON {
    [
      "whole": .bool(fault == nil), "batches": JSON(batches), "calls": JSON(calls), "archived": JSON(archived), "anchoredBatch": JSON(anchored),
      "fault": fault?.json ?? .null, "unanchored": unanchored?.json ?? .null,
    ]
  }
}

extension CallRecord {
  var place: CallCheck.Place { CallCheck.Place(journal: hex(journal), seq: seq, callID: callID, at: at.text) }
}
