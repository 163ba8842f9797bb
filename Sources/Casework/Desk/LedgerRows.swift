public import Foundation

/// What the page of the ledger shows: that nothing is lost, and how one knows.
public struct LedgerPage: Sendable {
    /// Each association's receipts and what is not there.
    public var receipts: [ReceiptCount]
    /// Each channel's days and sources.
    public var channels: [ChannelLedger]
    /// The last nightly backup, and the last trial of one.
    public var backup: BackupState?
    /// The last trial of a backup.
    public var drill: DrillState?
    /// Since when sending is held after a restore; nil when it is not.
    public var heldSince: Date?
    /// Texts of the backup that wait for a person.
    public var heldTexts: Int

    /// A page.
    public init(
        receipts: [ReceiptCount], channels: [ChannelLedger], backup: BackupState?, drill: DrillState?, heldSince: Date?,
        heldTexts: Int
    ) {
        self.receipts = receipts
        self.channels = channels
        self.backup = backup
        self.drill = drill
        self.heldSince = heldSince
        self.heldTexts = heldTexts
    }
}

/// An association's receipts.
public struct ReceiptCount: Sendable, Hashable {
    /// The association.
    public var association: AssociationID
    /// Receipts given since the beginning.
    public var given: Int
    /// Of these, without a delivery.
    public var missing: Int

    /// A count.
    public init(association: AssociationID, given: Int, missing: Int) {
        self.association = association
        self.given = given
        self.missing = missing
    }
}

/// What came by one channel in the last days.
public struct ChannelLedger: Sendable {
    /// The channel.
    public var channel: ChannelID
    /// Its wire.
    public var medium: Medium
    /// Deliveries of these days whose fate is not proven by the rows around them.
    public var unaccounted: Int
    /// Newest first.
    public var days: [LedgerDay]
    /// What its sources count.
    public var sources: [SourceCount]

    /// A channel.
    public init(channel: ChannelID, medium: Medium, unaccounted: Int, days: [LedgerDay], sources: [SourceCount]) {
        self.channel = channel
        self.medium = medium
        self.unaccounted = unaccounted
        self.days = days
        self.sources = sources
    }
}

/// One day of one channel, all associations together.
public struct LedgerDay: Sendable, Hashable {
    /// The day where the associations work.
    public var day: CalendarDay
    /// Deliveries, copies among them.
    public var received: Int
    /// In a ticket.
    public var ticketed: Int
    /// Set aside.
    public var aside: Int
    /// Not yet read.
    public var inPipeline: Int
    /// Copies.
    public var repeats: Int
    /// Destroyed on request.
    public var erased: Int

    /// A day.
    public init(day: CalendarDay, received: Int, ticketed: Int, aside: Int, inPipeline: Int, repeats: Int, erased: Int)
    {
        self.day = day
        self.received = received
        self.ticketed = ticketed
        self.aside = aside
        self.inPipeline = inPipeline
        self.repeats = repeats
        self.erased = erased
    }
}

/// What a source outside the hub counts, so that both can be compared.
public struct SourceCount: Sendable, Hashable {
    /// What kind of source.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Numbers are UIDs.
        case mailbox
        /// Numbers are files.
        case folder
        /// Numbers are outgoing texts.
        case gateway
    }
    /// The kind.
    public var kind: Kind
    /// Its name: an address, a folder.
    public var name: String
    /// Taken: the highest UID dealt with, files done, texts that bear the gateway's number.
    public var taken: Int?
    /// Not yet taken: UIDs, files; texts of which the gateway has not reported.
    public var waiting: Int?
    /// Refused: mails that could not be fetched, files refused, reports of texts that are not ours.
    public var refused: Int
    /// The newest refusals, a stored note each.
    public var refusals: [String]
    /// When the source was last looked at.
    public var seenAt: Date?

    /// A count.
    public init(
        kind: Kind, name: String, taken: Int?, waiting: Int?, refused: Int, refusals: [String] = [], seenAt: Date? = nil
    ) {
        self.kind = kind
        self.name = name
        self.taken = taken
        self.waiting = waiting
        self.refused = refused
        self.refusals = refusals
        self.seenAt = seenAt
    }
}

/// The last nightly backup.
public struct BackupState: Sendable, Hashable {
    /// When.
    public var at: Date
    /// Its file.
    public var file: String
    /// Its size in bytes.
    public var bytes: Int
    /// Whether a newer one should be there.
    public var isOverdue: Bool

    /// A state.
    public init(at: Date, file: String, bytes: Int, isOverdue: Bool) {
        self.at = at
        self.file = file
        self.bytes = bytes
        self.isOverdue = isOverdue
    }
}

/// The last trial of a backup: it was restored into a scratch folder and counted.
public struct DrillState: Sendable, Hashable {
    /// When.
    public var at: Date
    /// When the backup was taken, nil when it could not be read.
    public var takenAt: Date?
    /// Receipts, tickets and texts in it.
    public var deliveries: Int
    /// Tickets in it.
    public var tickets: Int
    /// Outgoing texts in it.
    public var outgoing: Int
    /// Whether it was restored and its ledger balanced.
    public var isSound: Bool
    /// Whether a newer trial should have been made.
    public var isOverdue: Bool

    /// A state.
    public init(
        at: Date, takenAt: Date?, deliveries: Int, tickets: Int, outgoing: Int, isSound: Bool, isOverdue: Bool
    ) {
        self.at = at
        self.takenAt = takenAt
        self.deliveries = deliveries
        self.tickets = tickets
        self.outgoing = outgoing
        self.isSound = isSound
        self.isOverdue = isOverdue
    }
}
