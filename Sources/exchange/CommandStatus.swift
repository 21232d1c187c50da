import ArgumentParser

/// What a script can tell from the end of a command.
enum CommandStatus: Int32, Sendable {
  case ok = 0
  case failed = 1
  case usage = 2
  case missing = 3
  /// A rule of the measure, or a form, says no; the message names the clause.
  case refused = 4
  /// Not logged in, or another role's act.
  case noRight = 5
  case conflict = 6
  case network = 7

  /// The status of a refusal by its HTTP status.
  init(http status: Int) {
    switch status {
    case 401, 403: self = .noRight
    case 404, 410: self = .missing
    case 409, 412: self = .conflict
    case 429, 502...504: self = .network
    case 400, 413, 415, 422: self = .refused
    default: self = .failed
    }
  }

  /// Runs a command and says on standard error why it ended, if it did not end well.
  static func running(_ body: @Sendable () async throws -> Void) async -> CommandStatus {
    do {
      try await body()
      return .ok
    } catch let fault as Fault {
      if !fault.message.isEmpty { Talk.line(fault.message) }
      return fault.status
    } catch let kept as DryRun {
      Talk.line(kept.text)
      return .ok
    } catch let problem as Problem {
      Talk.line(problem.text)
      return CommandStatus(http: problem.status)
    } catch {
      return parsing(error)
    }
  }

  /// Help and version are no errors; everything else that the parser throws is a matter of usage.
  private static func parsing(_ error: any Error) -> CommandStatus {
    let code = Exchange.exitCode(for: error)
    let text = Exchange.fullMessage(for: error)
    if code.isSuccess {
      print(text)
      return .ok
    }
    Talk.line(text)
    return code == .validationFailure ? .usage : .failed
  }
}
