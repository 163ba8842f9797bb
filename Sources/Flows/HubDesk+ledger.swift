public import Casework
import Channels
import Foundation
import Storage

/// The ledger as the console shows it.
extension HubDesk {
    /// How many days the page shows.
    private static let days: TimeInterval = 7

    /// That nothing is lost: what came in the last days, where it is, and what the sources count.
    public func ledger(for viewer: Viewer) async throws -> LedgerPage {
        let nothing = LedgerPage(
            receipts: [], channels: [], backup: nil, drill: nil, heldSince: nil, heldTexts: 0)
        guard viewer.isAdministrator else { return nothing }
        let (now, profiles) = (hub.now(), hub.profiles)
        let since = now.addingTimeInterval(-Self.days * 86_400)
        let (found, days, unproven) = try await hub.database.read { sql in
            var page = nothing
            var days: [Ledger.Day] = []
            var unproven: [ChannelID] = []
            for profile in profiles {
                page.receipts.append(try sql.receiptCount(of: profile.id))
                let recent = try sql.recentLedger(of: profile.id, since: since)
                days += recent.days
                unproven += recent.unproven
            }
            page.backup = try sql.lastBackup().map { BackupState($0, now: now) }
            page.drill = try sql.lastDrill().map { DrillState($0, now: now) }
            page.heldSince = try sql.heldSince()
            page.heldTexts = try sql.heldTexts()
            return (page, days, unproven)
        }
        var page = found
        for channel in hub.channels.values.sorted(by: { $0.id.rawValue < $1.id.rawValue }) {
            page.channels.append(
                ChannelLedger(
                    channel: channel.id, medium: channel.medium, unaccounted: unproven.count { $0 == channel.id },
                    days: LedgerDay.sum(days.filter { $0.channel == channel.id.rawValue }),
                    sources: try await sources(of: channel, since: since)))
        }
        return page
    }

    /// Lets texts leave again after a restore; `everything` also those that the backup held.
    public func releaseHeld(everything: Bool, for viewer: Viewer) async throws {
        guard viewer.isAdministrator else { return }
        let (now, first) = (hub.now(), hub.profiles.first?.id)
        try await hub.database.write { sql in
            try sql.releaseHold(everything: everything, now: now)
            if let first {
                try EventTrail(sql, first).append(
                    .channelResumed, at: now, actor: viewer.name, facts: ["held": everything ? "sent" : "kept"])
            }
        }
        for bell in hub.queued.values { bell.ring() }
    }

    private func sources(of channel: any Channel, since: Date) async throws -> [SourceCount] {
        let own = try await channel.sources(hub.doors())
        guard channel.medium == .sms, hub.pace[channel.id] != nil else { return own }
        let id = channel.id
        let counts = try await hub.database.read { sql in try sql.gatewayCounts(of: id, since: since) }
        return own + [
            SourceCount(
                kind: .gateway, name: hub.adapters[id] ?? id.rawValue, taken: counts.taken, waiting: counts.waiting,
                refused: counts.strange)
        ]
    }
}

extension LedgerDay {
    /// The days of all associations together, newest first.
    fileprivate static func sum(_ days: [Ledger.Day]) -> [LedgerDay] {
        Dictionary(grouping: days, by: \.day).compactMap { name, parts in
            CalendarDay(name).map { day in
                LedgerDay(
                    day: day, received: parts.reduce(0) { $0 + $1.received + $1.repeats },
                    ticketed: parts.reduce(0) { $0 + $1.ticketed }, aside: parts.reduce(0) { $0 + $1.aside },
                    inPipeline: parts.reduce(0) { $0 + $1.inPipeline }, repeats: parts.reduce(0) { $0 + $1.repeats },
                    erased: parts.reduce(0) { $0 + $1.erased })
            }
        }.sorted { $0.day > $1.day }
    }
}

extension BackupState {
    /// A backup is overdue when two nights have passed.
    fileprivate init(_ note: BackupNote, now: Date) {
        self.init(
            at: note.at, file: note.file, bytes: note.bytes, isOverdue: now.timeIntervalSince(note.at) > 2 * 86_400)
    }
}

extension DrillState {
    /// A trial is overdue a day after it should have been made.
    fileprivate init(_ note: DrillNote, now: Date) {
        let accounts = note.ledger?.accounts ?? []
        self.init(
            at: note.at, takenAt: note.takenAt, deliveries: accounts.reduce(0) { $0 + $1.accepted },
            tickets: accounts.reduce(0) { $0 + $1.tickets }, outgoing: accounts.reduce(0) { $0 + $1.outgoing },
            isSound: note.problem == nil && note.ledger?.isBalanced == true,
            isOverdue: now.timeIntervalSince(note.at) > BackupFlow.drillInterval + 86_400)
    }
}
