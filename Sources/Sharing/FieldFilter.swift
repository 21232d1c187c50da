/// Lets through of a provider's JSON answer only what the grant names (EX-8.2, EX-11.1b: 最小可用), while the answer streams past.
///
/// - Members that are not on the way to a granted item are dropped with their whole value, whatever the status of the answer.
/// - Arrays are transparent at every level, the outermost too: `data.no` finds `{"data":{"no":1}}`, `[{"data":[[{"no":1}]]}]`.
/// - A prefix of an item lets the object through with the granted members alone. A scalar in its place is dropped, as a member and as an
///   element; an outermost one, like everything under a list that names nothing, becomes `null`, so that the answer stays JSON.
/// - What passes is copied as written. White space outside granted values is dropped.
/// - The whole text is checked by RFC 8259, dropped parts too; the first fault ends the answer, and nothing is written after it.
///
/// A name that an object has twice is a fault in every object that is written, granted ones included; in a dropped value it is no matter.
/// Memory does not grow with the answer: `maxDepth` arrays and objects inside each other, `maxKeyBytes` bytes between the quotes of a name
/// and `maxNames` names in all objects open at a time; more is a fault. Dropped values are bounded by depth alone.
///
/// Example: `FieldFilter(items: ["data.no"])` makes `{"code":0,"data":[{"no":1,"id":"x"}]}` into `{"data":[{"no":1}]}`.
package struct FieldFilter: Sendable {
  enum State { case value, firstElement, firstName, nextName, name, droppedName, colon, text, number, word, after, end, closed }

  /// An array or object that is open, or the place of the answer itself.
  struct Frame {
    var reach: FieldList.Reach, isObject = false
    /// Something has been written in it; the next thing needs a comma.
    var isStarted = false
    /// Number of this object, and how many names those around it have.
    var serial: UInt64 = 0, names = 0
  }

  let list: FieldList
  let maxDepth: Int, maxKeyBytes: Int, maxNames: Int

  var state = State.value
  /// The innermost open frame and those around it; as many as the depth.
  var top: Frame, outer: [Frame] = []
  /// What the list says about the value that comes next.
  var reach: FieldList.Reach
  var text = Text(), number = Number(), word: UInt32 = 0
  var names = Names(), serial: UInt64 = 0
  /// Bytes of the pieces before this one.
  var consumed = 0
  /// Where in this piece the granted value under way begins that is yet to be copied, and its depth.
  var run: Int?, runDepth = 0
  /// Where the name of the member under way stands with its quotes: in this piece, or else kept from earlier ones.
  var name: Range<Int>?, nameOffset = 0, kept: [UInt8] = [], decoded: [UInt8] = []
  private var fault: FilterFault?

  package init(_ list: FieldList, maxDepth: Int = 64, maxKeyBytes: Int = 4096, maxNames: Int = 65_536) {
    self.list = list
    self.maxDepth = maxDepth
    self.maxKeyBytes = maxKeyBytes
    self.maxNames = maxNames
    reach = list.root
    top = Frame(reach: list.root)
  }

  package init(items: [String], maxDepth: Int = 64, maxKeyBytes: Int = 4096) {
    self.init(FieldList(items), maxDepth: maxDepth, maxKeyBytes: maxKeyBytes)
  }

  /// Takes the next piece of the answer, of any size, and appends what may be sent on. After a fault it throws that fault again.
  package mutating func push(_ bytes: UnsafeRawBufferPointer, into out: inout [UInt8]) throws(FilterFault) {
    if let fault { throw fault }
    do throws(FilterFault) {
      try take(bytes, &out)
      keepForNextPiece(bytes, &out)
      consumed += bytes.count
    } catch {
      let whole = FilterFault(error.reason, at: consumed + error.offset)
      fault = whole
      throw whole
    }
  }

  /// The answer is over. Throws if it was not one whole JSON text; only after this may the call count as answered.
  package mutating func finish(into out: inout [UInt8]) throws(FilterFault) {
    if let fault { throw fault }
    guard state != .closed else { return }
    let isWhole = state == .end || state == .number && outer.isEmpty && number.isComplete
    guard isWhole else {
      let cut = FilterFault(.unexpectedEnd, at: consumed)
      fault = cut
      throw cut
    }
    state = .closed
    if !top.isStarted { out.append(contentsOf: "null".utf8) }
  }
}
