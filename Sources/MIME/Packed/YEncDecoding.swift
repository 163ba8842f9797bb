/// yEnc, the 8-bit encoding of news groups: each byte plus 42, a few of them escaped.
enum YEncDecoding {
    /// The bytes of encoded lines; line ends mean nothing.
    static func decoded(_ data: UnsafeRawBufferPointer) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(data.count)
        var isEscaped = false
        for byte in data {
            switch byte {
            case 0x0A, 0x0D: continue
            case UInt8(ascii: "=") where !isEscaped: isEscaped = true
            default:
                output.append(byte &- 42 &- (isEscaped ? 64 : 0))
                isEscaped = false
            }
        }
        return output
    }
}
