/// Text fit for storing: `\n` line ends and no control characters but the tab.
enum PlainLines {
    /// Makes every CR LF, CR and LF one `\n` and leaves out NUL, other control characters and a byte order mark.
    static func cleaned(_ text: String) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        var wasReturn = false
        for byte in text.utf8 {
            switch byte {
            case 0x0D: output.append(0x0A)
            case 0x0A:
                if !wasReturn { output.append(0x0A) }
            case 0x09: output.append(byte)
            case 0..<0x20, 0x7F: break
            default: output.append(byte)
            }
            wasReturn = byte == 0x0D
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return String(decoding: output.starts(with: mark) ? output.dropFirst(3) : output[...], as: UTF8.self)
    }
}
