public import Casework
import Channels
public import Foundation
import Markup
import Storage

/// Raw bytes, attachments and documents of a ticket the viewer may see.
extension HubDesk {
    /// The bytes of an attachment of a message.
    public func attachment(
        _ association: AssociationID, _ reference: ReferenceNumber, message: Identifier, index: Int, for viewer: Viewer
    ) async throws -> (AttachmentNote, Data)? {
        guard let (channel, kept) = try await kept(association, reference, message, for: viewer) else { return nil }
        return await channel.attachment(index, of: kept)
    }

    /// The raw bytes of an incoming message.
    public func rawSource(
        _ association: AssociationID, _ reference: ReferenceNumber, message: Identifier, for viewer: Viewer
    ) async throws -> Data? {
        try await kept(association, reference, message, for: viewer)?.1.raw
    }

    /// The HTML form of an incoming message, made safe; pictures from elsewhere only when asked for.
    public func safeHTML(
        _ association: AssociationID, _ reference: ReferenceNumber, message: Identifier, showRemoteImages: Bool,
        for viewer: Viewer
    ) async throws -> String? {
        guard let (channel, kept) = try await kept(association, reference, message, for: viewer),
            let html = await channel.html(of: kept)
        else { return nil }
        return Markup.sanitized(html, options: SanitizerOptions(allowRemoteImages: showRemoteImages))
    }

    /// The PDF of an outgoing letter.
    public func letterPDF(
        _ association: AssociationID, _ reference: ReferenceNumber, message: Identifier, for viewer: Viewer
    ) async throws -> Data? {
        guard let profile = hub.profile(association) else { return nil }
        let sealed = profile.safeguardingPair.map(\.id)
        let text = try await hub.database.read { sql -> OutgoingText? in
            guard let ticket = try sql.ticket(reference, of: association, sealedPositions: sealed, for: viewer),
                let entry = try sql.conversation(of: ticket.id, association).first(where: { $0.id == message }),
                let outgoing = entry.outgoing
            else { return nil }
            return try sql.outgoing(outgoing, of: association)?.text
        }
        guard let text, text.medium == .letter else { return nil }
        return try LetterComposer.pdf(of: text, profile)
    }

    private func kept(
        _ association: AssociationID, _ reference: ReferenceNumber, _ message: Identifier, for viewer: Viewer
    ) async throws -> (any Channel, KeptDelivery)? {
        guard let profile = hub.profile(association) else { return nil }
        let sealed = profile.safeguardingPair.map(\.id)
        let found = try await hub.database.read { sql -> (DeliveryRow, KeptContent)? in
            guard let ticket = try sql.ticket(reference, of: association, sealedPositions: sealed, for: viewer),
                let row = try sql.delivery(ofMessage: message, ticket: ticket.id, association),
                let kept = try sql.content(row.content, of: association)
            else { return nil }
            return (row, kept)
        }
        guard let (row, kept) = found, let channel = hub.channels[row.channel],
            let raw = try await hub.bytes(kept, row.content, of: association)
        else { return nil }
        let now = hub.now()
        try await hub.database.write { sql in
            try EventTrail(sql, association).append(
                .viewed, at: now, actor: "account-\(viewer.user)", ticket: row.ticket, facts: ["what": "content"])
        }
        return (channel, KeptDelivery(row, raw: raw))
    }
}

extension KeptDelivery {
    /// A delivery of the store with its bytes.
    init(_ row: DeliveryRow, raw: Data) {
        self.init(
            association: row.association, channel: row.channel, receivedAt: row.receivedAt, sender: row.sender,
            recipients: row.recipients, attributes: row.attributes, raw: raw)
    }
}
