/// Digits written in groups («055 123 4567», "1-234-567-890"), joined.
struct DigitGroups: Sendable {
    /// The digits up to the end of each group, shortest first, with the index of the token after it.
    var joined: [(digits: String, end: Int)] = []

    /// The groups from an index: at most seven and 24 digits, divided by one space, hyphen, dot or bracket.
    init(_ text: FactText, from index: Int) {
        guard var token = text[index], token.kind == .digits else { return }
        var digits = text.string(token)
        var position = index
        joined.append((digits, position + 1))
        while joined.count < 7 {
            var next = position + 1
            if let sign = text[next], sign.isSign("-.()/‐–") { next += 1 }
            guard let group = text[next], group.kind == .digits, !group.startsLine else { return }
            token = group
            digits += text.string(token)
            if digits.utf8.count > 24 { return }
            position = next
            joined.append((digits, position + 1))
        }
    }
}

/// Check digits.
enum CheckSums {
    /// The Luhn sum (ISO/IEC 7812-1) that Saudi identity numbers end with.
    static func isLuhn(_ digits: String) -> Bool {
        var sum = 0
        for (place, byte) in digits.utf8.reversed().enumerated() {
            let digit = Int(byte) - 0x30
            let value = place.isMultiple(of: 2) ? digit : digit * 2
            sum += value > 9 ? value - 9 : value
        }
        return sum.isMultiple(of: 10)
    }

    /// The remainder of ISO 13616 (modulus 97) is one.
    static func isIBAN(_ account: String) -> Bool {
        let bytes = Array(account.utf8)
        guard bytes.count > 4 else { return false }
        var remainder = 0
        for byte in bytes[4...] + bytes[..<4] {
            switch byte {
            case 0x30...0x39: remainder = (remainder * 10 + Int(byte) - 0x30) % 97
            case 0x41...0x5A: remainder = (remainder * 100 + Int(byte) - 0x41 + 10) % 97
            default: return false
            }
        }
        return remainder == 1
    }
}
