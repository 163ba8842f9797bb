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
        let declared = label.flatMap(Charset.init(label:))
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        if let declared, declared.isNotASCIIBased, let read = converted(bytes, declared), read.isFaithful || isASCII {
            return read.decoded
        }
        if isASCII { return DecodedText(text: String(decoding: bytes, as: UTF8.self), charset: .ascii) }
        if let declared, !declared.isSingleByte, declared != .utf8, let read = converted(bytes, declared) {
            if read.isFaithful || !isUTF8(bytes) { return read.decoded }
        }
        var result = unlabelled(bytes, declared: declared, hint: hint)
        if let warning = warning(label: label, declared: declared, used: result.charset) {
            result.warnings.insert(warning)
        }
        return result
    }

    /// Bytes above 127 that it takes to disbelieve a label of an eight-bit charset.
    static let leastEvidence = 3

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
        let isTrusted = declared.map { !Charset.oftenConfused.contains($0) } ?? false
        if isUTF8(bytes) { return DecodedText(text: String(decoding: bytes, as: UTF8.self), charset: .utf8) }
        if isTrusted, let declared, let read = converted(bytes, declared) { return read.decoded }
        if declared == .utf8 || declared == nil, isMostlyUTF8(bytes) {
            let text = String(decoding: bytes, as: UTF8.self)
            return DecodedText(text: text, charset: .utf8, warnings: [.undecodableText])
        }
        if let declared, declared.isSingleByte, bytes.count(where: { $0 >= 0x80 }) < leastEvidence,
            let read = converted(bytes, declared), read.isFaithful
        {
            return read.decoded
        }
        let best = CharsetGuess.best(for: bytes, declared: declared, hint: hint)
        return converted(bytes, best)?.decoded
            ?? DecodedText(
                text: String(decoding: bytes, as: UTF8.self), charset: .utf8, warnings: [.undecodableText])
    }

    private static func warning(label: String?, declared: Charset?, used: Charset) -> ParseWarning? {
        guard let label, !label.isEmpty else { return used == .utf8 ? nil : .charsetGuessed }
        guard let declared else { return .charsetUnknown }
        return declared == used ? nil : .charsetMislabelled
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

    /// True when damaged UTF-8 is likelier than another charset: most bytes above 127 form valid sequences.
    private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
        let high = bytes.count(where: { $0 >= 0x80 })
        let text = String(decoding: bytes, as: UTF8.self)
        let sound = text.unicodeScalars.reduce(0) { sum, scalar in
            scalar.value >= 0x80 && scalar.value != 0xFFFD ? sum + UTF8.width(scalar) : sum
        }
        return sound * 10 >= high * 7
    }
}
