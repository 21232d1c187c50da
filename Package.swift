// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"), .treatAllWarnings(as: .error),
]

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioTLS: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// A target of ours on its floor; see Docs/reference/floors.md.
func floor(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "exchange",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "exchanged", targets: ["exchanged"]), .executable(name: "exchange", targets: ["exchange"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // ground
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    floor("Postgres", ["CLibPQ"]),
    floor("Seals", ["COpenSSL"]),
    floor("Couriers", ["CCurl"]),
    floor("Printing"),
    floor("ODBC"),
    // words
    floor("Vocabulary"),
    floor("JSONText"),
    // rules
    floor("Workflow", ["Vocabulary", "JSONText"]),
    floor("Measures", ["Workflow", "Vocabulary", "JSONText"]),
    floor("Sharing", ["Vocabulary", "JSONText"]),
    floor("Proofs", ["JSONText", "Seals"]),
    floor("SourceReader", ["ODBC", "JSONText", "Seals"]),
    // beside
    .target(
      name: "Schema", dependencies: ["Postgres", "Seals"], path: "sql",
      resources: [.copy("migrations"), .copy("views"), .copy("seeds")], swiftSettings: strict),
    // records
    floor("Records", ["Postgres", "Seals", "Vocabulary", "JSONText", log]),
    floor("Accounts", ["Records", "Postgres", "Seals", "Vocabulary", "JSONText"]),
    // desks
    floor("CaseDesk", ["Records", "Accounts", "Measures", "Workflow", "Vocabulary", "JSONText", "Postgres", "Seals", "Printing"]),
    floor("Registry", ["Records", "Accounts", "Sharing", "Proofs", "Vocabulary", "JSONText", "Postgres", "Seals"]),
    floor(
      "Gateway",
      ["Records", "Sharing", "Vocabulary", "JSONText", "Postgres", "Seals", "Couriers", log, nio, nioPosix, nioHTTP, nioTLS]),
    floor("Delivery", ["SourceReader", "Records", "Sharing", "Vocabulary", "JSONText", "Postgres", "Seals", "Couriers", log]),
    // doors
    floor(
      "API",
      [
        "CaseDesk", "Registry", "Records", "Accounts", "Measures", "Workflow", "Sharing", "Vocabulary", "JSONText", "Postgres", "Seals",
        "Printing", hummingbird, hummingbirdCore, hummingbirdTLS, nioTLS, httpTypes, nio, nioHTTP, log, lifecycle,
      ]),
    floor("Portal", ["Accounts", "Measures", "Workflow", "Vocabulary", "JSONText", "Seals", hummingbird, httpTypes, nio, log]),
    // programs
    floor("Rooms", ["CaseDesk", "Registry", "Accounts", "Records", "Measures", "Workflow", "Vocabulary", "JSONText", "Postgres", "Seals"]),
    .executableTarget(
      name: "exchanged",
      dependencies: [
        "API", "Portal", "Rooms", "CaseDesk", "Registry", "Gateway", "Delivery", "SourceReader", "Records", "Accounts", "Measures", "Workflow", "Sharing", "Schema",
        "Vocabulary",
        "JSONText", "Postgres", "Seals", "Couriers", arguments, log, lifecycle, hummingbird,
      ], swiftSettings: strict),
    .executableTarget(
      name: "exchange", dependencies: ["Vocabulary", "JSONText", "Seals", "Proofs", "Couriers", arguments], swiftSettings: strict),
    floor(
      "Workbench",
      [
        "Rooms", "CaseDesk", "Registry", "Accounts", "Records", "Measures", "Workflow", "Schema", "Vocabulary", "JSONText", "Postgres", "Seals",
        "Printing",
      ]),
    floor("Evidence"),
    .executableTarget(
      name: "Bench",
      dependencies: [
        "Workbench", "CaseDesk", "Registry", "Sharing", "Accounts", "Records", "Measures", "Workflow", "Vocabulary", "JSONText", "Postgres",
        "Gateway", "Delivery", "Couriers", "Seals", log, arguments,
      ], path: "Bench", exclude: ["gateway", "import", "portal"], swiftSettings: strict),
    // tests
    tests("VocabularyTests", ["Vocabulary"], exclude: ["workdays.txt"]),
    tests("JSONTextTests", ["JSONText"]),
    tests("WorkflowTests", ["Workflow", "Vocabulary", "JSONText", "Evidence"]),
    tests("MeasuresTests", ["Measures", "Workflow", "Vocabulary", "JSONText", "Evidence"], exclude: ["Sheets"]),
    tests("SharingTests", ["Sharing", "Seals", "Vocabulary", "JSONText", "Evidence"]),
    tests("SealsTests", ["Seals"]),
    tests("PrintingTests", ["Printing"]),
    tests("PostgresTests", ["Postgres", "Workbench"]),
    tests("RecordsTests", ["Records", "Postgres", "Vocabulary", "JSONText", "Workbench", log]),
    tests("CouriersTests", ["Couriers", "Workbench"]),
    tests("SourceReaderTests", ["SourceReader", "ODBC", "JSONText"]),
    tests("DeliveryTests", ["Delivery", "SourceReader", "Evidence", "Couriers", "Postgres", "Seals", "Vocabulary", "JSONText", "Workbench", log]),
    tests("DocsTests", [], exclude: ["unproved.txt"]),
    tests(
      "GatewayTests",
      [
        "Gateway", "Registry", "Evidence", "Couriers", "Records", "Sharing", "Postgres", "Seals", "Vocabulary", "JSONText", "Workbench", log, nio,
        nioPosix,
      ]),
    tests("PortalTests", ["Portal", "Measures", "Workflow", "Vocabulary", "JSONText"]),
    tests("exchangedTests", ["exchanged", "API", "Accounts", "Couriers", "Records", "Vocabulary", "Registry", "Sharing", "JSONText", "Postgres", "Workbench", log]),
    tests("exchangeTests", ["exchange", "JSONText", arguments]),
    tests("AccountsTests", ["Accounts", "Records", "Vocabulary", "JSONText", "Postgres", "Evidence", "Workbench"]),
    tests(
      "RegistryTests",
      [
        "Registry", "CaseDesk", "Sharing", "Proofs", "Seals", "Accounts", "Records", "Measures", "Workflow", "Vocabulary", "JSONText",
        "Postgres", "Evidence", "Workbench",
      ]),
    tests(
      "CaseDeskTests",
      [
        "CaseDesk", "Registry", "Accounts", "Records", "Measures", "Workflow", "Vocabulary", "JSONText", "Postgres", "Evidence",
        "Workbench", "Printing", "Seals", "Sharing",
      ]),
    tests(
      "APITests",
      [
        "API", "exchange", "Proofs", "CaseDesk", "Registry", "Accounts", "Records", "Measures", "Workflow", "Sharing", "Vocabulary", "JSONText", "Postgres",
        "Workbench", "Evidence", "Printing", "Seals", arguments, log, lifecycle,
      ], exclude: ["Matrix"]),
    tests("StatementTests", ["Records", "Accounts", "CaseDesk", "Registry", "Gateway", "Delivery", "Schema", "Postgres", "Workbench"]),
  ])
