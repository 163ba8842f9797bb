import CPhoneNumber

/// Finds telephone numbers in what people write, by libphonenumber's numbering plans.
public enum PhoneNumbers {
    /// The most Unicode scalars of a text that are searched; what follows them is not looked at.
    public static let longestText = 100_000

    /// The most different numbers that one text yields.
    public static let mostCandidates = 50

    /// The most digit strings of one text that are tried, so that a flood of lone digits ends soon.
    public static let mostAttempts = 2_000

    /// The one number that `raw` holds, as dialled from `region` (ISO 3166); nil when it holds none, several, or
    /// letters among the digits, so that nobody's message goes to a guessed number.
    public static func parse(_ raw: String, region: String = "SA") -> PhoneNumber? {
        let found = numbers(in: raw, region: region, trusted: true)
        return found.count == 1 ? found.first : nil
    }

    /// The different numbers in a running text, in the order in which they stand; a fixed line counts only with its
    /// trunk zero or country code, because nine bare digits are more often an invoice than a telephone.
    public static func candidates(in text: String, region: String = "SA") -> [PhoneNumber] {
        numbers(in: text, region: region, trusted: false)
    }

    private static func numbers(in text: String, region: String, trusted: Bool) -> [PhoneNumber] {
        var found: [PhoneNumber] = []
        var attempts = mostAttempts
        for run in DigitRun.runs(in: text.unicodeScalars.prefix(longestText)) where attempts > 0 {
            let inRun = numbers(in: run, region: region, trusted: trusted, attempts: &attempts)
            for number in inRun where !found.contains(number) {
                found.append(number)
                if found.count == mostCandidates { return found }
            }
        }
        return found
    }

    /// Takes the longest valid number at each digit group, so that two numbers with only a space between them part.
    private static func numbers(
        in run: DigitRun, region: String, trusted: Bool, attempts: inout Int
    ) -> [PhoneNumber] {
        var found: [PhoneNumber] = []
        var start = 0
        while start < run.groups.count, attempts > 0 {
            var next = start + 1
            for (text, end) in run.spellings(from: start) where attempts > 0 {
                attempts -= 1
                if let number = number(text, region: region, trusted: trusted) {
                    found.append(number)
                    next = end
                    break
                }
            }
            start = next
        }
        return found
    }

    private static func number(_ digits: String, region: String, trusted: Bool) -> PhoneNumber? {
        let dialled = SaudiSpelling.dialled(digits)
        var buffer = [CChar](repeating: 0, count: 32)
        let code = buffer.withUnsafeMutableBufferPointer { out in
            wasl_phone_parse(dialled, region, out.baseAddress, out.count)
        }
        guard let kind = PhoneNumber.Kind(code) else { return nil }
        let e164 = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        let number = PhoneNumber(e164: e164, kind: kind)
        let hasPrefix = digits.utf8.first == UInt8(ascii: "0") || e164.utf8.count <= dialled.utf8.count + 1
        let isCertain = kind == .mobile || kind == .tollFree || kind == .shared || hasPrefix
        return trusted || isCertain ? number : nil
    }
}

extension PhoneNumber.Kind {
    fileprivate init?(_ code: wasl_phone_kind) {
        switch code {
        case wasl_phone_mobile: self = .mobile
        case wasl_phone_fixed_line: self = .fixedLine
        case wasl_phone_toll_free: self = .tollFree
        case wasl_phone_shared: self = .shared
        case wasl_phone_other: self = .other
        default: return nil
        }
    }
}
