import Casework

/// Bank accounts by ISO 13616, spaced or not, with the letters forgotten after «آيبان» or not.
struct IBANFacts: Sendable {
    let text: FactText

    /// Lengths of the accounts of countries whose people write to Saudi charities (ISO 13616 registry).
    private static let lengths = [
        "SA": 24, "AE": 23, "KW": 30, "BH": 22, "QA": 29, "OM": 23, "JO": 30, "EG": 29, "YE": 30, "SD": 18, "LB": 28,
        "IQ": 23, "TR": 26, "PK": 24, "GB": 22, "DE": 22, "FR": 27, "MA": 28, "TN": 24, "PS": 29,
    ]

    /// The codes of these countries as they stand in texts.
    static let openings = lengths.keys.map { $0.lowercased() }

    func find(at index: Int) -> FactFind? {
        guard let token = text[index] else { return nil }
        if token.kind == .digits {
            guard text.hasCue(.account, before: index) else { return nil }
            return account("SA", from: index, whole: index)
        }
        guard token.kind == .word, text[index + 1]?.kind == .digits else { return nil }
        let country = text.string(token).uppercased()
        return account(country, from: index + 1, whole: index)
    }

    /// An account whose digits and letters begin at `from`; what has the shape but not the check digits is nobody's.
    private func account(_ country: String, from: Int, whole: Int) -> FactFind? {
        guard let length = Self.lengths[country] else { return nil }
        var account = country
        var index = from
        while account.utf8.count < length, let token = text[index], index < from + 24 {
            if token.isSign("-‐. ") {
                index += 1
                continue
            }
            let letters = text.string(token)
            guard token.kind == .digits || letters.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else { break }
            account += letters.uppercased()
            index += 1
        }
        guard account.utf8.count == length else { return nil }
        let isRight = CheckSums.isIBAN(account)
        return FactFind(kind: .iban, value: isRight ? account : "", tokens: whole..<index, confidence: 0.99)
    }
}
