import Casework
import Foundation

/// Speaks one language at one moment: words, counts, dates and names of things.
struct Words: Sendable {
    /// The language.
    let language: Language
    /// The page's words.
    let table: PageStrings.Table
    /// The present, for "in two hours".
    let now: Date
    /// The sentence for a stored note of a channel.
    var sentenceOf: @Sendable (String, Language) -> String = { note, _ in note }

    /// A stored note as a sentence in the page's language.
    func sentence(_ note: String) -> String {
        let words = self["reason.\(note)"]
        return words.hasPrefix("reason.") ? sentenceOf(note, language) : words
    }

    /// The words of `section.key`; the key itself when there are none.
    subscript(_ key: String) -> String {
        let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let words = table[parts[0]]?[parts[1]] else { return key }
        return words
    }

    /// The words of a key with `{name}` replaced by values.
    func fill(_ key: String, _ values: [String: String]) -> String {
        values.reduce(self[key]) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
    }

    /// A number in the language's digits.
    func number(_ value: Int) -> String { language == .arabic ? ArabicDigits.text(value) : String(value) }

    /// A counted noun of the section `count` («٣ رسائل», "3 messages"): `noun_one`, `_two`, `_few` (3–10), `_many`
    /// (11–99) and `_other`.
    func count(_ value: Int, _ noun: String) -> String {
        fill("count.\(noun)_\(form(value))", ["n": number(value)])
    }

    private func form(_ value: Int) -> String {
        guard language == .arabic else { return value == 1 ? "one" : "other" }
        switch value {
        case 1: return "one"
        case 2: return "two"
        default: break
        }
        switch abs(value % 100) {
        case 3...10: return "few"
        case 11...99: return "many"
        default: return "other"
        }
    }

    /// A size in bytes, kilobytes or megabytes.
    func size(_ bytes: Int) -> String {
        switch bytes {
        case ..<1000: fill("size.bytes", ["n": number(max(bytes, 0))])
        case ..<1_000_000: fill("size.kilobytes", ["n": number((bytes + 500) / 1000)])
        default: fill("size.megabytes", ["n": decimal(bytes / 100_000)])
        }
    }

    /// A share of 0…1 in per cent.
    func percent(_ share: Double) -> String {
        let whole = Int(exactly: (min(max(share.isNaN ? 0 : share, 0), 1) * 100).rounded()) ?? 0
        return fill("size.percent", ["n": number(whole)])
    }

    private func decimal(_ tenths: Int) -> String {
        let point = language == .arabic ? "٫" : "."
        return number(tenths / 10) + point + number(tenths % 10)
    }
}
