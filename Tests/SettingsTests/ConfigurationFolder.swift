import Foundation
import Settings

/// A configuration folder written for one test and removed after it.
final class ConfigurationFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "wasl-settings-\(UUID().uuidString)")
        for folder in ["associations", "channels"] {
            try FileManager.default.createDirectory(at: url.appending(path: folder), withIntermediateDirectories: true)
        }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: url.appending(path: file))
    }

    func load(_ secrets: [String: String] = [:]) -> (configuration: Configuration, problems: [ConfigurationProblem]) {
        Configuration.load(folder: url) { secrets[$0] }
    }

    /// The project's own configuration folder.
    static let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A small profile without a fault, one thing on each line.
    static let smallProfile = """
        id: small
        name: { ar: "جمعية صغيرة", en: "Small" }
        short_name: { ar: "صغيرة", en: "Small" }
        domain: small.example
        sms_sender: Small
        place: { ar: "المقر", en: "the office" }
        channels:
          - { id: phone, name: { ar: "الهاتف", en: "Telephone" }, served_by: [phone] }
        fields:
          - id: housing
            name: { ar: "السكن", en: "Housing" }
            liaison: [clerk]
        officers:
          - id: clerk
            title: { ar: "الموظف", en: "Clerk" }
            fields: [housing]
            deputy: second
            duties: [triage, complaints, aid_intake, social_research, volunteering, donations, appeals]
          - id: second
            title: { ar: "الثاني", en: "Second" }
            duties: [quality, privacy, safeguarding, on_call, director]
            sealed: true
          - id: third
            title: { ar: "الثالث", en: "Third" }
            sealed: true
        promises:
          first_answer: 3 working days
          complaint_result: 10 working days
        calendar:
          week:
            sunday-thursday: 08:00-16:00
        """
}
