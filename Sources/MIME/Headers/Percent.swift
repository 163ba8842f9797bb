/// Hexadecimal escapes in bytes.
enum Percent {
    /// Undoes `%41`; what is not an escape stays.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        unescaped(bytes, mark: UInt8(ascii: "%"))
    }

    /// Undoes escapes of two hexadecimal digits after a mark; what is not an escape stays.
    static func unescaped(_ bytes: ArraySlice<UInt8>, mark: UInt8) -> [UInt8] {
        var output: [UInt8] = []
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let byte = bytes[position]
            if byte == mark, position + 2 < bytes.endIndex, let high = digit(bytes[position + 1]),
                let low = digit(bytes[position + 2])
            {
                output.append(high << 4 | low)
                position += 3
            } else {
                output.append(byte)
                position += 1
            }
        }
        return output
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
