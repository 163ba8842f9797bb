public import Casework
import Channels
public import Foundation
import Storage

/// What the one who keeps the hub running looks at: set-aside deliveries, outgoing texts, channels.
extension HubDesk {
    private static let listLimit = 200

    /// Deliveries that could not become a ticket.
    public func setAside(for viewer: Viewer) async throws -> [SetAsideRow] {
        guard viewer.isAdministrator else { return [] }
        let profiles = hub.profiles
        return try await hub.database.read { sql in
            var rows: [SetAsideRow] = []
            for profile in profiles {
                rows += try sql.deliveriesAside(of: profile.id, limit: Self.listLimit).map(SetAsideRow.init)
            }
            return rows.sorted { $0.receivedAt > $1.receivedAt }
        }
    }

    /// The raw bytes of a set-aside delivery.
    public func setAsideSource(
        _ association: AssociationID, _ id: Identifier, for viewer: Viewer
    ) async throws -> Data? {
        guard viewer.isAdministrator else { return nil }
        let found = try await hub.database.read { sql -> (ContentID, KeptContent?)? in
            guard let row = try sql.delivery(id, of: association), row.fate == .aside else { return nil }
            return (row.content, try sql.content(row.content, of: association))
        }
        guard let (content, kept) = found else { return nil }
        return try await hub.bytes(kept, content, of: association)
    }

    /// Reads a set-aside delivery again; with `asTicket` it becomes a ticket even if a machine wrote it.
    public func retrySetAside(
        _ association: AssociationID, _ id: Identifier, asTicket: Bool, for viewer: Viewer
    ) async throws {
        guard viewer.isAdministrator else { return }
        let now = hub.now()
        try await hub.database.write { sql in
            guard let row = try sql.delivery(id, of: association), row.fate == .aside else { return }
            try sql.takeBack(row, asTicket: asTicket, at: now)
            try EventTrail(sql, association).append(
                .retried, at: now, actor: viewer.name, facts: ["receipt": row.receipt.description])
        }
        hub.arrived.ring()
        hub.slowArrived.ring()
    }

    /// Outgoing texts, newest first.
    public func outgoing(needingAttention: Bool, for viewer: Viewer) async throws -> [OutgoingRow] {
        guard viewer.isAdministrator else { return [] }
        let profiles = hub.profiles
        let held = viewer.positions
        return try await hub.database.read { sql in
            var rows: [OutgoingRow] = []
            for profile in profiles {
                let sealed = profile.safeguardingPair.map(\.id)
                let maySee = (held[profile.id] ?? []).contains(where: sealed.contains)
                rows += try sql.outgoing(
                    of: profile.id, failing: needingAttention, includingSealed: maySee, limit: Self.listLimit)
            }
            return rows.sorted { $0.text.createdAt > $1.text.createdAt }
        }
    }

    /// Sends a failed or uncertain text once more.
    public func retryOutgoing(_ association: AssociationID, _ id: Identifier, for viewer: Viewer) async throws {
        guard viewer.isAdministrator else { return }
        let now = hub.now()
        let channel = try await hub.database.write { sql -> ChannelID? in
            guard let row = try sql.outgoing(id, of: association), row.state.needsPerson
            else { return nil }
            try sql.record(.queued, of: id, association, note: row.note)
            try sql.schedule(.send, id, of: association, lane: row.text.channel.rawValue, at: now)
            try EventTrail(sql, association).append(
                .retried, at: now, actor: viewer.name, ticket: row.text.ticket)
            return row.text.channel
        }
        if let channel { hub.queued[channel]?.ring() }
    }

    /// How the channels do.
    public func channels(for viewer: Viewer) async throws -> [ChannelRow] {
        guard viewer.isAdministrator else { return [] }
        let since = hub.now().addingTimeInterval(-86_400)
        var rows: [ChannelRow] = []
        for channel in hub.channels.values.sorted(by: { $0.id.rawValue < $1.id.rawValue }) {
            let state = await channel.state()
            let id = channel.id
            let (figures, circuits) = try await hub.database.read { sql in
                (try sql.figures(of: id, since: since), try sql.openCircuits(of: id))
            }
            var row =
                ChannelRow(
                    channel: id, medium: channel.medium, adapter: hub.adapters[id] ?? "", isReady: state.isReady,
                    isPaused: figures.isPaused, note: state.note, received: figures.received, sent: figures.sent,
                    queued: figures.queued, failed: figures.failed, lastReceivedAt: figures.lastReceivedAt,
                    lastSentAt: figures.lastSentAt)
            row.circuits = circuits
            rows.append(row)
        }
        return rows
    }

    /// Pauses or resumes sending on a channel.
    public func setPaused(_ channel: ChannelID, _ isPaused: Bool, for viewer: Viewer) async throws {
        guard viewer.isAdministrator, hub.channels[channel] != nil else { return }
        let now = hub.now()
        let first = hub.profiles.first?.id
        try await hub.database.write { sql in
            try sql.setPaused(channel, isPaused)
            if let first {
                try EventTrail(sql, first).append(
                    isPaused ? .channelPaused : .channelResumed, at: now, actor: viewer.name,
                    facts: ["channel": channel.rawValue])
            }
        }
        hub.queued[channel]?.ring()
    }

    /// What a member of the public may know about a ticket, proved by the number and a contact of its person.
    public func publicStatus(
        _ association: AssociationID, number: String, contact: String
    ) async throws -> PublicStatus? {
        guard let reference = ReferenceNumber(number) else { return nil }
        let wanted = ContactReading.candidates(contact)
        return try await hub.database.read { sql in
            let delivery = try sql.delivery(receipt: reference, of: association)
            let ticketID = try sql.ticket(reference, of: association)?.id ?? delivery?.ticket
            guard let ticketID, let ticket = try sql.ticket(ticketID, of: association) else { return nil }
            let contacts = try sql.contacts(of: ticket.person, association).map(\.contact)
            guard contacts.contains(where: { wanted.contains($0.value) }) else { return nil }
            let answers = try sql.conversation(of: ticket.id, association)
                .filter { $0.direction == .outgoing && !$0.isAutomatic }.map(\.text)
            return PublicStatus(
                reference: ticket.reference, stage: ticket.stage, openedAt: ticket.openedAt,
                updatedAt: ticket.updatedAt,
                dueAt: ticket.dueAt, answers: ticket.isSealed ? [] : answers)
        }
    }

    /// What the register says of the code printed on a letter.
    public func letterProof(_ association: AssociationID, code: String) async throws -> LetterProof? {
        try await LetterProof.find(code, association: association, hub: hub)
    }
}

extension SetAsideRow {
    fileprivate init(_ row: DeliveryRow) {
        self.init(
            association: row.association, id: row.id, receipt: row.receipt, channel: row.channel,
            receivedAt: row.receivedAt, reason: row.reason ?? "", size: row.size, attempts: 1)
    }
}
