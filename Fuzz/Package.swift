// swift-tools-version: 6.2
import PackageDescription

/// The readers of foreign bytes, built for libFuzzer: apart from the product, whose build they would slow down.
let package = Package(
    name: "fuzz",
    targets: [
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0"), .systemLibrary(name: "CGumbo", pkgConfig: "gumbo"),
        .systemLibrary(name: "CStemmer"),
        .target(name: "MIME", dependencies: ["CGMime"], swiftSettings: settings),
        .target(name: "Markup", dependencies: ["CGumbo"], swiftSettings: settings),
        .target(name: "Casework", swiftSettings: settings),
        .target(name: "Reading", dependencies: ["Casework", "CStemmer"], swiftSettings: settings),
        .target(
            name: "Channels", dependencies: ["Casework", "MIME", "Markup"], sources: mailReading,
            swiftSettings: settings),
        .executableTarget(
            name: "Fuzz", dependencies: ["Casework", "Channels", "MIME", "Markup", "Reading"],
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]),
    ],
    swiftLanguageModes: [.v6]
)

/// Of the channels, what reads a kept mail.
var mailReading: [String] {
    ["Channel", "ChannelNote", "ChannelNote+wording", "ReadableText"].map { "\($0).swift" }
        + [
            "MailReading", "MachineMarks", "AbsenceWords", "BounceSigns", "BounceReading", "BounceNotice", "BounceWords", "BounceTongues",
            "ReturnedMail", "SMTPWords", "BodyChoice", "QuotedMarkup",
        ].map { "Email/\($0).swift" }
}

var settings: [SwiftSetting] {
    [
        .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        // Optimised, with all checks of bounds and overflow: many times the inputs a second.
        .unsafeFlags(["-O", "-enable-testing"]),
    ]
}
