import Casework
import Foundation
import Sealing
import Storage

/// The addresses and Message-IDs that carry a ticket's token (promise P8).
enum ReplyAddress {
    /// `reply+TOKEN@domain`: where answers to a ticket's mail go.
    static func make(_ ticket: ReferenceNumber, profile: AssociationProfile, tokens: ReplyTokens) -> String {
        "reply+\(tokens.seal(reference: ticket.description, association: profile.id.rawValue))@\(profile.domain)"
    }

    /// The Message-ID (RFC 5322, without angle brackets) of an outgoing mail of a ticket.
    static func messageID(
        _ outgoing: Identifier, _ ticket: ReferenceNumber, profile: AssociationProfile, tokens: ReplyTokens
    ) -> String {
        "\(outgoing).\(tokens.seal(reference: ticket.description, association: profile.id.rawValue))@\(profile.domain)"
    }

    /// The ticket that a message proves to answer: by a recipient address, by a Message-ID of ours, or by the mail that
    /// bounced.
    static func token(in message: IncomingMessage, row: DeliveryRow, tokens: ReplyTokens) -> ReferenceNumber? {
        let addresses = (row.recipients + message.recipients).prefix(50).compactMap(plusPart)
        let ids =
            (message.inReplyTo.prefix(20) + message.references.suffix(200)
            + [message.automatic?.about].compactMap(\.self))
            .compactMap { outgoing(inMessageID: $0)?.token }
        for token in addresses + ids {
            if let open = tokens.open(token, association: row.association.rawValue) { return ReferenceNumber(open) }
        }
        return nil
    }

    /// The outbox row and token of a Message-ID of ours; nil for anybody else's.
    static func outgoing(inMessageID id: String) -> (id: Identifier, token: String)? {
        let local = id.split(separator: "@", maxSplits: 1).first ?? ""
        let parts = local.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let number = Identifier(parts[0]) else { return nil }
        return (number, String(parts[1]))
    }

    private static func plusPart(_ address: String) -> String? {
        let lower = address.lowercased()
        guard lower.hasPrefix("reply+"), let at = lower.lastIndex(of: "@") else { return nil }
        return String(lower[lower.index(lower.startIndex, offsetBy: 6)..<at])
    }
}
