import Casework
import Foundation
import Transfer

/// What a mailbox counted when it was last looked at, and the mails in it that could not be fetched; kept as a bookmark, so
/// that every console shows it.
struct MailboxCount: Codable, Hashable {
    /// A mail that stays in the mailbox.
    struct Unfetched: Codable, Hashable {
        var uid: UInt32
        var uidValidity: UInt32
        var isTooLarge: Bool
    }

    /// Unfetched mails that are kept by name.
    static let mostNamed = 200

    /// The UID that the next mail will have, where the server says so.
    var uidNext: UInt32?
    /// Mails in the mailbox.
    var messages: UInt32 = 0
    var seenAt: Date?
    /// All that could not be fetched.
    var unfetchedCount = 0
    /// The newest of them.
    var unfetched: [Unfetched] = []

    mutating func see(_ status: MailboxStatus, at moment: Date) {
        uidNext = status.uidNext
        messages = status.messages
        seenAt = moment
    }

    mutating func add(_ mail: Unfetched) {
        guard !unfetched.contains(mail) else { return }
        unfetchedCount += 1
        unfetched = Array((unfetched + [mail]).suffix(Self.mostNamed))
    }

    /// What is kept of a mailbox.
    static func load(_ mailbox: EmailSettings.Mailbox, _ channel: ChannelID, _ doors: ChannelDoors) async throws
        -> MailboxCount
    {
        guard let text = try await doors.bookmark(channel, mailbox.bookmark + "/count") else { return MailboxCount() }
        return (try? JSONDecoder().decode(MailboxCount.self, from: Data(text.utf8))) ?? MailboxCount()
    }

    /// Changes what is kept; only the one process that polls the mailbox does.
    static func change(
        _ mailbox: EmailSettings.Mailbox, _ channel: ChannelID, _ doors: ChannelDoors,
        _ change: (inout MailboxCount) -> Void
    ) async throws {
        var count = try await load(mailbox, channel, doors)
        change(&count)
        let text = String(decoding: try JSONEncoder().encode(count), as: UTF8.self)
        try await doors.setBookmark(channel, mailbox.bookmark + "/count", text)
    }
}

extension EmailSettings.Mailbox {
    /// Under what name its bookmarks are kept.
    var bookmark: String { "imap/\(server.host)/\(server.user)/\(name)" }
}

extension IMAPError {
    /// Whether a mail is larger than is taken.
    var isTooLarge: Bool { if case .tooLarge = self { true } else { false } }
}

extension EmailChannel {
    /// What each mailbox counts beside what was taken from it.
    func sources(_ doors: ChannelDoors) async throws -> [SourceCount] {
        var sources: [SourceCount] = []
        for mailbox in settings.mailboxes {
            let count = try await MailboxCount.load(mailbox, id, doors)
            let watermark = try await doors.bookmark(id, mailbox.bookmark).flatMap(IMAPWatermark.init(bookmark:))
            let last = Int(watermark?.lastUID ?? 0)
            let refusals = count.unfetched.suffix(10).reversed().map { mail in
                (mail.isTooLarge ? ChannelNote.mailTooLarge : .mailNotFetched).stored("UID \(mail.uid)")
            }
            sources.append(
                SourceCount(
                    kind: .mailbox, name: "\(mailbox.server.user)@\(mailbox.server.host)/\(mailbox.name)",
                    taken: watermark == nil ? nil : last, waiting: count.uidNext.map { max(0, Int($0) - 1 - last) },
                    refused: count.unfetchedCount, refusals: refusals, seenAt: count.seenAt))
        }
        return sources
    }
}
