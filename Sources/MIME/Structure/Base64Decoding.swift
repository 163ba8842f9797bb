/// Base64 as mail brings it (RFC 2045 section 6.8): strange bytes are passed over, padding may be missing, and what was
/// encoded in pieces is decoded in pieces.
enum Base64Decoding {
    /// Hands the decoded bytes to `take`, as many as fit one chunk at a time, until they end or `take` answers false.
    static func decode(_ body: UnsafeRawBufferPointer, chunk: Int, take: (UnsafeRawBufferPointer) -> Bool) {
        values.withUnsafeBufferPointer { values in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: chunk + 3) { room in
                var buffer: UInt32 = 0
                var bits: UInt32 = 0
                var count = 0
                for byte in body {
                    let value = values[Int(byte)]
                    guard value < 64 else {
                        // Padding: what is left of the last letter is none.
                        if byte == UInt8(ascii: "=") { bits = 0 }
                        continue
                    }
                    buffer = buffer << 6 | UInt32(value)
                    bits += 6
                    guard bits >= 8 else { continue }
                    bits -= 8
                    room[count] = UInt8(truncatingIfNeeded: buffer >> bits)
                    count += 1
                    if count >= chunk {
                        guard take(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count])) else {
                            return
                        }
                        count = 0
                    }
                }
                if count > 0 { _ = take(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count])) }
            }
        }
    }

    /// The six bits of each byte; 64 for bytes that are no Base64.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        for (value, letter) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            values[Int(letter)] = UInt8(value)
        }
        return values
    }()
}
