/// Text with marks of RFC 1896, made plain.
enum EnrichedText {
    /// The words without `<bold>` and its like; `<<` is a `<`, one line end in a paragraph is a space, what stands in
    /// `<param>` is not shown.
    static func plain(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var position = 0
        var isParameter = false
        var breaks = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "<") {
                if position < bytes.count, bytes[position] == UInt8(ascii: "<") {
                    output.append(byte)
                    position += 1
                } else if let end = bytes[position...].prefix(62).firstIndex(of: UInt8(ascii: ">")) {
                    let tag = String(decoding: bytes[position..<end], as: UTF8.self).lowercased()
                    if tag == "param" { isParameter = true }
                    if tag == "/param" { isParameter = false }
                    position = end + 1
                } else {
                    output.append(byte)
                }
                continue
            }
            guard !isParameter else { continue }
            breaks = byte == 0x0A ? breaks + 1 : 0
            output.append(breaks == 1 ? 0x20 : byte)
        }
        return String(decoding: output, as: UTF8.self)
    }
}
