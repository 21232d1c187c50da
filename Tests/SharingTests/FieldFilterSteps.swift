import Sharing

/// Puts a text through a filter, cut before each of the given places.
func filtered(_ answer: [UInt8], _ filter: FieldFilter, cuts: [Int] = [], into out: inout [UInt8]) throws(FilterFault) {
  var filter = filter
  var start = 0
  for end in cuts.sorted() + [answer.count] {
    // A copy, so that reading beyond a piece would be outside its memory.
    try push(Array(answer[start..<end]), &filter, &out)
    start = end
  }
  try filter.finish(into: &out)
}

func filtered(_ answer: String, _ items: [String]) throws(FilterFault) -> String {
  var out: [UInt8] = []
  try filtered(Array(answer.utf8), FieldFilter(items: items), into: &out)
  return String(decoding: out, as: UTF8.self)
}

func push(_ piece: [UInt8], _ filter: inout FieldFilter, _ out: inout [UInt8]) throws(FilterFault) {
  let result = piece.withUnsafeBytes { bytes in Result { () throws(FilterFault) in try filter.push(bytes, into: &out) } }
  try result.get()
}

func push(_ piece: String, _ filter: inout FieldFilter, _ out: inout [UInt8]) throws(FilterFault) {
  try push(Array(piece.utf8), &filter, &out)
}

/// What came of an answer: the text, or the fault.
enum Outcome: Equatable {
  case text([UInt8]), fault(FilterFault)

  init(_ answer: [UInt8], _ filter: FieldFilter, cuts: [Int] = []) {
    var out: [UInt8] = []
    do throws(FilterFault) {
      try filtered(answer, filter, cuts: cuts, into: &out)
      self = .text(out)
    } catch {
      self = .fault(error)
    }
  }
}
