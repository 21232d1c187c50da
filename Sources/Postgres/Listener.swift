import Dispatch
import Glibc

/// A message of NOTIFY.
package struct Notification: Sendable, Hashable {
  package let channel: String, payload: String
}

/// Listens on channels over a connection of its own. The stream ends with an error when the link does; coming back is the caller's.
package struct Listener: Sendable {
  private let settings: PostgresSettings, channels: [String]

  package init(_ settings: PostgresSettings, channels: [String]) {
    self.settings = settings
    self.channels = channels
  }

  package func notifications() async throws -> AsyncThrowingStream<Notification, any Error> {
    let connection = try await Connection.open(settings)
    for channel in channels {
      guard channel.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "_") }) else { throw PostgresError(.server, "bad channel name") }
      try await connection.script("listen \(channel)")
    }
    guard let socket = await connection.socket else { throw PostgresError(.connection, "closed") }
    let (ticks, stop) = try Self.ticks(socket)
    return AsyncThrowingStream { stream in
      let reading = Task {
        do {
          for await _ in ticks {
            for notice in try await connection.takeNotifications() { stream.yield(notice) }
          }
          stream.finish()
        } catch {
          stream.finish(throwing: error)
        }
        stop()
        await connection.close()
      }
      stream.onTermination = { _ in reading.cancel() }
    }
  }

  /// A tick whenever the socket has something to read, and how to end that.
  ///
  /// Dispatch watches a descriptor of its own and closes it when it has let go: libpq closes the socket as soon as the link is lost, and a descriptor that
  /// goes away, or comes back as another's, under Dispatch's event loop breaks that loop for the whole process.
  private static func ticks(_ socket: Int32) throws -> (AsyncStream<Void>, stop: @Sendable () -> Void) {
    let own = fcntl(socket, F_DUPFD_CLOEXEC, 0)
    guard own >= 0 else { throw PostgresError(.connection, "no descriptor is left to listen with") }
    // Dispatch sources may be used from any thread; the type only lacks the mark.
    nonisolated(unsafe) let source = DispatchSource.makeReadSource(fileDescriptor: own, queue: DispatchQueue(label: "postgres.listen"))
    let (stream, ticks) = AsyncStream<Void>.makeStream()
    source.setEventHandler { ticks.yield() }
    source.setCancelHandler {
      ticks.finish()
      close(own)
    }
    source.resume()
    return (stream, { source.cancel() })
  }
}
