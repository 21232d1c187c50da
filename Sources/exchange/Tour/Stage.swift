import JSONText

/// The step failed without which the rest of its chapter has no ground.
struct ChapterStopped: Error {}

/// Something is not as the measure says.
struct NotSo: Error {
  let text: String
  init(_ text: String) { self.text = text }
}

/// Thrown by a step that an earlier run has shown and that cannot be shown twice.
struct AlreadyShown: Error {}

/// Where the tour plays: the world, the two servers, what is remembered and what has been shown.
struct Stage: Sendable {
  let world: World
  let memory: TourMemory
  let record: TourRecord
  let api: APIClient
  let gateway: APIClient

  /// A step that the following ones stand on.
  @discardableResult
  func need<Result: Sendable>(_ title: String, _ clause: String, _ body: () async throws -> Result) async throws -> Result {
    do {
      let result = try await body()
      await record.passed(title, clause, result as? String)
      return result
    } catch {
      await record.failed(title, clause, Stage.words(error))
      throw ChapterStopped()
    }
  }

  /// A step that proves something and leaves the others as they are. The body may return what it saw.
  func expect(_ title: String, _ clause: String, _ body: () async throws -> String?) async {
    do {
      await record.passed(title, clause, try await body())
    } catch is AlreadyShown {
      await record.kept(title, clause)
    } catch {
      await record.failed(title, clause, Stage.words(error))
    }
  }

  /// The body must be refused with this code; the words of the refusal are what was seen.
  func refused(_ code: String, status: Int? = nil, _ body: () async throws -> Void) async throws -> String {
    do {
      try await body()
    } catch let problem as Problem {
      guard let item = problem.items.first(where: { $0.code == code }) else {
        throw NotSo("应为 \(code),实为 \(problem.status) \(problem.text)")
      }
      if let status, status != problem.status { throw NotSo("\(code) 应为 HTTP \(status),实为 \(problem.status)") }
      return "\(problem.status) \(item.code) \(item.message)"
    }
    throw NotSo("应当以 \(code) 拒绝,却办成了")
  }

  func check(_ holds: Bool, _ otherwise: @autoclosure () -> String) throws {
    guard holds else { throw NotSo(otherwise()) }
  }

  static func words(_ error: any Error) -> String {
    switch error {
    case let problem as Problem: "\(problem.status) \(problem.text)"
    case let fault as Fault: fault.message
    case let notSo as NotSo: notSo.text
    default: "\(error)"
    }
  }
}
