import Glibc
import Postgres
import Synchronization
package import Vocabulary

extension Delivery {
  /// The published version of a table, through the department's own view: granted columns alone, and nothing once the grant has ended.
  ///
  /// - Throws: `Refused` with E35 when the grant is not in force at this instant, `landing.empty` when nothing has landed.
  package func rows(grant: Int64, as format: LandedFormat) async throws -> LandedPieces {
    let due = try await readable(grant)
    guard try await pool.with({ try await $0.first(DeliveryStatements.landing, due.department) }) != nil else { throw Refused(Self.empty) }
    let connection = try await openLandingDatabase(due.department)
    do {
      guard let outlet = try await connection.first(LandingStatements.outlet, grant) else { throw Refused(Self.empty) }
      let reader = try await connection.copyOut(format.copy(SQL.name(outlet.provider, outlet.view)))
      let start = Mutex(format.start)
      return LandedPieces(
        next: {
          let first = start.withLock { first in
            defer { first = nil }
            return first
          }
          if let first { return first }
          return try await reader.next()
        }, close: { await connection.close() })
    } catch {
      await connection.close()
      throw error
    }
  }

  /// The files of the current version, as its manifest lists them.
  package func files(grant: Int64) async throws -> [LandedFile] { try await current(of: readable(grant)).manifest.lines.map(LandedFile.init) }

  /// One file of the current version, from a byte on; from its beginning where it has no such byte. Only what the manifest lists is ever opened.
  package func file(_ path: String, grant: Int64, from wanted: Int64 = 0) async throws -> (pieces: LandedPieces, file: LandedFile, start: Int64) {
    let due = try await readable(grant)
    let found = try await current(of: due)
    guard let line = found.manifest.lines.first(where: { $0.path == path }) else { throw Refused(Self.noFile) }
    let name = "\(found.folder)/files/\(path)"
    let start = wanted < line.size ? wanted : 0
    let file = try await onFileQueue {
      let file = try Descriptor(Glibc.open(name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC), name)
      if start > 0 { lseek(file.raw, Int(start), SEEK_SET) }
      return file
    }
    return (LandedPieces(next: { try await onFileQueue { try Files.read(file, 1 << 18, name) } }, close: {}), LandedFile(line), start)
  }

  private func readable(_ grant: Int64) async throws -> DueRow {
    let due = try await due(grant)
    if let stopped = due.stopped { throw Refused(Refusal("E35", .role, stopped, "EX-8.1")) }
    return due
  }

  private func current(of due: DueRow) async throws -> (folder: String, manifest: Manifest) {
    let (department, grant, code) = (landing.folder(due.department), due.grant, due.code)
    return try await onFileQueue {
      let area = FolderArea.of(grant, department, code)
      guard area.holder() == grant, let newest = try area.versions().last, let manifest = area.manifest(newest) else { throw Refused(Self.empty) }
      return (area.version(newest), manifest)
    }
  }

  private static let empty = Refusal("landing.empty", .missing, "前置区中还没有这项授权的数据;首次交付后可取", "EX-8.1")
  private static let noFile = Refusal("landing.file", .missing, "前置区中没有这个文件;文件清单见 files", "EX-8.1")
}

/// One file that a department may take.
package struct LandedFile: Sendable, Hashable {
  /// Below the version's `files`.
  package let path: String, bytes: Int64, sha256: String, modified: Instant

  init(_ line: Manifest.Line) {
    (path, bytes, sha256, modified) = (line.path, line.size, line.sha256, Instant(microseconds: line.modified))
  }
}
