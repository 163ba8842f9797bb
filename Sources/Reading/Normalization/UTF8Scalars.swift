extension UnsafeBufferPointer<UInt8> {
    /// The scalar that begins at a position of well-formed UTF-8, and how many bytes it takes; nil where it is cut off.
    @inline(__always)
    func scalar(at position: Int) -> (value: UInt32, length: Int)? {
        let first = UInt32(self[position])
        if first < 0x80 { return (first, 1) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard position + length <= count else { return nil }
        var value = length == 2 ? first & 0x1F : length == 3 ? first & 0x0F : first & 0x07
        for offset in 1..<length { value = value << 6 | UInt32(self[position + offset]) & 0x3F }
        return (value, length)
    }
}

extension [UInt8] {
    /// Appends the UTF-8 bytes of a scalar; nothing for what is none.
    @inline(__always)
    mutating func append(scalar value: UInt32) {
        if value < 0x80 {
            append(UInt8(truncatingIfNeeded: value))
        } else if value < 0x800 {
            append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
            append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        } else if let units = Unicode.Scalar(value).flatMap(UTF8.encode) {
            append(contentsOf: units)
        }
    }
}
