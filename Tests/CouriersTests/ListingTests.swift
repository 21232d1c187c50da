import Testing

@testable import Couriers

@Suite struct `Listings` {
  private func entry(_ line: String) -> RemoteEntry? { LongListing.parse(line: Array(line.utf8)[...]) }

  @Test(arguments: [
    ("-rw-r--r--    1 root     root       100000 Mar  4  2023 a.bin", "a.bin", RemoteEntry.Kind.file, 100_000),
    ("-rw-r--r--+   1 root     root       100000 Mar  4 09:59 a.bin", "a.bin", .file, 100_000),
    ("-rw-r--r--    ? 1000     1000            0 Nov 25 17:02  lead", " lead", .file, 0),
    ("-rw-r--r--    1 domain users all of us  12 Nov 25 17:02 x", "x", .file, 12),
    ("-rw-r--r--    1 root     root           12 Nov 25 17:02 y 7 Nov 25 17:02 z", "y 7 Nov 25 17:02 z", .file, 12),
    ("drwxr-xr-x    2 root     root         4096 Nov 25 17:02 sub", "sub", .directory, 4096),
    ("lrwxrwxrwx    1 root     root           13 Nov 25 17:02 link -> /etc/hostname", "link", .link, 13),
    ("prw-r--r--    1 root     root            0 Nov 25 17:02 pipe", "pipe", .other, 0),
  ])
  func `of people's form are read`(line: String, name: String, kind: RemoteEntry.Kind, size: Int64) {
    #expect(entry(line) == RemoteEntry(name: Array(name.utf8), kind: kind, size: size, modified: nil))
  }

  @Test(arguments: [
    "", "total 8", "a.bin", "-rw-r--r--    1 root     root       100000 Mar  4  2023", "-rw-r--r--    1 root     root       100000 Mar  4  2023 ",
    "-rw-r--r--    1 root     root       -5 Mar  4  2023 x", "-rw-r--r--    1 root     root       5 Mär  4  2023 x",
    "-rw-r--r--    1 root     root       5 Mar 32  2023 x", "-rw-r--r--    1 root     root       5 Mar  4  2023 a/b", "zrw-r--r-- 1 r r 5 Mar 4 2023 x",
    "-rw 1 r r 5 Mar 4 2023 x", "-rw-r--r--    1 root     root       99999999999999999999 Mar  4  2023 x",
  ])
  func `of people's form that are none are refused`(line: String) { #expect(entry(line) == nil) }

  @Test func `are refused as a whole for one bad line`() {
    let good = "-rw-r--r--    1 root     root            5 Mar  4  2023 x\n"
    #expect(LongListing.parse(Array(good.utf8))?.count == 1)
    #expect(LongListing.parse([])?.isEmpty == true)
    for bad in [good + good, good + "odd\n", String(good.dropLast()), good + "\n"] { #expect(LongListing.parse(Array(bad.utf8)) == nil, "\(bad)") }
  }

  @Test(arguments: [
    ("19700101000000", 0 as Int64), ("20000229235959", 951_868_799), ("20240229000000", 1_709_164_800), ("20240301000000", 1_709_251_200),
    ("19991231235959", 946_684_799), ("21000301000000", 4_107_542_400), ("20261125172404", 1_795_627_444),
  ])
  func `of machines' form give the second`(text: String, seconds: Int64) {
    #expect(FactListing.time(text) == seconds * 1_000_000)
    #expect(FactListing.time(text + ".25") == seconds * 1_000_000 + 250_000)
  }

  @Test(arguments: ["", "2024", "20241301000000", "20240100000000", "2024010100000x", "20240101240000", "20240101000000.x", "-0240101000000"])
  func `of machines' form with no time are refused`(text: String) { #expect(FactListing.time(text) == nil) }

  @Test func `of machines' form are read`() {
    let text = "type=cdir;modify=20240101000000; .\r\nType=file;Size=5;modify=20240101000000;UNIX.owner=a b; n; m \r\ntype=OS.unix=slink:/x; l\r\n"
    #expect(
      FactListing.parse(Array(text.utf8)) == [
        RemoteEntry(name: Array("n; m ".utf8), kind: .file, size: 5, modified: 1_704_067_200_000_000),
        RemoteEntry(name: Array("l".utf8), kind: .link, size: 0, modified: nil),
      ])
    for bad in ["type=file;size=5; x\r\n", "size=5; x\r\n", "type=file;size=5;modify=20240101000000;x\r\n", "type=file;size=5;modify=20240101000000; a/b\r\n"] {
      #expect(FactListing.parse(Array(bad.utf8)) == nil, "\(bad)")
    }
  }
}
