import Testing

@testable import Seals

@Suite struct `A question to a time stamp authority` {
  @Test func `is the DER that RFC 3161 asks for`() {
    let query = TimeStampQuery(Array("abc".utf8), nonce: [0xFF, 2, 3, 4, 5, 6, 7, 8])
    #expect(
      hex(query.der)
        == "30430201013031300d060960864801650304020105000420ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad02087f02030405060708" + "0101ff")
  }

  @Test func `takes no answer that was refused, cut off or is about something else`() {
    let query = TimeStampQuery(Array("abc".utf8), nonce: [1, 2, 3, 4, 5, 6, 7, 8])
    let about = Array(query.der.dropFirst(2))
    func answer(_ status: UInt8, _ rest: [UInt8]) -> [UInt8] { [0x30, UInt8(5 + rest.count), 0x30, 3, 2, 1, status] + rest }
    #expect(query.isAnswered(by: answer(0, about)) && query.isAnswered(by: answer(1, about)))
    #expect(!query.isAnswered(by: answer(2, about)) && !query.isAnswered(by: []) && !query.isAnswered(by: Array(answer(0, about).dropLast())))
    #expect(!TimeStampQuery(Array("abd".utf8), nonce: [1, 2, 3, 4, 5, 6, 7, 8]).isAnswered(by: answer(0, about)))
    #expect(!TimeStampQuery(Array("abc".utf8), nonce: [1, 2, 3, 4, 5, 6, 7, 9]).isAnswered(by: answer(0, about)))
  }
}
