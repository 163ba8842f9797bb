/// Unstructured header text: encoded words, raw 8-bit text, folding (RFC 5322 section 2.2.3, RFC 2047 section 6.2).
enum HeaderText {
    /// What a header field says on one line, and what was odd about it.
    struct Decoded {
        var text: String
        var warnings: Set<ParseWarning>
    }

    /// Decodes a raw field; the bytes of adjacent words of one charset are joined first, since senders split letters.
    static func decode(_ raw: [UInt8], hint: Charset?) -> Decoded {
        if let plain = plainLine(raw) { return Decoded(text: plain, warnings: []) }
        var assembly = Assembly(hint: hint)
        var literal: [UInt8] = []
        var position = 0
        while position < raw.count {
            if EncodedWord.isMark(position, in: raw), let word = EncodedWord.read(raw, at: position) {
                assembly.add(literal: literal, isBetweenWords: true)
                literal = []
                assembly.add(word)
                position = word.end
            } else {
                literal.append(raw[position])
                position += 1
            }
        }
        assembly.add(literal: literal, isBetweenWords: false)
        assembly.flush()
        return Decoded(text: oneLine(assembly.text), warnings: assembly.warnings)
    }

    /// Most fields are ASCII without encoded words: these are put on one line byte by byte; nil for any other.
    private static func plainLine(_ raw: [UInt8]) -> String? {
        var output: [UInt8] = []
        output.reserveCapacity(raw.count)
        var space = (pending: 0, isFold: false)
        for (position, byte) in raw.enumerated() {
            switch byte {
            case 0x20: space.pending += 1
            case 0x09...0x0D: space = (space.pending + 1, true)
            case 0x21...0x7E:
                if EncodedWord.isMark(position, in: raw) { return nil }
                if !output.isEmpty {
                    for _ in 0..<(space.isFold ? 1 : space.pending) { output.append(0x20) }
                }
                space = (0, false)
                output.append(byte)
            default: return nil
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Puts text on one line: folds and tabs become one space, control characters vanish, ends are trimmed.
    static func oneLine(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        var space = (pending: 0, isFold: false)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x20: space.pending += 1
            case 0x09...0x0D, 0x85, 0x2028, 0x2029: space = (space.pending + 1, true)
            case 0..<0x20, 0x7F..<0xA0, 0xFEFF: continue
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

    private struct Assembly {
        let hint: Charset?
        var text = ""
        var warnings: Set<ParseWarning> = []
        private var label: String?
        private var bytes: [UInt8] = []

        init(hint: Charset?) { self.hint = hint }

        mutating func add(literal: [UInt8], isBetweenWords: Bool) {
            let isJoint = isBetweenWords && label != nil && literal.allSatisfy { $0 <= 0x20 }
            guard !isJoint, !literal.isEmpty else { return }
            flush()
            append(TextDecoding.decode(literal, label: nil, hint: hint))
        }

        mutating func add(_ word: EncodedWord) {
            if let label, label.lowercased() != word.label.lowercased() { flush() }
            label = word.label
            bytes += word.bytes
        }

        mutating func flush() {
            guard let label else { return }
            append(TextDecoding.decode(bytes, label: label, hint: hint))
            self.label = nil
            bytes = []
        }

        private mutating func append(_ decoded: DecodedText) {
            text += decoded.text
            warnings.formUnion(decoded.warnings)
        }
    }
}
