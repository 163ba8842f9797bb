// swift-tools-version: 6.2
import PackageDescription

/// The readers of foreign bytes, built for libFuzzer: apart from the product, whose build they would slow down.
let package = Package(
    name: "fuzz",
    targets: [
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0"), .systemLibrary(name: "CGumbo", pkgConfig: "gumbo"),
        .target(name: "MIME", dependencies: ["CGMime"], swiftSettings: settings),
        .target(name: "Markup", dependencies: ["CGumbo"], swiftSettings: settings),
        .executableTarget(
            name: "Fuzz", dependencies: ["MIME", "Markup"],
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]),
    ],
    swiftLanguageModes: [.v6]
)

var settings: [SwiftSetting] {
    [
        .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}
