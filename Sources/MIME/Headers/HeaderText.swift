/// Unstructured header text: encoded words, raw 8-bit text, folding (RFC 5322 section 2.2.3, RFC 2047 section 6.2).
enum HeaderText {
    /// What a header field says on one line, and what was odd about it.
    struct Decoded {
        var text: String
        var warnings: Set<ParseWarning>
    }

    /// Decodes a raw field; the bytes of adjacent words of one charset are joined first, since senders split letters.
    static func decode(_ raw: [UInt8], hint: Charset?) -> Decoded {
        var decoded = decodeOnce(raw, hint: hint)
        // Some programs encode what is encoded already.
        let again = Array(decoded.text.utf8)
        if again.starts(with: "=?".utf8), again.suffix(2).elementsEqual("?=".utf8), !again.elementsEqual(raw) {
            decoded.text = decodeOnce(again, hint: hint).text
        }
        return decoded
    }

    private static func decodeOnce(_ raw: [UInt8], hint: Charset?) -> Decoded {
        guard raw.contains(where: { $0 >= 0x7F || $0 < 0x20 || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "+") })
        else {
            return Decoded(text: trimmed(raw), warnings: [])
        }
        var assembly = WordAssembly(hint: hint)
        var start = 0
        var position = 0
        while position < raw.count {
            if raw[position] == UInt8(ascii: "="), EncodedWord.isMark(position, in: raw),
                let word = EncodedWord.read(raw, at: position), word.isClosed || word.isPlausible
            {
                assembly.add(literal: raw[start..<position], isBetweenWords: true)
                assembly.add(word)
                position = word.end
                start = position
            } else {
                position += 1
            }
        }
        assembly.add(literal: raw[start...], isBetweenWords: false)
        assembly.flush()
        return Decoded(text: oneLine(assembly.text), warnings: assembly.warnings)
    }

    /// Plain ASCII on one line without its blank ends.
    private static func trimmed(_ raw: [UInt8]) -> String {
        var bytes = raw.drop { $0 == 0x20 }
        while bytes.last == 0x20 { bytes = bytes.dropLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Puts text on one line: folds and tabs become one space, control characters and marks that turn the order of letters
    /// around vanish, ends are trimmed.
    static func oneLine(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        var space = (pending: 0, isFold: false)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x20: space.pending += 1
            case 0x09...0x0D, 0x85, 0x2028, 0x2029: space = (space.pending + 1, true)
            case 0..<0x20, 0x7F..<0xA0, 0xFEFF, 0x202D, 0x202E: continue
            default:
                if !output.isEmpty {
                    for _ in 0..<(space.isFold ? 1 : space.pending) { output.append(" ") }
                }
                space = (0, false)
                output.append(scalar)
            }
        }
        return String(output)
    }

    /// A name of a person or a file: one line in which no mark changes the direction of what follows, so that
    /// `photo\u{202E}gnp.exe` shows its real ending.
    static func name(_ text: String) -> String {
        let line = oneLine(text)
        guard line.unicodeScalars.contains(where: isDirectional) else { return line }
        return oneLine(String(String.UnicodeScalarView(line.unicodeScalars.filter { !isDirectional($0) })))
    }

    private static func isDirectional(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
}

extension EncodedWord {
    /// Whether a word without its end is one all the same: what it holds is text beyond ASCII in its charset.
    var isPlausible: Bool {
        guard !isClosed, !bytes.isEmpty, let charset = Charset(label: label) else { return false }
        let hasMore = bytes.contains { $0 >= 0x80 }
        return hasMore && (charset == .utf8 ? TextDecoding.isUTF8(bytes) : charset.isSingleByte)
    }
}

/// Joins words and what stands between them.
private struct WordAssembly {
    let hint: Charset?
    var text = ""
    var warnings: Set<ParseWarning> = []
    private var label: String?
    private var bytes: [UInt8] = []
    private var unfinished: (start: Int, letters: [UInt8])?

    init(hint: Charset?) { self.hint = hint }

    mutating func add(literal: ArraySlice<UInt8>, isBetweenWords: Bool) {
        let isJoint = isBetweenWords && label != nil && literal.allSatisfy { $0 <= 0x20 }
        guard !isJoint, !literal.isEmpty else { return }
        flush()
        append(TextDecoding.decode(Array(literal), label: nil, hint: hint))
    }

    mutating func add(_ word: EncodedWord) {
        if let label, label.lowercased() != word.label.lowercased() { flush() }
        label = word.label
        guard let before = unfinished, let letters = word.base64Letters else {
            unfinished = word.unfinished.map { (bytes.count, $0) }
            bytes += word.bytes
            return
        }
        // The word before did not fill its bytes: its letters and these may be one text cut without regard to bytes.
        let joined = before.letters + letters
        let whole = Array(bytes[..<before.start]) + EncodedWord.base64(joined[...])
        let apart = bytes + word.bytes
        let isProper = word.isPadded || joined.count % 4 == 0
        let isOne = TextDecoding.isUTF8(whole) && (isProper || !TextDecoding.isUTF8(apart))
        bytes = isOne ? whole : apart
        unfinished = isOne && joined.count % 4 != 0 ? (before.start, joined) : nil
        if !isOne, let own = word.unfinished { unfinished = (bytes.count - word.bytes.count, own) }
    }

    mutating func flush() {
        guard let label else { return }
        append(TextDecoding.decode(bytes, label: label, hint: hint))
        self.label = nil
        bytes = []
        unfinished = nil
    }

    private mutating func append(_ decoded: DecodedText) {
        text += decoded.text
        warnings.formUnion(decoded.warnings)
    }
}
