/// Why a command stops, in one sentence for the person at the terminal.
struct Fault: Error {
  let status: CommandStatus
  let message: String

  init(_ status: CommandStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}
