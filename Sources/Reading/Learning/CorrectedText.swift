public import Foundation

/// A message that an officer corrected: its words, what they are, and who says so.
public struct CorrectedText: Sendable, Hashable {
    /// The example to learn.
    public var example: LabelledText
    /// Who corrected.
    public var officer: String
    /// The number of the ticket, by which it is decided what is held out.
    public var ticket: Int64
    /// When.
    public var at: Date

    /// A corrected text.
    public init(example: LabelledText, officer: String, ticket: Int64, at: Date) {
        self.example = example
        self.officer = officer
        self.ticket = ticket
        self.at = at
    }

    /// Whether it is for measuring and never learnt: one ticket in five, the same on every machine and night.
    public var isHeldOut: Bool { UInt64(bitPattern: ticket) &* 0x9E37_79B9_7F4A_7C15 >> 33 % 5 == 0 }
}

/// Which corrections are learnt: the last word on each message, near-duplicates once, no officer more than a quarter.
public enum CorrectionChoice {
    /// Two texts that share this part of their words are one.
    static let likeness = 0.8
    /// An officer's share at most, unless the corrections are few.
    static let share = 0.25
    /// So many corrections of one officer are always let in.
    static let fewest = 20

    /// The lessons among the corrections, newest first.
    public static func lessons(_ corrections: [CorrectedText]) -> [CorrectedText] {
        var tickets = Set<Int64>()
        var seen = WordSketches(likeness: likeness)
        let newest = corrections.sorted { ($0.at, $0.ticket) > ($1.at, $1.ticket) }
        let different = newest.filter { tickets.insert($0.ticket).inserted && seen.insert($0.example.text) }
        let most = max(fewest, Int(Double(different.count) * share))
        var counts: [String: Int] = [:]
        return different.filter { correction in
            counts[correction.officer, default: 0] += 1
            return counts[correction.officer, default: 0] <= most
        }
    }
}

/// Tells texts apart that share most of their words, by the least hashes of their words (MinHash): linear in their number.
struct WordSketches {
    private static let bands = 12
    private let likeness: Double
    private var byBand: [UInt64: [Int]] = [:]
    private var sets: [Set<UInt64>] = []

    init(likeness: Double) { self.likeness = likeness }

    /// Adds a text; false when one like it is there already.
    mutating func insert(_ text: String) -> Bool {
        let words = Set(
            NormalForm.text(text).unicodeScalars.split { !ScalarFold.isLetter($0.value) }.map { word in
                word.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1.value)) &* 0x100_0000_01B3 }
            })
        let keys = (0..<Self.bands).map { band in Self.key(words, band: UInt64(band)) }
        for key in keys {
            for other in (byBand[key] ?? []).prefix(50) where isLike(words, sets[other]) { return false }
        }
        for key in keys { byBand[key, default: []].append(sets.count) }
        sets.append(words)
        return true
    }

    private func isLike(_ one: Set<UInt64>, _ other: Set<UInt64>) -> Bool {
        let all = one.union(other).count
        return all == 0 || Double(one.intersection(other).count) / Double(all) >= likeness
    }

    /// The two least hashes under this band's mixing.
    private static func key(_ words: Set<UInt64>, band: UInt64) -> UInt64 {
        func least(_ seed: UInt64) -> UInt64 {
            words.reduce(.max) { least, word in
                var hash = (word ^ seed) &* 0xFF51_AFD7_ED55_8CCD
                hash ^= hash >> 33
                return min(least, hash &* 0xC4CE_B9FE_1A85_EC53)
            }
        }
        let (one, two) = (least(band &* 2 &+ 1), least(band &* 2 &+ 2))
        return (one &* 31 &+ two) ^ band << 58
    }
}
