// swift-tools-version:6.2
// One binary made of rooms; arrows between rooms only point downward. CONTRIBUTING.md draws the house, and
// Tests/BoxOfficeCommandTests/LayerTests.swift reads every import against it.

import PackageDescription

let swiftSettings: [SwiftSetting] = [
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
    .enableUpcomingFeature("ExistentialAny"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
    .enableUpcomingFeature("MemberImportVisibility"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "boxoffice",
    platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
    products: [
        .executable(name: "boxoffice", targets: ["boxoffice"]),
        .library(name: "BoxOfficeClient", targets: ["BoxOfficeClient"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "BoxOfficeDomain", swiftSettings: swiftSettings),
        .target(
            name: "BoxOfficeCatalogue",
            dependencies: ["BoxOfficeDomain", .product(name: "Yams", package: "Yams")],
            swiftSettings: swiftSettings
        ),
        .target(name: "BoxOfficeWire", swiftSettings: swiftSettings),
        .target(
            name: "BoxOfficeClient",
            dependencies: [
                "BoxOfficeWire",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
            ],
            swiftSettings: swiftSettings
        ),
        .systemLibrary(name: "CZint", providers: [.apt(["libzint-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .target(
            name: "BoxOfficeStore",
            dependencies: [
                "BoxOfficeDomain", "CPostgres", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "BoxOfficeDesk",
            dependencies: [
                "BoxOfficeDomain", "BoxOfficeCatalogue", "BoxOfficeStore", logging, serviceLifecycle,
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "BoxOfficeHTTP",
            dependencies: [
                "BoxOfficeDomain", "BoxOfficeWire", "BoxOfficeDesk", "CEmbedded", "CZlib", hummingbird, logging,
                serviceLifecycle,
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Yams", package: "Yams"),
            ],
            // In the binary by way of CEmbedded.
            exclude: ["Messages", "Reference/openapi.yaml", "Reference/Page"],
            swiftSettings: swiftSettings
        ),
        .target(name: "CEmbedded"),
        .executableTarget(
            name: "boxoffice",
            dependencies: [
                "BoxOfficeDomain", "BoxOfficeCatalogue", "BoxOfficeStore", "BoxOfficeDesk", "BoxOfficeHTTP",
                "BoxOfficeClient", "CZint",
                .target(name: "CMalloc", condition: .when(platforms: [.linux])), hummingbird, logging, serviceLifecycle,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: swiftSettings
        ),
        // Measures the server from outside, as a process: nothing of it is in the server.
        .executableTarget(
            name: "BoxOfficeBench",
            dependencies: [
                "BoxOfficeDomain", "BoxOfficeWire", "BoxOfficeStore", "BoxOfficeHTTP", hummingbird, logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings
        ),
        // What several of the tests need: a PostgreSQL of their own, and what goes wrong with it.
        .target(
            name: "BoxOfficeTestSupport",
            dependencies: ["CPostgres"],
            path: "Tests/BoxOfficeTestSupport",
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "BoxOfficeDomainTests",
            dependencies: ["BoxOfficeDomain", "BoxOfficeTestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "BoxOfficeCatalogueTests",
            dependencies: ["BoxOfficeCatalogue", "BoxOfficeDomain"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "BoxOfficeStoreTests",
            dependencies: [
                "BoxOfficeStore", "BoxOfficeDesk", "BoxOfficeCatalogue", "BoxOfficeDomain", "BoxOfficeTestSupport",
                logging,
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "BoxOfficeHTTPTests",
            dependencies: [
                "BoxOfficeHTTP", "BoxOfficeDesk", "BoxOfficeStore", "BoxOfficeDomain", "BoxOfficeCatalogue",
                "BoxOfficeClient", "BoxOfficeWire", "BoxOfficeTestSupport", "CZlib", hummingbird, logging,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "BoxOfficeClientTests",
            dependencies: [
                "BoxOfficeClient", "BoxOfficeWire",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "BoxOfficeBenchTests",
            dependencies: [
                "BoxOfficeBench", "BoxOfficeCatalogue", "BoxOfficeDomain",
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "BoxOfficeCommandTests",
            dependencies: [
                "boxoffice", "BoxOfficeCatalogue", "BoxOfficeClient", "BoxOfficeDomain", "BoxOfficeWire",
                "BoxOfficeTestSupport",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: swiftSettings
        ),
    ],
    swiftLanguageModes: [.v6]
)
