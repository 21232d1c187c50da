/// What lies in a landing area, given piece by piece to one reader.
package struct LandedPieces: Sendable {
  /// nil after the last piece.
  package let next: @Sendable () async throws -> [UInt8]?
  /// Once, however it ended.
  package let close: @Sendable () async -> Void
}
