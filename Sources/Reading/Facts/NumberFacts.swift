import Casework

/// Telephone numbers of Saudi shape and abroad, national identity and residence numbers.
struct NumberFacts: Sendable {
    let text: FactText

    func find(at index: Int) -> FactFind? {
        let groups = DigitGroups(text, from: index).joined
        for (digits, end) in groups.reversed() {
            let isAbroad = text[index - 1]?.isSign("+") == true || digits.hasPrefix("00")
            if let (kind, value, confidence) = identity(digits, at: index)
                ?? phone(digits, isAbroad, at: index, groups.count)
            {
                let start = isAbroad && text[index - 1]?.isSign("+") == true ? index - 1 : index
                return FactFind(kind: kind, value: value, tokens: start..<end, confidence: confidence)
            }
        }
        return nil
    }

    /// Ten digits that begin with 1 (national) or 2 (residence) and end with a Luhn digit.
    private func identity(_ digits: String, at index: Int) -> (Fact.Kind, String, Double)? {
        guard digits.utf8.count == 10, let first = digits.utf8.first, first == 0x31 || first == 0x32 else { return nil }
        let hasCue = text.hasCue(.identity, before: index)
        guard CheckSums.isLuhn(digits) || hasCue else { return nil }
        let confidence = CheckSums.isLuhn(digits) ? (hasCue ? 0.98 : 0.85) : 0.3
        return (first == 0x31 ? .nationalID : .iqama, digits, confidence)
    }

    private func phone(
        _ digits: String, _ isAbroad: Bool, at index: Int, _ groups: Int
    ) -> (Fact.Kind, String, Double)? {
        var rest = Substring(digits)
        if rest.hasPrefix("00") { rest = rest.dropFirst(2) }
        let count = rest.utf8.count
        if rest.hasPrefix("966"), count >= 11 {
            var local = rest.dropFirst(3)
            if local.hasPrefix("0") { local = local.dropFirst() }
            return Self.isSaudi(local) ? (.phone, "+966" + local, 0.97) : nil
        }
        if isAbroad { return (8...15).contains(count) ? (.phone, "+" + rest, 0.7) : nil }
        let isCued = text.hasCue(.phone, before: index)
        if digits.hasPrefix("0"), Self.isSaudi(digits.dropFirst()) {
            return (.phone, "+966" + digits.dropFirst(), 0.95)
        }
        if digits.hasPrefix("5"), Self.isSaudi(Substring(digits)) {
            return (.phone, "+966" + digits, isCued ? 0.9 : 0.7)
        }
        if digits.utf8.count == 9, digits.hasPrefix("920") { return (.phone, "+966" + digits, 0.85) }
        if digits.utf8.count == 10, digits.hasPrefix("800") { return (.phone, "+966" + digits, 0.85) }
        return nil
    }

    /// Nine digits: a mobile number (5…) or a fixed line with its area code (11…17).
    private static func isSaudi(_ local: Substring) -> Bool {
        let digits = Array(local.utf8)
        guard digits.count == 9 else { return false }
        return digits[0] == 0x35 || (digits[0] == 0x31 && (0x31...0x37).contains(digits[1]))
    }
}
