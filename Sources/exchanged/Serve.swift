import UnixSignals
import ArgumentParser
import Logging
import ServiceLifecycle

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "启动服务,直到收到SIGTERM或SIGINT")
  @OptionGroup var options: ConfigOption

  func run() async throws {
    let config = try Config(file: options.config)
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    let logger = Logger(label: "exchanged")
    let services = try await BuildServer(config, logger: logger).services()
    let group = ServiceGroup(
      configuration: .init(
        services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
  }
}
