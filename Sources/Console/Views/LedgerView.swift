import Casework
import Foundation

/// The page of the ledger.
struct LedgerView: Sendable {
    let channels: [ChannelLedgerView]
    let receipts: [ReceiptCountView]
    let unaccounted: String
    let isSound: Bool
    let backup: BackupView?
    let drill: DrillView?
    let hold: HoldView?

    init(_ page: LedgerPage, _ words: Words, names: (AssociationID) -> String) {
        channels = page.channels.map { ChannelLedgerView($0, words) }
        receipts = page.receipts.map { ReceiptCountView($0, words, name: names($0.association)) }
        let missing = page.receipts.reduce(0) { $0 + $1.missing } + page.channels.reduce(0) { $0 + $1.unaccounted }
        unaccounted = words.fill("ledger.unaccounted", ["n": words.number(missing)])
        isSound = missing == 0
        backup = page.backup.map { BackupView($0, words) }
        drill = page.drill.map { DrillView($0, words) }
        hold = HoldView(since: page.heldSince, texts: page.heldTexts, words)
    }
}

/// An association's receipts.
struct ReceiptCountView: Sendable {
    let name: String
    let given: String
    let missing: String
    let isSound: Bool

    init(_ count: ReceiptCount, _ words: Words, name: String) {
        self.name = name
        given = words.number(count.given)
        missing = words.number(count.missing)
        isSound = count.missing == 0
    }
}

/// One channel: its days and its sources.
struct ChannelLedgerView: Sendable {
    let channel: String
    let medium: String
    let mediumName: String
    let unaccounted: String
    let isSound: Bool
    let days: [LedgerDayView]
    let hasDays: Bool
    let sources: [SourceCountView]

    init(_ ledger: ChannelLedger, _ words: Words) {
        channel = ledger.channel.rawValue
        medium = ledger.medium.rawValue
        mediumName = words.medium(ledger.medium)
        unaccounted = words.fill("ledger.unaccounted", ["n": words.number(ledger.unaccounted)])
        isSound = ledger.unaccounted == 0
        days = ledger.days.map { LedgerDayView($0, words) }
        hasDays = !days.isEmpty
        sources = ledger.sources.map { SourceCountView($0, words) }
    }
}

/// One day of a channel.
struct LedgerDayView: Sendable {
    let iso: String
    /// The day in the calendar that the language's readers look for first, and in the other.
    let first: String
    let second: String
    let received: String
    let ticketed: String
    let aside: String
    let inPipeline: String
    let repeats: String
    let erased: String

    init(_ day: LedgerDay, _ words: Words) {
        iso = day.day.description
        let (hijri, gregorian) = (HijriDate(day.day).text(words.language), day.day.text(words.language))
        (first, second) = words.language == .arabic ? (hijri, gregorian) : (gregorian, hijri)
        received = words.number(day.received)
        ticketed = words.number(day.ticketed)
        aside = words.number(day.aside)
        inPipeline = words.number(day.inPipeline)
        repeats = words.number(day.repeats)
        erased = words.number(day.erased)
    }
}

/// What a source counts.
struct SourceCountView: Sendable {
    /// One figure with its name.
    struct Figure: Sendable {
        let name: String
        let value: String
        let isBad: Bool
    }

    let name: String
    let kindName: String
    let figures: [Figure]
    let refusals: [String]
    let seen: Moment?

    init(_ source: SourceCount, _ words: Words) {
        let kind = source.kind.rawValue
        name = source.name
        kindName = words["ledger.\(kind)"]
        func figure(_ key: String, _ value: Int?, isBad: Bool = false) -> Figure? {
            value.map { Figure(name: words["ledger.\(kind)_\(key)"], value: words.number($0), isBad: isBad) }
        }
        figures = [
            figure("taken", source.taken), figure("waiting", source.waiting),
            figure("refused", source.refused, isBad: source.refused > 0),
        ].compactMap(\.self)
        refusals = source.refusals.map(words.sentence)
        seen = source.seenAt.map { words.moment($0, in: .anywhere) }
    }
}

/// The last nightly backup.
struct BackupView: Sendable {
    let at: Moment
    let file: String
    let size: String
    let isOverdue: Bool

    init(_ state: BackupState, _ words: Words) {
        at = words.moment(state.at, in: .anywhere)
        file = state.file
        size = words.size(state.bytes)
        isOverdue = state.isOverdue
    }
}

/// The last trial of a backup.
struct DrillView: Sendable {
    let at: Moment
    let taken: Moment?
    let counts: String
    let result: String
    let isSound: Bool
    let isOverdue: Bool

    init(_ state: DrillState, _ words: Words) {
        at = words.moment(state.at, in: .anywhere)
        taken = state.takenAt.map { words.moment($0, in: .anywhere) }
        counts = words.fill(
            "ledger.drill_counts",
            [
                "deliveries": words.number(state.deliveries), "tickets": words.number(state.tickets),
                "texts": words.number(state.outgoing),
            ])
        result = words[state.isSound ? "ledger.drill_sound" : "ledger.drill_failed"]
        isSound = state.isSound
        isOverdue = state.isOverdue
    }
}

/// What a restore holds back; nil when nothing is.
struct HoldView: Sendable {
    let text: String
    let holdsAll: Bool
    let hasTexts: Bool
    let releaseURL: String

    init?(since: Date?, texts: Int, _ words: Words) {
        guard since != nil || texts > 0 else { return nil }
        let count = words.number(texts)
        text =
            since.map { words.fill("ledger.held_since", ["time": words.relative($0), "n": count]) }
            ?? words.fill("ledger.held_texts", ["n": count])
        holdsAll = since != nil
        hasTexts = texts > 0
        releaseURL = ConsoleRoute.release.path
    }
}
