// swift-tools-version: 6.2
import PackageDescription

/// One strictness for every target: warnings are errors, imports are internal unless said otherwise.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func part(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], settings: [SwiftSetting] = []
) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict + settings)
}

/// Training runs through millions of numbers; without optimisation tests would wait minutes for a model.
let fastInTests: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func system(_ name: String, _ pkgConfig: String?, _ debian: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")

let systemLibraries: [Target] = [
    system("CZlib", "zlib", "zlib1g-dev"),
    system("CPQ", "libpq", "libpq-dev"),
    system("CCurl", "libcurl", "libcurl4-openssl-dev"),
    system("CGMime", "gmime-3.0", "libgmime-3.0-dev"),
    system("CPango", "pangocairo", "libpango1.0-dev"),
    system("CTesseract", "tesseract", "libtesseract-dev"),
    system("CLeptonica", "lept", "libleptonica-dev"),
    system("CPoppler", "poppler-glib", "libpoppler-glib-dev"),
    system("CStemmer", nil, "libstemmer-dev"),
    system("CGumbo", "gumbo", "libgumbo-dev"),
    system("CSodium", "libsodium", "libsodium-dev"),
    system("CQREncode", "libqrencode", "libqrencode-dev"),
    .target(name: "CPhoneNumber", linkerSettings: [.linkedLibrary("phonenumber")]),
]

let package = Package(
    name: "wasl",
    products: [.executable(name: "wasl", targets: ["wasl"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: systemLibraries + [
        part("Casework"),
        part("Reading", ["Casework", "CStemmer"], settings: fastInTests),
        part("MIME", ["CGMime"]),
        part("Markup", ["CGumbo"]),
        part("Typesetting", ["CPango", "CQREncode"]),
        part("Scanning", ["CTesseract", "CLeptonica", "CPoppler"]),
        part("PhoneNumbers", ["CPhoneNumber"]),
        part("Transfer", ["CCurl"]),
        part("Sealing", ["CSodium", crypto]),
        part("Wording", ["Casework", mustache]),
        part("Settings", ["Casework", .product(name: "Yams", package: "Yams")]),
        part("Archives", ["CZlib", "Sealing", crypto]),
        part("Storage", ["Casework", crypto]),
        part(
            "StorageSQLite",
            [
                "Casework", "Storage", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        part("StoragePostgres", ["Storage", "Casework", "CPQ"]),
        part(
            "Channels",
            [
                "Casework", "Settings", "MIME", "Markup", "Typesetting", "Scanning", "PhoneNumbers", "Transfer", crypto,
                logging,
            ]
                + [nioCore, nioPosix]),
        part(
            "Flows",
            [
                "Archives", "Casework", "Channels", "Markup", "PhoneNumbers", "Reading", "Sealing", "Storage",
                "Typesetting", "Wording",
                logging,
            ]),
        part(
            "Console",
            ["Casework", "MIME", "Wording", crypto, httpTypes, hummingbird, lifecycle, logging, mustache, nioCore]),
        .executableTarget(
            name: "wasl",
            dependencies: [
                "Casework", "Channels", "Console", "Flows", "MIME", "Reading", "Scanning", "Sealing", "Settings",
                "Storage",
                "StoragePostgres", "StorageSQLite", "Transfer", "Wording", logging, lifecycle,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),
        tests("AssociationsTests", ["Casework"]),
        tests("CaseworkTests", ["Casework"]),
        tests(
            "ChannelsTests",
            [
                "Casework", "Channels", "MIME", "PhoneNumbers", "Settings", "Transfer", "Typesetting", crypto, logging,
                nioCore, nioPosix,
            ]),
        tests(
            "ConsoleTests",
            [
                "Casework", "Console", "MIME", "Wording", httpTypes, hummingbird, logging, nioCore,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
        .testTarget(
            name: "FaultTests", dependencies: ["Casework", "Peers", "Storage", "StorageSQLite", "wasl"],
            path: "Tests/Faults", exclude: ["Clock", "Disk", "Scripts"], swiftSettings: strict),
        tests(
            "FlowsTests",
            [
                "Casework", "Channels", "Flows", "Peers", "Reading", "Sealing", "Settings", "Storage",
                "StoragePostgres", "StorageSQLite", "Wording", logging,
            ]),
        tests("HouseTests", ["Casework"]),
        tests("LMTPTests", ["Channels", "Transfer", logging]),
        tests("MarkupTests", ["Markup"]),
        tests("MIMETests", ["MIME"]),
        tests("PhoneNumbersTests", ["PhoneNumbers"]),
        tests("ReadingTests", ["Casework", "Reading"]),
        .target(
            name: "Peers", dependencies: ["Casework", "Storage", crypto], path: "Tests/Peers", swiftSettings: strict),
        tests("RouteTests", ["Peers", "wasl"], exclude: ["Scripts"]),
        tests("ScanningTests", ["Scanning", "Typesetting"]),
        tests("SettingsTests", ["Casework", "Settings"]),
        tests(
            "StorageTests",
            [
                "Archives", "Casework", "Flows", "Peers", "Sealing", "Storage", "StoragePostgres", "StorageSQLite",
                crypto,
            ]),
        tests("TransferTests", ["Transfer"]),
        tests("TypesettingTests", ["Typesetting"], exclude: ["Golden"]),
        tests("WordingTests", ["Casework", "Settings", "Wording", mustache]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
