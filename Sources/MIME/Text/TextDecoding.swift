/// Text made of bytes, the charset it was read in, and what was odd about it.
struct DecodedText {
    var text: String
    var charset: Charset
    var warnings: Set<ParseWarning> = []
}

/// Turns bytes into text; the label of the sender is a witness, the bytes are the evidence.
enum TextDecoding {
    /// Reads bytes that a mail labels so; `hint` is the charset of the mail's other text.
    static func decode(_ bytes: [UInt8], label: String?, hint: Charset?) -> DecodedText {
        var result = decodeOnce(bytes, label: label, hint: hint)
        if result.charset != .ascii, let better = Mojibake.repaired(result.text) {
            result.text = better
            result.warnings.insert(.repairedText)
        }
        return result
    }

    private static func decodeOnce(_ bytes: [UInt8], label: String?, hint: Charset?) -> DecodedText {
        let declared = label.flatMap(Charset.init(label:))
        let isASCII = isASCII(bytes)
        if isASCII, declared == nil || declared == .utf8 || declared == .ascii || declared?.table != nil,
            !mayHideUnicode(bytes)
        {
            return DecodedText(text: String(decoding: bytes, as: UTF8.self), charset: .ascii)
        }
        if let found = unicode(bytes, isASCII: isASCII, declared: declared) {
            return warned(found, label: label, declared: declared)
        }
        if let declared, declared.isNotASCIIBased, let read = converted(bytes, declared) {
            if isBelievable(read, bytes, declared, isASCII: isASCII) { return read.decoded }
        }
        if isASCII { return DecodedText(text: String(decoding: bytes, as: UTF8.self), charset: .ascii) }
        if let declared, !declared.isSingleByte, !declared.isNotASCIIBased, declared != .utf8,
            let read = converted(bytes, declared), read.isFaithful || !isUTF8(bytes)
        {
            return read.decoded
        }
        return warned(unlabelled(bytes, declared: declared, hint: hint), label: label, declared: declared)
    }

    /// Bytes above 127 that it takes to disbelieve a label of an eight-bit charset.
    static let leastEvidence = 3

