/// The old Unix-to-Unix encoding of old mail programs: lines of 45 bytes between `begin` and `end`.
enum UUDecoding {
    /// Hands the decoded lines to `take` in order until they end or `take` answers false.
    static func decode(_ body: UnsafeRawBufferPointer, take: (UnsafeRawBufferPointer) -> Bool) {
        let lines = LineReader(body)
        var position = 0
        while let line = lines.line(at: position) {
            position = line.next
            if body[clamping: line.content].starts(with: "begin ".utf8) { break }
        }
        decodeLines(body[clamping: position..<body.count], take: take)
    }

    /// The same for lines that follow the `begin`.
    static func decodeLines(_ body: UnsafeRawBufferPointer, take: (UnsafeRawBufferPointer) -> Bool) {
        let lines = LineReader(body)
        var position = 0
        while let line = lines.line(at: position) {
            position = line.next
            let content = body[clamping: line.content]
            if content.elementsEqual("end".utf8) { return }
            let goesOn = decoded(content).withUnsafeBytes { $0.isEmpty || take($0) }
            if !goesOn { return }
        }
    }

    /// Whether a line can be data: as long as its first character says, give or take spaces that a transport cut.
    static func isData(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let first = line.first, (0x20...0x60).contains(first), line.allSatisfy({ (0x20...0x60).contains($0) })
        else {
            return false
        }
        let count = Int(value(first))
        let letters = line.count - 1
        return count == 0
            ? letters <= 1 : letters <= (count + 2) / 3 * 4 + 2 && (letters * 3 / 4 >= count - 2 || count < 45)
    }

    /// One line: its first character is the number of bytes, each further character six bits.
    private static func decoded(_ line: UnsafeRawBufferPointer) -> [UInt8] {
        guard let first = line.first else { return [] }
        let count = Int(value(first))
        var output: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in line.dropFirst() {
            buffer = (buffer << 6 | value(byte)) & 0xFFFFFF
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            output.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
        }
        while output.count < count { output.append(0) }
        return Array(output.prefix(count))
    }

    private static func value(_ byte: UInt8) -> UInt32 { UInt32(byte &- 0x20) & 0x3F }
}
