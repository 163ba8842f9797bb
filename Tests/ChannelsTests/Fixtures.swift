import Casework
import Crypto
import Foundation
import PhoneNumbers
import Settings
import Synchronization

@testable import Channels

/// What the tests of channels share.
enum Fixtures {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    static let eman = association("al-eman")
    static let saa = association("saa")

    /// 13 February 2026, 10:30 in Riyadh.
    static let now = Date(timeIntervalSince1970: 1_770_967_800)

    static func association(_ name: String) -> AssociationID {
        [name].compactMap(AssociationID.init(rawValue:))[0]
    }

    static func profile(_ id: AssociationID = eman) -> AssociationProfile {
        AssociationProfile(
            id: id, name: BilingualText(arabic: "جمعية الإيمان", english: "Al-Eman Association"),
            shortName: BilingualText(arabic: "الإيمان", english: "Al-Eman"), domain: "\(id).example",
            smsSender: id == eman ? "ALEMAN" : "SAA", phone: "920000000",
            place: BilingualText(arabic: "الرياض", english: "Riyadh"), policyChannels: [], officerTools: [], steps: [],
            fields: [],
            officers: [
                OfficerPosition(id: "manager", title: BilingualText(arabic: "مدير الجمعية", english: "Director"))
            ],
            promises: PromiseTimes(firstAnswer: .workingDays(3), complaintResult: .workingDays(15)),
            calendar: WorkingCalendar(week: .aroundTheClock),
            letterhead: Letterhead(
                printsNumber: true, printsDate: true, printsAttachments: true,
                registration: .init(number: "463", authority: BilingualText(arabic: "المركز", english: "Centre")),
                accountPurposes: [BilingualText(arabic: "الزكاة", english: "Zakat")]))
    }

    static let mobile = PhoneNumbers.candidates(in: "0501234567")[0]

    static let profiles = [eman: profile(eman), saa: profile(saa)]

    static func text(
        to value: String = "+966501234567", kind: Contact.Kind = .phone, medium: Medium = .sms,
        language: Language = .arabic, subject: String = "", _ words: String = "وصلتنا رسالتكم",
        purpose: OutgoingText.Purpose = .acknowledgement, details: OutgoingText.Details = .init()
    ) -> OutgoingText {
        OutgoingText(
            association: eman, id: 4_711, ticket: 7, reference: ReferenceNumber(year: 2026, serial: 417),
            purpose: purpose,
            channel: ChannelID(rawValue: "test"), medium: medium,
            recipient: Contact(kind: kind, value: value, name: "نورة"), language: language, subject: subject,
            text: words,
            details: details, createdAt: now)
    }

    static let tools = DeliveryTools(profile: profile()) { _ in Data("%PDF".utf8) }

    static func delivery(
        _ raw: String, sender: String? = nil, recipients: [String] = [], attributes: [String: String] = [:]
    ) -> KeptDelivery {
        delivery(Data(raw.utf8), sender: sender, recipients: recipients, attributes: attributes)
    }

    static func delivery(
        _ raw: Data, sender: String? = nil, recipients: [String] = [], attributes: [String: String] = [:]
    ) -> KeptDelivery {
        KeptDelivery(
            association: eman, channel: ChannelID(rawValue: "test"), receivedAt: now, sender: sender,
            recipients: recipients, attributes: attributes, raw: raw)
    }

    /// The settings of the shipped file, every secret set to its own name in lower case.
    static func settings(_ id: String) throws -> ChannelSettings {
        let loaded = Configuration.load(folder: root) { $0.lowercased() }
        guard let settings = loaded.configuration.channel(ChannelID(rawValue: id)) else {
            throw Missing(name: id, problems: loaded.problems.map(\.description))
        }
        return settings
    }

    struct Missing: Error {
        var name: String
        var problems: [String]
    }

    static func environment(_ folder: URL, lmtpPort: Int? = nil) -> ChannelEnvironment {
        ChannelEnvironment(
            data: folder, outbox: folder.appending(path: "outbox"), executable: URL(filePath: "/bin/false"),
            httpBase: "https://hub.example", lmtpHost: "127.0.0.1", lmtpPort: lmtpPort)
    }

    static func sms(_ id: String, in folder: URL = .temporaryDirectory) throws -> SMSChannel {
        let channel = try AllChannels.channel(try settings(id), environment(folder))
        guard let sms = channel as? SMSChannel else { throw Missing(name: id, problems: []) }
        return sms
    }

    /// A folder of its own that is removed afterwards.
    static func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
        let folder = URL.temporaryDirectory.appending(
            path: "channels-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }
}

/// An Intake that remembers, with the store's rule for repeats.
final class RememberingIntake: Acceptance {
    private let state = Mutex<(kept: [Envelope], bytes: [Data], keys: [String: ReferenceNumber])>(([], [], [:]))
    let failure: AcceptanceError?

    init(failure: AcceptanceError? = nil) { self.failure = failure }

    var kept: [Envelope] { state.withLock { $0.kept } }
    var bytes: [Data] { state.withLock { $0.bytes } }

    func accept(_ envelope: Envelope) async throws(AcceptanceError) -> Receipt {
        if let failure { throw failure }
        let data: Data
        switch envelope.content {
        case .bytes(let bytes): data = bytes
        case .file(let url, _): data = (try? Data(contentsOf: url)) ?? Data()
        }
        let key: String
        switch envelope.repeatKey {
        case .content: key = "\(envelope.recipients)" + Hex.text(SHA256.hash(data: data))
        case .source(let id, let fingerprint): key = id + "/" + fingerprint
        }
        return state.withLock { state in
            if let number = state.keys[key] { return Receipt(number: number, isRepeat: true) }
            let number = ReferenceNumber(year: 2026, serial: state.kept.count + 1)
            state.keys[key] = number
            state.kept.append(envelope)
            state.bytes.append(data)
            return Receipt(number: number, isRepeat: false)
        }
    }
}

/// Doors that remember what went through them.
final class TestDoors: Sendable {
    let intake: RememberingIntake
    private let heard = Mutex<[DeliveryReport]>([])
    private let bookmarks = Mutex<[String: String]>([:])
    private let later = Mutex(0.0)

    init(failure: AcceptanceError? = nil) { intake = RememberingIntake(failure: failure) }

    /// Moves the clock.
    func wait(seconds: Double) { later.withLock { $0 += seconds } }

    /// Bookmarks that are held.
    var held: [String] { bookmarks.withLock { $0.keys.sorted() } }

    var reports: [DeliveryReport] { heard.withLock { $0 } }

    var doors: ChannelDoors {
        ChannelDoors(
            intake: intake, now: { Fixtures.now + self.later.withLock { $0 } },
            report: { _, report in self.heard.withLock { $0.append(report) } },
            bookmark: { _, key in self.bookmarks.withLock { $0[key] } },
            setBookmark: { _, key, value in self.bookmarks.withLock { $0[key] = value } },
            bookmarks: { _, word in self.bookmarks.withLock { $0.filter { $0.key.hasPrefix(word) } } },
            forget: { _, names in self.bookmarks.withLock { held in names.forEach { held[$0] = nil } } },
            profiles: Fixtures.profiles)
    }
}
