/// What of a text part that calls itself Base64 is Base64.
struct Base64Text {
    /// Where the Base64 ends: after its padding, when something else follows, as the footers of mailing lists do.
    private(set) var end: Int
    /// True when it is plain text that was never encoded.
    private(set) var isPlain = false

    /// Looks at a part's bytes once.
    init(_ body: UnsafeRawBufferPointer) {
        end = body.count
        var letters = 0
        var strange = 0
        for (place, byte) in body.enumerated() {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "/"): letters += 1
            case 0x09, 0x0A, 0x0D: continue
            case 0x20:
                if place > 0, place + 1 < body.count, body[place - 1] > 0x20, body[place + 1] > 0x20 { strange += 1 }
            case UInt8(ascii: "="):
                guard place == 0 || body[place - 1] != byte, end == body.count,
                    let rest = Self.afterPadding(body, place), !Self.isCoded(body, rest)
                else { continue }
                end = rest
            default: if place < end { strange += 1 }
            }
            if place >= end { break }
        }
        isPlain = strange > 0 && strange * 12 > letters
    }

    /// The position after `=` and `==`; nil within the last line.
    private static func afterPadding(_ body: UnsafeRawBufferPointer, _ place: Int) -> Int? {
        var position = place
        while position < body.count, body[position] == UInt8(ascii: "=") { position += 1 }
        return position < body.count ? position : nil
    }

    /// Whether only Base64 follows, as when a program encodes line by line.
    private static func isCoded(_ body: UnsafeRawBufferPointer, _ start: Int) -> Bool {
        let line = body[clamping: start..<(start + 400)].drop { $0 <= 0x20 }.prefix { $0 >= 0x20 }
        return line.count % 4 == 0
            && line.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
                    true
                default: false
                }
            }
    }
}