    private static func isASCII(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var place = 0
            var seen: UInt64 = 0
            while place + 8 <= buffer.count {
                seen |= buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                place += 8
            }
            var isPlain = seen & 0x8080_8080_8080_8080 == 0
            while place < buffer.count {
                isPlain = isPlain && buffer[place] < 0x80
                place += 1
            }
            return isPlain
        }
    }

    /// Whether seven-bit bytes may be UTF-16, UTF-32 or UTF-7 all the same.
    private static func mayHideUnicode(_ bytes: [UInt8]) -> Bool {
        bytes.contains { $0 == 0 || $0 == 6 || $0 == UInt8(ascii: "+") }
    }

    /// Text whose own bytes say that it is a Unicode encoding; a byte order mark is believed before any label.
    private static func unicode(_ bytes: [UInt8], isASCII: Bool, declared: Charset?) -> DecodedText? {
        if let mark = UnicodeSniff.mark(bytes), let read = wholeLetters(bytes[mark.length...], mark.charset) {
            if read.isFaithful || mark.charset == declared { return read.decoded }
        }
        if let wide = UnicodeSniff.wide(bytes), let read = wholeLetters(bytes[...], wide), read.isFaithful {
            return read.decoded
        }
        if isASCII, declared != .utf7, UnicodeSniff.isUTF7(bytes), let read = converted(bytes, .utf7), read.isFaithful {
            return read.decoded
        }
        return nil
    }

    /// Reads all but a last letter that a transport has cut.
    private static func wholeLetters(
        _ bytes: ArraySlice<UInt8>, _ charset: Charset
    ) -> (decoded: DecodedText, isFaithful: Bool)? {
        let width = charset == .utf8 ? 1 : charset == .utf32LittleEndian || charset == .utf32BigEndian ? 4 : 2
        return converted(Array(bytes.dropLast(bytes.count % width)), charset)
    }

    /// Whether text read as UTF-16, UTF-7 and the like, as its label says, is words rather than chance.
    private static func isBelievable(
        _ read: (decoded: DecodedText, isFaithful: Bool), _ bytes: [UInt8], _ declared: Charset, isASCII: Bool
    ) -> Bool {
        guard declared.iconvName.hasPrefix("UTF-16") || declared.iconvName.hasPrefix("UTF-32") else {
            return read.isFaithful || isASCII
        }
        // Nearly any bytes are some letters of UTF-16: plain words of another encoding are likelier.
        let holdsNull = bytes.contains(0)
        if isASCII, !holdsNull, bytes.allSatisfy({ $0 >= 0x20 || (0x09...0x0D).contains($0) }) { return false }
        if isUTF8(bytes), !isASCII, !holdsNull { return false }
        if CharsetGuess.naturalness(of: Array(read.decoded.text.unicodeScalars.prefix(CharsetGuess.sample))) > 0 {
            return true
        }
        return read.isFaithful && CharsetGuess.best(for: bytes, declared: nil, hint: nil).naturalness < 3
    }

    /// True for valid UTF-8 that may break off within its last letter.
    static func isUTF8(_ bytes: [UInt8]) -> Bool {
        if String(validating: bytes, as: UTF8.self) != nil { return true }
        guard let lead = bytes.suffix(3).lastIndex(where: { $0 >= 0xC2 }), lead > 0 else { return false }
        let needed = bytes[lead] >= 0xF0 ? 4 : bytes[lead] >= 0xE0 ? 3 : 2
        let isBrokenOff = bytes.count - lead < needed && bytes[(lead + 1)...].allSatisfy { (0x80...0xBF).contains($0) }
        let before = bytes[..<lead]
        guard isBrokenOff, before.contains(where: { $0 >= 0x80 }) else { return false }
        return String(validating: before, as: UTF8.self) != nil
    }

    private static func unlabelled(_ bytes: [UInt8], declared: Charset?, hint: Charset?) -> DecodedText {
        let isTrusted = declared.map { $0.isSingleByte && !Charset.oftenConfused.contains($0) } ?? false
        if isUTF8(bytes) { return DecodedText(text: String(decoding: bytes, as: UTF8.self), charset: .utf8) }
        if isTrusted, let declared, let read = converted(bytes, declared) { return read.decoded }
        if isMostlyUTF8(bytes, enough: declared == .utf8 || declared == nil ? 70 : 95) {
            let text = String(decoding: bytes, as: UTF8.self)
            return DecodedText(text: text, charset: .utf8, warnings: [.undecodableText])
        }
        if let declared, declared.isSingleByte, bytes.count(where: { $0 >= 0x80 }) < leastEvidence,
            let read = converted(bytes, declared), read.isFaithful
        {
            return read.decoded
        }
        let best = CharsetGuess.best(for: bytes, declared: declared, hint: hint).charset
        return converted(bytes, best)?.decoded
            ?? DecodedText(
                text: String(decoding: bytes, as: UTF8.self), charset: .utf8, warnings: [.undecodableText])
    }

    private static func warned(_ text: DecodedText, label: String?, declared: Charset?) -> DecodedText {
        var text = text
        let isFamily = declared.map { text.charset.iconvName.hasPrefix($0.iconvName) } ?? false
        if label == nil || label == "" {
            if text.charset != .utf8 { text.warnings.insert(.charsetGuessed) }
        } else if declared == nil {
            text.warnings.insert(.charsetUnknown)
        } else if !isFamily {
            text.warnings.insert(.charsetMislabelled)
        }
        return text
    }

    private static func converted(
        _ bytes: [UInt8], _ charset: Charset
    ) -> (decoded: DecodedText, isFaithful: Bool)? {
        if charset == .utf8 {
            return (DecodedText(text: String(decoding: bytes, as: UTF8.self), charset: .utf8), isUTF8(bytes))
        }
        guard let (text, failures) = Iconv.convert(bytes, from: charset) else { return nil }
        let warnings: Set<ParseWarning> = failures > 0 ? [.undecodableText] : []
        return (DecodedText(text: text, charset: charset, warnings: warnings), failures == 0)
    }

    /// True when damaged UTF-8 is likelier than another charset: so many of a hundred bytes above 127 form valid sequences.
    private static func isMostlyUTF8(_ bytes: [UInt8], enough: Int) -> Bool {
        let high = bytes.count(where: { $0 >= 0x80 })
        let text = String(decoding: bytes, as: UTF8.self)
        let sound = text.unicodeScalars.reduce(0) { sum, scalar in
            scalar.value >= 0x80 && scalar.value != 0xFFFD ? sum + UTF8.width(scalar) : sum
        }
        return high >= leastEvidence && sound * 100 >= high * enough
    }
}
