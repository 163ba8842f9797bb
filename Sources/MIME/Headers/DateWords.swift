/// The words of a date: months, halves of the day, zones; all given in lower case.
enum DateWords {
    /// The month a word names, in English (three letters or more) or Arabic.
    static func month(_ word: String) -> Int? {
        let letters = word.unicodeScalars.filter { $0 != "." }
        guard (3...12).contains(letters.count) else { return nil }
        let name = String(String.UnicodeScalarView(letters))
        if let place = english.firstIndex(where: { $0.hasPrefix(name) }) { return place + 1 }
        return arabic[name]
    }

    /// Whether a word says afternoon (true) or morning (false).
    static func half(_ word: String) -> Bool? {
        switch word {
        case "pm", "p.m.", "م", "مساء", "مساءً": true
        case "am", "a.m.", "ص", "صباحا", "صباحاً": false
        default: nil
        }
    }

    /// Seconds east of Greenwich: `+0300`, `-03:30`, `gmt+3`, `est`; nil for names that nobody
    /// knows. Digits without a sign are a zone only after the year.
    static func offset(_ word: String, afterYear: Bool) -> Int? {
        let bytes = Array(word.utf8)
        guard let first = bytes.first, bytes.count <= 12 else { return nil }
        if isSign(first) { return signed(bytes[...]) }
        if bytes.count == 4, afterYear, bytes.allSatisfy(isDigit) { return signed([UInt8(ascii: "+")] + bytes) }
        guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return nil }
        let name = bytes.prefix { (0x61...0x7A).contains($0) }
        let rest = bytes[name.endIndex...]
        if let sign = rest.first, isSign(sign), let hours = signed(rest) { return hours }
        guard rest.allSatisfy({ isDigit($0) || (0x61...0x7A).contains($0) }) else { return nil }
        if let known = zones[String(decoding: name.prefix(4), as: UTF8.self)] { return known * 3_600 }
        if let known = zones[String(decoding: name.prefix(3), as: UTF8.self)], !rest.isEmpty { return known * 3_600 }
        return nil
    }

    private static func signed(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let sign = bytes.first else { return nil }
        let digits = bytes.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard (1...4).contains(digits.count), digits.allSatisfy(isDigit) else { return nil }
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        let (hours, minutes) = digits.count <= 2 ? (number, 0) : (number / 100, number % 100)
        guard hours <= 24, minutes < 60 else { return 0 }
        return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -60 : 60)
    }

    private static func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static let english = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    private static let arabic: [String: Int] = [
        "يناير": 1, "فبراير": 2, "مارس": 3, "أبريل": 4, "ابريل": 4, "إبريل": 4, "مايو": 5, "يونيو": 6, "يونيه": 6,
        "يوليو": 7, "يوليه": 7, "أغسطس": 8, "اغسطس": 8, "سبتمبر": 9, "أكتوبر": 10, "اكتوبر": 10, "نوفمبر": 11,
        "ديسمبر": 12, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "أيلول": 9,
    ]

    /// Hours east of Greenwich; single letters mean nothing for sure (RFC 5322 section 4.3).
    private static let zones: [String: Int] = [
        "ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
        "pst": -8,
        "pdt": -7, "hst": -10, "bst": 1, "wet": 0, "west": 1, "cet": 1, "cest": 2, "met": 1, "mest": 2, "eet": 2,
        "eest": 3, "msk": 3, "jst": 9, "kst": 9,
    ]
}
