/// An address `local@domain` as it stands in a field (RFC 5322 section 3.4.1).
enum AddrSpec {
    /// The address in what stood between `<` and `>`, or was written alone: without spaces, relays, `mailto:` and quotes
    /// around it. A local address is one word without `@`. Nil when there is none.
    static func read(_ inside: some Collection<UInt8>) -> String? {
        let isSpaced = inside.drop { $0 <= 0x20 }.prefix { $0 > 0x20 }.count < inside.count(where: { $0 > 0x20 })
        var bytes = withoutRoute(isQuoted(inside) ? inside.filter { $0 >= 0x20 } : inside.filter { $0 > 0x20 })
        if bytes.count > 7, String(decoding: bytes[..<7], as: UTF8.self).lowercased() == "mailto:" {
            bytes = Array(bytes[7...].prefix { $0 != UInt8(ascii: "?") })
        }
        for (open, close) in [("'", "'"), ("[", "]"), ("{", "}")] where bytes.count > 2 {
            if bytes.starts(with: open.utf8), bytes.last == close.utf8.first {
                bytes = Array(bytes.dropFirst().dropLast())
            }
        }
        return isAddress(bytes) || !isSpaced && isAtom(bytes) ? String(decoding: bytes, as: UTF8.self) : nil
    }

    private static func isQuoted(_ inside: some Collection<UInt8>) -> Bool { inside.first == UInt8(ascii: "\"") }

    /// `@relay,@relay:local@domain` names relays that nobody uses any more (RFC 5322 section 4.4).
    private static func withoutRoute(_ inside: [UInt8]) -> [UInt8] {
        guard inside.first == UInt8(ascii: "@"), let colon = inside.lastIndex(of: UInt8(ascii: ":")) else {
            return inside
        }
        return Array(inside[(colon + 1)...])
    }

    /// True for `local@domain` without spaces, control characters and invalid UTF-8, of at most 320 bytes.
    static func isAddress(_ bytes: [UInt8]) -> Bool {
        guard bytes.count <= 320, let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
        guard at > 0, at + 1 < bytes.count, String(validating: bytes, as: UTF8.self) != nil else { return false }
        let isQuoted = bytes[0] == UInt8(ascii: "\"")
        let forbidden = Array("<>(),;:\\\"".utf8)
        let domain = bytes[(at + 1)...]
        let local = isQuoted ? bytes[1..<at].dropLast() : bytes[..<at]
        return bytes.allSatisfy { $0 > 0x1F && $0 != 0x7F }
            && domain.allSatisfy { $0 > 0x20 && (!forbidden.contains($0) || $0 == UInt8(ascii: ":")) }
            && (isQuoted || local.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "@") && !forbidden.contains($0) })
    }

    /// True for one ASCII word of letters, digits and `.-_+` that may be the address of somebody on the same machine.
    static func isAtom(_ bytes: [UInt8]) -> Bool {
        (1...64).contains(bytes.count)
            && bytes.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x5F: true
                default: false
                }
            }
    }

    /// True when spaces stand at most beside `@`, and beside the points after it (RFC 5322 section 4.4).
    static func isOneWord(_ phrase: [UInt8]) -> Bool {
        let at = phrase.firstIndex(of: UInt8(ascii: "@")) ?? phrase.count
        return phrase.indices.allSatisfy { place in
            guard phrase[place] == 0x20, place > 0, place + 1 < phrase.count else { return true }
            let neighbours = [phrase[place - 1], phrase[place + 1]]
            return neighbours.contains(UInt8(ascii: "@")) || place > at && neighbours.contains(UInt8(ascii: "."))
        }
    }
}
