import Casework
public import Foundation

/// What keeps a restored hub from repeating itself: nothing that was on its way leaves without a person, and no number is
/// given that was given after the backup.
extension SQLConnection {
    /// Holds every text of the backup and all sending, and skips the numbers that may have been given since. Returns how
    /// many texts are held.
    @discardableResult
    public func holdRestored(takenAt: Date, now: Date) throws -> Int {
        // A text that was being sent may have left; a person decides, as after a crash.
        try run("UPDATE outbox SET state = 'uncertain', note = 'interrupted' WHERE state = 'sending'", [])
        let held = try run("UPDATE outbox SET state = 'held', note = 'restored' WHERE state = 'queued'", [])
        try run("DELETE FROM jobs WHERE kind = 'send'", [])
        try run("UPDATE jobs SET holder = NULL, due_at = $1 WHERE holder IS NOT NULL", [.date(now)])
        try set(HoldMark.since, to: String(now.milliseconds))
        try skipNumbers(takenAt: takenAt, now: now)
        return held
    }

    /// Since when all sending is held because the store was restored; nil when it is not.
    public func heldSince() throws -> Date? {
        try setting(HoldMark.since).flatMap { Int64($0) }.map(Date.init(milliseconds:))
    }

    /// How many texts wait for a person since a restore.
    public func heldTexts() throws -> Int {
        try first("SELECT count(*) FROM outbox WHERE state = 'held'", [])?.number(0) ?? 0
    }

    /// Lets texts leave again. What the hub wrote by itself since the restore about tickets from before it may have been
    /// sent from the lost store already: it is held with the backup's texts, one by one, unless `everything` may leave.
    public func releaseHold(everything: Bool, now: Date) throws {
        if let since = try heldSince(), !everything {
            let (waits, arguments) = (
                """
                state = 'queued' AND purpose <> 'reply' AND created_at >= $1 AND EXISTS (SELECT 1 FROM tickets
                WHERE tickets.association = outbox.association AND tickets.id = outbox.ticket AND opened_at < $1)
                """, [SQLValue.date(since)]
            )
            try run(
                """
                DELETE FROM jobs WHERE kind = 'send' AND (association, subject) IN (SELECT association, id FROM outbox
                WHERE \(waits))
                """, arguments)
            try run("UPDATE outbox SET state = 'held', note = 'restored' WHERE \(waits)", arguments)
        }
        if everything {
            try run(
                """
                INSERT INTO jobs (association, kind, subject, lane, due_at, attempts)
                SELECT association, 'send', id, channel, $1, 0 FROM outbox WHERE state = 'held'
                """, [.date(now)])
            try run("UPDATE outbox SET state = 'queued', note = NULL WHERE state = 'held'", [])
        }
        try run("DELETE FROM settings WHERE name = $1", [.text(HoldMark.since)])
    }

    /// Moves every series ahead by more than it can have grown between the backup and now: three times its pace, and a
    /// floor for what paces do not show.
    private func skipNumbers(takenAt: Date, now: Date) throws {
        let days = max(now.timeIntervalSince(takenAt) / 86_400, 0)
        for row in try query("SELECT association, name, value FROM counters", []) {
            let (association, name) = (try row.association(0), try row.text(1))
            if name.hasPrefix(Self.skipped) { continue }
            let isLetter = name.hasPrefix("letter-")
            let recent =
                isLetter
                ? "letter_register WHERE association = $1 AND registered_at"
                : "deliveries WHERE association = $1 AND received_at"
            let month =
                try first(
                    "SELECT count(*) FROM \(recent) >= $2",
                    [.text(association.rawValue), .date(takenAt.addingTimeInterval(-30 * 86_400))])?.number(0) ?? 0
            let lost = (3 * Double(month) / 30 * days).rounded(.up)
            let gap = (Int(exactly: min(lost, 1e9)) ?? 0) + (isLetter ? 20 : 500)
            try run(
                "UPDATE counters SET value = value + $3 WHERE association = $1 AND name = $2",
                [.text(association.rawValue), .text(name), .count(gap)])
            try noteSkipped(gap, of: name, association)
            try EventTrail(self, association).append(
                .restored, at: now, actor: "hub",
                facts: ["series": name, "after": String(try row.int(2)), "skipped": String(gap)])
        }
    }
}

private enum HoldMark {
    static let since = "held-since"
}
