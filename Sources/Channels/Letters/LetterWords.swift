import Foundation

/// The words of a text as the body of a letter: what the letter's form prints itself is not printed twice.
struct LetterWords: Sendable, Hashable {
    /// The text without its first lines of greeting.
    let body: String
    /// Whether the text takes its leave by itself.
    let closes: Bool

    /// Takes a text apart; a text that is nothing but greeting keeps it.
    init(_ text: String) {
        let lines = text.components(separatedBy: "\n")
        let rest = lines.drop { line in
            let words = line.trimmingCharacters(in: .whitespaces)
            return words.isEmpty
                || Self.greetings.contains { words.hasPrefix($0) && words.count <= Self.longestGreeting }
        }
        body = (rest.isEmpty ? lines[...] : rest).joined(separator: "\n")
        let last = lines.suffix(Self.closingLines).joined(separator: "\n")
        closes = Self.closings.contains { last.contains($0) }
    }

    private static let longestGreeting = 120
    private static let closingLines = 6
    private static let greetings = ["المكرم", "المستفيد/ة", "السلام عليكم", "سعادة", "Dear ", "Peace be upon"]
    private static let closings = [
        "وتقبلوا", "Yours faithfully", "Yours sincerely", "regards", "Regards", "faithfully",
    ]
}
