import Foundation
package import Testing

/// Marks the test that is the acceptance check of a clause: `@Test(.clause("EX-14a"))`.
///
/// Where the variable `EXCHANGE_EVIDENCE` names a file, each run of a marked test adds a line to it: the clause, a tab, the test's id.
/// Joined with the runner's own list of passed tests, that says which clauses are proved.
package struct ClauseTrait: TestTrait, SuiteTrait, TestScoping {
  package let clauses: [String]
  package let isRecursive = true

  package func provideScope(for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void) async throws {
    try await function()
    guard testCase != nil, let file = ProcessInfo.processInfo.environment["EXCHANGE_EVIDENCE"] else { return }
    try Self.append(clauses.map { "\($0)\t\(test.id)\n" }.joined(), to: file)
  }

  /// One write of one piece at the file's end: tests run side by side.
  private static func append(_ text: String, to file: String) throws {
    let descriptor = open(file, O_WRONLY | O_APPEND | O_CREAT, 0o644)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else { throw CocoaError(.fileWriteUnknown) }
  }
}

extension Trait where Self == ClauseTrait {
  package static func clause(_ clauses: String...) -> Self { ClauseTrait(clauses: clauses) }
}
