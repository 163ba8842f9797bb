/// Rich text as Outlook compresses it (MS-OXRTFCP).
enum CompressedRTF {
    /// Bytes of rich text that are unpacked.
    static let most = 8 * 1_024 * 1_024

    /// The rich text; nil when the bytes are none.
    static func decoded(_ packed: ArraySlice<UInt8>) -> [UInt8]? {
        var reader = ByteReader(packed)
        guard reader.number(4) != nil, let size = reader.number(4), let kind = reader.number(4), reader.number(4) != nil
        else {
            return nil
        }
        let wanted = min(size, most)
        switch kind {
        case 0x414C_454D: return reader.block(min(wanted, reader.left)).map(Array.init)
        case 0x7546_5A4C: return unpacked(&reader, wanted)
        default: return nil
        }
    }

    /// Runs of eight items, each a byte or a place and a length in the last 4,096 bytes.
    private static func unpacked(_ reader: inout ByteReader, _ wanted: Int) -> [UInt8] {
        var window = [UInt8](repeating: 0x20, count: 4_096)
        for (place, byte) in dictionary.utf8.enumerated() { window[place] = byte }
        var write = dictionary.utf8.count
        var output: [UInt8] = []
        func put(_ byte: UInt8) {
            output.append(byte)
            window[write] = byte
            write = (write + 1) & 4_095
        }
        while output.count < wanted, let flags = reader.byte() {
            for bit in 0..<8 where output.count < wanted {
                guard flags >> bit & 1 == 1 else {
                    guard let byte = reader.byte() else { return output }
                    put(byte)
                    continue
                }
                guard let high = reader.byte(), let low = reader.byte() else { return output }
                let pair = Int(high) << 8 | Int(low)
                let place = pair >> 4
                guard place != write else { return output }
                for step in 0..<((pair & 15) + 2) { put(window[(place + step) & 4_095]) }
            }
        }
        return output
    }

    private static let dictionary =
        "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
        + "\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
        + "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
}
