import JSONText
import Sharing
import Testing

@Suite struct `A streamed answer` {
  private let limits = JSONLimits(bytes: 1 << 20, depth: 60)

  @Test(arguments: 0..<8) func `is what the same rules make of the whole tree`(seed: UInt64) throws {
    var generator = FieldFilterGenerator(seed: seed)
    var written = 0
    for _ in 0..<1000 {
      let items = generator.items()
      let answer = generator.answer()
      var out: [UInt8] = []
      let bytes = Array(answer.utf8)
      try filtered(bytes, FieldFilter(items: items), cuts: generator.cuts(bytes.count), into: &out)
      let expected = FieldFilterModel(items).answer(try JSON.parse(bytes, limits: limits))
      #expect(try JSON.parse(out, limits: limits) == expected, "\(items) \(answer)")
      if expected.text.utf8.count > 8 { written += 1 }
    }
    // Else the check would be of nothing.
    #expect(written > 200)
  }

  /// A damaged text passes here only if the whole-tree reader takes it, or refuses it for what this filter lets be.
  @Test(arguments: 100..<108) func `is refused where the text is no JSON`(seed: UInt64) throws {
    var generator = FieldFilterGenerator(seed: seed)
    var refused = 0
    for _ in 0..<1000 {
      let items = generator.items()
      let bytes = generator.damaged(Array(generator.answer().utf8))
      let outcome = Outcome(bytes, FieldFilter(items: items), cuts: generator.cuts(bytes.count))
      let text = "\(items) \(String(decoding: bytes, as: UTF8.self))"
      switch (Result { () throws(JSONFault) in try JSON.parse(bytes, limits: limits) }, outcome) {
      case (.success(let json), .text(let out)):
        #expect(try JSON.parse(out, limits: limits) == FieldFilterModel(items).answer(json), "\(text)")
      case (.success, .fault(let fault)): Issue.record("\(fault) \(text)")
      case (.failure, .fault): refused += 1
      case (.failure(let fault), .text(let out)):
        // A name twice in a dropped value, or a number too large to compute with.
        #expect(fault.reason == .duplicateKey || fault.reason == .invalidNumber, "\(text)")
        if fault.reason == .duplicateKey { _ = try JSON.parse(out, limits: limits) }
      }
    }
    #expect(refused > 200)
  }
}
