/// One encoded word `=?charset?B?…?=` (RFC 2047), read more loosely than the standard asks.
///
/// GMime's decoder is not used: when adjacent words split a letter it drops the rest of the header.
struct EncodedWord {
    /// The charset label without an RFC 2231 language.
    var label: String
    /// The bytes after B or Q decoding, not yet in any charset.
    var bytes: [UInt8]
    /// The position after the word.
    var end: Int

    /// True where a word may start: at `=?`.
    static func isMark(_ position: Int, in raw: [UInt8]) -> Bool {
        position + 1 < raw.count && raw[position] == UInt8(ascii: "=") && raw[position + 1] == UInt8(ascii: "?")
    }

    /// The word at `start`, which must be at `=?`; nil when there is none.
    static func read(_ raw: [UInt8], at start: Int) -> EncodedWord? {
        guard let charsetEnd = question(raw, from: start + 2, within: 60), charsetEnd > start + 2 else { return nil }
        guard let encodingEnd = question(raw, from: charsetEnd + 1, within: 2) else { return nil }
        guard encodingEnd == charsetEnd + 2 else { return nil }
        guard let payloadEnd = closing(raw, from: encodingEnd + 1) else { return nil }
        let label = raw[(start + 2)..<charsetEnd]
        guard label.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        let payload = raw[(encodingEnd + 1)..<payloadEnd]
        let bytes: [UInt8]
        switch raw[charsetEnd + 1] | 0x20 {
        case UInt8(ascii: "b"): bytes = base64(payload)
        case UInt8(ascii: "q"): bytes = quoted(payload)
        default: return nil
        }
        let charset = label.prefix { $0 != UInt8(ascii: "*") }
        return EncodedWord(label: String(decoding: charset, as: UTF8.self), bytes: bytes, end: payloadEnd + 2)
    }

    /// The longest payload that is looked at, in bytes; the standard's limit is 75.
    static let maxPayload = 4_096

    private static func question(_ raw: [UInt8], from start: Int, within most: Int) -> Int? {
        guard start < raw.count else { return nil }
        return raw[start..<min(raw.count, start + most)].firstIndex(of: UInt8(ascii: "?"))
    }

    private static func closing(_ raw: [UInt8], from start: Int) -> Int? {
        var position = start
        let last = min(raw.count - 1, start + maxPayload)
        while position < last {
            if raw[position] == UInt8(ascii: "?"), raw[position + 1] == UInt8(ascii: "=") { return position }
            position += 1
        }
        return nil
    }

    /// Underscores are spaces; a fold inside the word, which the standard forbids, vanishes.
    private static func quoted(_ payload: ArraySlice<UInt8>) -> [UInt8] {
        var flat: [UInt8] = []
        var isFolding = false
        for byte in payload {
            if byte == 0x0A || byte == 0x0D {
                isFolding = true
            } else if !(isFolding && (byte == 0x20 || byte == 0x09)) {
                isFolding = false
                flat.append(byte == UInt8(ascii: "_") ? 0x20 : byte)
            }
        }
        return Percent.unescaped(flat[...], mark: UInt8(ascii: "="))
    }

    /// Base64 without regard to padding and strange bytes.
    private static func base64(_ payload: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in payload {
            guard let value = sixBits(byte) else { continue }
            buffer = (buffer << 6 | value) & 0xFFFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                output.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return output
    }

    private static func sixBits(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x41...0x5A: UInt32(byte) - 0x41
        case 0x61...0x7A: UInt32(byte) - 0x61 + 26
        case 0x30...0x39: UInt32(byte) - 0x30 + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
