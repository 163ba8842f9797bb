/// One encoded word `=?charset?B?…?=` (RFC 2047), read more loosely than the standard asks.
///
/// GMime's decoder is not used: when adjacent words split a letter it drops the rest of the header.
struct EncodedWord {
    /// The charset label without an RFC 2231 language; empty when the word names none.
    var label: String
    /// The bytes after B or Q decoding, not yet in any charset.
    var bytes: [UInt8]
    /// The letters of a Base64 word; nil for others.
    var base64Letters: [UInt8]?
    /// The letters of a Base64 word that do not fill whole bytes: its sender may have cut a longer text into words; nil for
    /// all other words.
    var unfinished: [UInt8]? {
        guard let base64Letters, !isPadded, base64Letters.count % 4 != 0 else { return nil }
        return base64Letters
    }
    /// Whether a Base64 word bears the `=` that fill its last bytes.
    var isPadded = false
    /// The position after the word.
    var end: Int
    /// Whether the closing `?=` is there.
    var isClosed: Bool

    /// True where a word may start: at `=?`.
    static func isMark(_ position: Int, in raw: [UInt8]) -> Bool {
        position + 1 < raw.count && raw[position] == UInt8(ascii: "=") && raw[position + 1] == UInt8(ascii: "?")
    }

    /// The word at `start`, which must be at `=?`; nil when there is none.
    static func read(_ raw: [UInt8], at start: Int) -> EncodedWord? {
        guard let charsetEnd = question(raw, from: start + 2, within: 60) else { return nil }
        guard let encodingEnd = question(raw, from: charsetEnd + 1, within: 4) else { return nil }
        let label = trimmed(raw[(start + 2)..<charsetEnd])
        let encoding = trimmed(raw[(charsetEnd + 1)..<encodingEnd])
        guard encoding.count == 1, label.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3D }) else { return nil }
        guard let (payload, end, isClosed) = payload(raw, from: encodingEnd + 1) else { return nil }
        let charset = String(decoding: label.prefix { $0 != UInt8(ascii: "*") }, as: UTF8.self)
        switch encoding.first.map({ $0 | 0x20 }) {
        case UInt8(ascii: "b"):
            let letters = payload.filter { sixBits($0) != nil }
            return EncodedWord(
                label: charset, bytes: base64(letters[...]), base64Letters: letters,
                isPadded: payload.contains(UInt8(ascii: "=")), end: end, isClosed: isClosed)
        case UInt8(ascii: "q"):
            return EncodedWord(label: charset, bytes: quoted(payload), end: end, isClosed: isClosed)
        default: return nil
        }
    }

    /// The longest payload that is looked at, in bytes; the standard's limit is 75.
    static let maxPayload = 4_096

    private static func question(_ raw: [UInt8], from start: Int, within most: Int) -> Int? {
        guard start < raw.count else { return nil }
        return raw[start..<min(raw.count, start + most)].firstIndex(of: UInt8(ascii: "?"))
    }

    /// What stands up to `?=`. A word that is never closed ends where the next begins, else at a space or the end.
    private static func payload(
        _ raw: [UInt8], from start: Int
    ) -> (payload: ArraySlice<UInt8>, end: Int, isClosed: Bool)? {
        guard start <= raw.count else { return nil }
        var position = start
        let last = min(raw.count, start + maxPayload)
        var space: Int?
        while position < last {
            let next = position + 1 < raw.count ? raw[position + 1] : 0
            if raw[position] == UInt8(ascii: "?"), next == UInt8(ascii: "=") {
                return (raw[start..<position], position + 2, true)
            }
            // Another word begins here, unless this is the padding before the end.
            let isPadding = position + 2 < raw.count && raw[position + 2] == UInt8(ascii: "=")
            if raw[position] == UInt8(ascii: "="), next == UInt8(ascii: "?"), position > start, !isPadding { break }
            if raw[position] <= 0x20 { space = space ?? position }
            position += 1
        }
        let end = space ?? position
        let payload = raw[start..<end]
        return (payload.last == UInt8(ascii: "?") ? payload.dropLast() : payload, end, false)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes.drop { $0 <= 0x20 }
        while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
        return bytes
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
    static func base64(_ payload: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(payload.count * 3 / 4 + 3)
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
